import Glibc

/// The messages on the channel of a handover. The new process says hello. The old one, which still serves, sends early
/// parts and a rehearsal; the new one is ready, or refuses. Then the old one holds still and sends the whole, the new
/// one is ready, and the old one commits. Until then the old one serves, and from then on the new one. At no moment do
/// both.
///
/// A number never gets another meaning.
enum HandoverMessage: UInt8 {
    /// From the new process: its version, and which forms and sections it reads.
    case hello = 1
    /// From the old one: the next bytes of a part, with descriptors, in order.
    case state = 2
    /// From the old one: the bytes since the last such message are all that there is.
    case whole = 3
    /// From the new one: it is ready to serve, or for the whole after a rehearsal.
    case ready = 4
    /// From the new one: it can't take over, and why.
    case refused = 5
    /// From the old one: the new one is the server now.
    case commit = 6
    /// From the old one: the bytes since the last such message are an early part.
    case early = 7
    /// From the old one: the bytes since the last such message are a rehearsal.
    case rehearsal = 8
}

/// Which program a process runs, and what it can take over.
package struct HandoverProgram: Sendable {
    /// What a program calls itself, for the log.
    package let version: String
    /// The sections that it reads, with their newest versions.
    package let sections: [String: UInt64]

    package init(version: String, sections: [String: UInt64]) {
        self.version = version
        self.sections = sections
    }
}

extension HandoverChannel {
    private static let magic = "partyline-handover"

    func send(
        _ kind: HandoverMessage, _ bytes: some Sequence<UInt8> = [], _ descriptors: [Int32] = []
    ) throws(HandoverError) {
        try send(Message(bytes: [kind.rawValue] + bytes, descriptors: descriptors))
    }

    func send(_ part: HandoverPart) throws(HandoverError) {
        for message in part.messages { try send(message) }
    }

    /// Waits for a message, which must be of that kind.
    func expect(_ kind: HandoverMessage) throws(HandoverError) -> [UInt8] {
        guard let message = try receive() else { throw HandoverError("the other process has ended") }
        for descriptor in message.descriptors { close(descriptor) }
        if message.bytes.first == HandoverMessage.refused.rawValue { throw HandoverChannel.refusal(message) }
        guard message.bytes.first == kind.rawValue else {
            throw HandoverError("the other process said what it should not")
        }
        return Array(message.bytes.dropFirst())
    }

    /// Why the other process refused, if it has ended since: the kernel reports the end (once) before the last message.
    /// This does not wait, as the other process may still be there.
    func lastWords() -> HandoverError? {
        limitEach(to: .microseconds(1))
        for _ in 0..<2 {
            guard let answer = try? receive() else { continue }
            for descriptor in answer.descriptors { close(descriptor) }
            return answer.bytes.first == HandoverMessage.refused.rawValue ? HandoverChannel.refusal(answer) : nil
        }
        return nil
    }

    private static func refusal(_ message: Message) -> HandoverError {
        HandoverError(String(decoding: message.bytes.dropFirst().prefix(500), as: UTF8.self))
    }

    // MARK: - Hello

    func sayHello(_ program: HandoverProgram) throws(HandoverError) {
        var writer = RecordWriter()
        writer.put(HandoverChannel.magic)
        writer.put(Sections.version)
        writer.put(program.version)
        writer.records(program.sections.sorted { $0.key < $1.key }) { record, section in
            record.put(section.key)
            record.put(section.value)
        }
        try send(.hello, writer.bytes)
    }

    /// Waits for the new process's hello.
    /// - Parameter ours: this program, which writes the newest version of each of its sections.
    /// - Throws: `HandoverError` if the new one is no Partyline, or does not read what we write.
    func hearHello(_ ours: HandoverProgram) throws(HandoverError) {
        var reader = RecordReader(try expect(.hello))
        guard try reader.string() == HandoverChannel.magic else { throw HandoverError("it is not Partyline") }
        let newest = try reader.number()
        let name = "partylined \(try reader.string().prefix(32))"
        guard newest >= Sections.version else {
            throw HandoverError(
                "\(name) reads handovers up to version \(newest), and this one writes \(Sections.version)")
        }
        let sections = try reader.records { record throws(HandoverError) in (try record.string(), try record.number()) }
        let theirs = Dictionary(sections, uniquingKeysWith: max)
        for (section, version) in ours.sections.sorted(by: { $0.key < $1.key }) where theirs[section] ?? 0 < version {
            throw HandoverError("\(name) does not read version \(version) of \(section), which this one writes")
        }
    }
}

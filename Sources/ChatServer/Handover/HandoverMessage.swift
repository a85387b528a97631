import ChatCore
import Dialects
import Glibc

/// The messages on the channel of a handover. The new process says hello. The old one, which still serves, sends what
/// rooms kept and a rehearsal of its state; the new one is ready, or refuses. Then the old one holds still and sends
/// its state, the new one is ready, and the old one commits. Until then the old one serves, and from then on the new
/// one. At no moment do both.
enum HandoverMessage: UInt8 {
    /// From the new process: which versions it reads, and its own version.
    case hello = 1
    /// From the old one: the next bytes of the state, with descriptors, in order.
    case state = 2
    /// From the old one: the state is complete.
    case whole = 3
    /// From the new one: it is ready to serve.
    case ready = 4
    /// From the new one: it can't take over, and why.
    case refused = 5
    /// From the old one: the new one is the server now.
    case commit = 6
    /// From the old one: the bytes since the last such message are what a room kept.
    case past = 7
}

extension HandoverChannel {
    private static let magic = "partyline-handover"

    func send(
        _ kind: HandoverMessage, _ bytes: some Sequence<UInt8> = [], _ descriptors: [Int32] = []
    ) throws(HandoverError) {
        try send(Message(bytes: [kind.rawValue] + bytes, descriptors: descriptors))
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

    func sayHello() throws(HandoverError) {
        var writer = HandoverWriter()
        writer.put(HandoverChannel.magic)
        writer.put(HandoverState.version)
        writer.put(partylineVersion)
        try send(.hello, writer.bytes)
    }

    /// Waits for the new process's hello.
    /// - Returns: the new process's name and version.
    /// - Throws: `HandoverError` if it is no Partyline, or does not read what we write.
    func hearHello() throws(HandoverError) -> String {
        var reader = HandoverReader(try expect(.hello))
        guard try reader.string() == HandoverChannel.magic else { throw HandoverError("it is not Partyline") }
        let newest = try reader.number()
        let program = String(try reader.string().prefix(32))
        guard newest >= HandoverState.version else {
            let ours = HandoverState.version
            throw HandoverError(
                "partylined \(program) reads handovers up to version \(newest), and this one writes \(ours)")
        }
        return program
    }

    // MARK: - State

    /// Sends bytes and descriptors in as many messages as needed, and then one that says what they are.
    static func messages(
        _ bytes: [UInt8], _ descriptors: [Int32] = [], then kind: HandoverMessage
    ) -> [Message] {
        var messages: [Message] = []
        var bytes = bytes[...]
        var descriptors = descriptors[...]
        // At most half of a message each, so that the kernel's buffer has room for one while another is read.
        let part = messageBytes / 2
        while !bytes.isEmpty || !descriptors.isEmpty {
            messages.append(
                Message(
                    bytes: [HandoverMessage.state.rawValue] + bytes.prefix(part),
                    descriptors: Array(descriptors.prefix(descriptorsAtOnce))))
            bytes = bytes.dropFirst(part)
            descriptors = descriptors.dropFirst(descriptorsAtOnce)
        }
        return messages + [Message(bytes: [kind.rawValue])]
    }

    func send(_ handover: Handover) throws(HandoverError) {
        for message in handover.messages { try send(message) }
    }

    /// Waits for a complete state.
    /// - Parameter backlog: what rooms kept, as far as it came before. More of it may come now.
    func receiveHandover(after backlog: Backlog = Backlog()) throws(HandoverError) -> Handover {
        var assembly = HandoverAssembly(backlog)
        while let message = try receiveOrClose(&assembly) {
            if let handover = try assembly.take(message) { return handover }
        }
        assembly.close()
        throw HandoverError("it is cut off")
    }

    private func receiveOrClose(_ assembly: inout HandoverAssembly) throws(HandoverError) -> Message? {
        do throws(HandoverError) {
            return try receive()
        } catch {
            assembly.close()
            throw error
        }
    }
}

import ChatProtocol
import Glibc

/// What goes over a handover's channel: the new process says hello, the old one sends its state, the new one is ready or refuses, and
/// the old one commits. Until then the old one serves; from then on the new one does. There is no moment at which both do.
enum HandoverMessage: UInt8 {
    /// From the new process: which versions it reads, and what it is.
    case hello = 1
    /// From the old one: the next bytes of the state, with descriptors, in their order.
    case state = 2
    /// There is no more.
    case whole = 3
    /// From the new one: it could go on at once.
    case ready = 4
    /// From the new one: it can't, and why.
    case refused = 5
    /// From the old one: go on.
    case commit = 6
}

extension HandoverChannel {
    private static let magic = "partyline-handover"

    func send(
        _ kind: HandoverMessage, _ bytes: some Sequence<UInt8> = [], _ descriptors: [Int32] = []
    ) throws(HandoverError) {
        try send(Message(bytes: [kind.rawValue] + bytes, descriptors: descriptors))
    }

    /// Waits for a message of that kind, and no other.
    func expect(_ kind: HandoverMessage) throws(HandoverError) -> [UInt8] {
        guard let message = try receive() else { throw HandoverError("the other process has ended") }
        for descriptor in message.descriptors { close(descriptor) }
        if message.bytes.first == HandoverMessage.refused.rawValue {
            throw HandoverError(String(decoding: message.bytes.dropFirst().prefix(500), as: UTF8.self))
        }
        guard message.bytes.first == kind.rawValue else {
            throw HandoverError("the other process said what it should not")
        }
        return Array(message.bytes.dropFirst())
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
    /// - Returns: what it is.
    /// - Throws: `HandoverError` where it is none of ours, or does not read what we write.
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

    func send(_ handover: Handover) throws(HandoverError) {
        var bytes = handover.state.bytes[...]
        var descriptors = handover.descriptors[...]
        // Half of a message at most, so that the kernel's buffer takes one while another is read.
        let part = HandoverChannel.messageBytes / 2
        while !bytes.isEmpty || !descriptors.isEmpty {
            try send(.state, bytes.prefix(part), Array(descriptors.prefix(HandoverChannel.descriptorsAtOnce)))
            bytes = bytes.dropFirst(part)
            descriptors = descriptors.dropFirst(HandoverChannel.descriptorsAtOnce)
        }
        try send(.whole)
    }

    func receiveHandover() throws(HandoverError) -> Handover {
        var bytes: [UInt8] = []
        var descriptors: [Int32] = []
        do throws(HandoverError) {
            while let message = try receive() {
                descriptors += message.descriptors
                switch HandoverMessage(rawValue: message.bytes[0]) {
                case .state: bytes += message.bytes.dropFirst()
                case .whole: return Handover(state: try HandoverState(bytes), descriptors: descriptors)
                default: throw HandoverError("the other process said what it should not")
                }
            }
            throw HandoverError("it is cut off")
        } catch {
            for descriptor in descriptors { close(descriptor) }
            throw error
        }
    }
}

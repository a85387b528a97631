import CLinux
import Glibc
import Libevent

/// One end of the socket pair over which a handover goes: messages, with descriptors (unix(7), `SOCK_SEQPACKET`, `SCM_RIGHTS`).
///
/// It blocks, but only for the time that was set: while state is handed over, nothing else may happen.
final class HandoverChannel {
    /// A message, and the descriptors that came with it. The receiver has to close them.
    struct Message {
        var bytes: [UInt8]
        var descriptors: [Int32] = []
    }

    /// The most descriptors that go with one message.
    static let descriptorsAtOnce = Int(PARTYLINE_DESCRIPTORS_AT_ONCE)
    /// The most bytes of one message.
    static let messageBytes = 1 << 16

    let descriptor: Int32
    /// The time by which everything must be over; nil if each message has its own time.
    private var deadline: Instant?
    private var buffer = [UInt8](repeating: 0, count: HandoverChannel.messageBytes)

    /// Takes over one end of the pair, and closes it when this object goes.
    init(_ descriptor: Int32) {
        self.descriptor = descriptor
    }

    deinit {
        close(descriptor)
    }

    /// Two ends, both close-on-exec.
    static func pair() throws(HandoverError) -> (HandoverChannel, HandoverChannel) {
        var ends: [Int32] = [-1, -1]
        let type = Int32(SOCK_SEQPACKET.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        guard socketpair(AF_UNIX, type, 0, &ends) == 0 else { throw failure("socketpair") }
        return (HandoverChannel(ends[0]), HandoverChannel(ends[1]))
    }

    /// Sets how long each `send` and `receive` may take.
    func limitEach(to time: Duration) {
        deadline = nil
        setTimeouts(time)
    }

    /// Sets how long everything that is sent and received from now on may take together.
    func limitAll(to time: Duration) {
        deadline = Instant.current() + time
    }

    private func setTimeouts(_ time: Duration) {
        let (seconds, attoseconds) = time.components
        // A time of 0 would mean for ever.
        var time = timeval(tv_sec: Int(seconds), tv_usec: max(1, Int(attoseconds / 1_000_000_000_000)))
        let size = socklen_t(MemoryLayout<timeval>.size)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &time, size)
        setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &time, size)
    }

    private func keepDeadline() throws(HandoverError) {
        guard let deadline else { return }
        let left = deadline - Instant.current()
        guard left > .zero else { throw HandoverError("no answer in time") }
        setTimeouts(left)
    }

    /// The user on the other side (`SO_PEERCRED`).
    var peerUser: uid_t? {
        var user = uid_t()
        return partyline_peer_user(descriptor, &user) == 0 ? user : nil
    }

    func send(_ message: Message) throws(HandoverError) {
        try keepDeadline()
        guard send(message, 0) == message.bytes.count else { throw HandoverChannel.failure("sendmsg") }
    }

    /// Sends a message if there is room for it.
    /// - Returns: whether there was room.
    func offer(_ message: Message) throws(HandoverError) -> Bool {
        let sent = send(message, Int32(MSG_DONTWAIT))
        if sent < 0, errno == EAGAIN { return false }
        guard sent == message.bytes.count else { throw HandoverChannel.failure("sendmsg") }
        return true
    }

    private func send(_ message: Message, _ flags: Int32) -> Int {
        var sent = -1
        repeat {
            sent = message.bytes.withUnsafeBytes { bytes in
                message.descriptors.withUnsafeBufferPointer {
                    partyline_send_descriptors(
                        descriptor, bytes.baseAddress, bytes.count, $0.baseAddress, $0.count, flags)
                }
            }
        } while sent < 0 && errno == EINTR
        return sent
    }

    /// - Returns: nil if the other side has closed its end.
    func receive() throws(HandoverError) -> Message? {
        try keepDeadline()
        var descriptors = [Int32](repeating: -1, count: HandoverChannel.descriptorsAtOnce)
        var held = 0
        var isWhole: Int32 = 0
        var received = -1
        repeat {
            received = partyline_receive_descriptors(
                descriptor, &buffer, buffer.count, &descriptors, &held, &isWhole)
        } while received < 0 && errno == EINTR
        guard received >= 0 else { throw HandoverChannel.failure("recvmsg") }
        descriptors.removeLast(descriptors.count - held)
        guard isWhole != 0 else {
            for descriptor in descriptors { close(descriptor) }
            throw HandoverError("a message did not fit, or there are no more descriptors")
        }
        guard received > 0 else { return nil }
        return Message(bytes: Array(buffer[..<received]), descriptors: descriptors)
    }

    private static func failure(_ call: String) -> HandoverError {
        let code = errno
        switch code {
        case EAGAIN: return HandoverError("no answer in time")
        case EPIPE, ECONNRESET: return HandoverError("the other process has ended")
        default: return HandoverError("\(call): \(String(cString: strerror(code)))")
        }
    }
}

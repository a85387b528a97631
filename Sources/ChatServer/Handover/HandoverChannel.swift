import CAncillary
import Glibc

/// One end of the socket pair over which a handover goes: messages, with descriptors (unix(7), `SOCK_SEQPACKET`, `SCM_RIGHTS`).
///
/// It blocks, within the time set: while state is handed over nothing else may happen.
final class HandoverChannel {
    /// A message, and the descriptors that came with it, which are the receiver's to close.
    struct Message {
        var bytes: [UInt8]
        var descriptors: [Int32] = []
    }

    /// Descriptors that go with one message at most.
    static let descriptorsAtOnce = Int(PARTYLINE_DESCRIPTORS_AT_ONCE)
    /// Bytes of one message at most.
    static let messageBytes = 1 << 16

    let descriptor: Int32
    private var buffer = [UInt8](repeating: 0, count: HandoverChannel.messageBytes)

    /// Takes over an end, and closes it at the end.
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

    /// How long each `send` and `receive` may take.
    func limit(to seconds: Int) {
        var time = timeval(tv_sec: seconds, tv_usec: 0)
        let size = socklen_t(MemoryLayout<timeval>.size)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &time, size)
        setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &time, size)
    }

    /// The user on the other side (`SO_PEERCRED`).
    var peerUser: uid_t? {
        var user = uid_t()
        return partyline_peer_user(descriptor, &user) == 0 ? user : nil
    }

    func send(_ message: Message) throws(HandoverError) {
        var sent = -1
        repeat {
            sent = message.bytes.withUnsafeBytes { bytes in
                message.descriptors.withUnsafeBufferPointer {
                    partyline_send_descriptors(descriptor, bytes.baseAddress, bytes.count, $0.baseAddress, $0.count)
                }
            }
        } while sent < 0 && errno == EINTR
        guard sent == message.bytes.count else { throw HandoverChannel.failure("sendmsg") }
    }

    /// - Returns: nil where the other side has closed its end.
    func receive() throws(HandoverError) -> Message? {
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
        let reason = code == EAGAIN ? "no answer in time" : String(cString: strerror(code))
        return HandoverError("\(call): \(reason)")
    }
}

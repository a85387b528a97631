import CLinux
import Glibc
import Testing

/// The other side of the channel of a daemon that is to take over, played by a test.
final class Predecessor {
    let daemon: ChildProcess
    private var descriptor: Int32

    /// - Parameter flags: of the daemon; without a `--listen` it gets `127.0.0.1:0`.
    init(_ program: [String] = [Binaries.daemon], _ flags: [String] = []) throws {
        var ends: [Int32] = [-1, -1]
        let type = Int32(SOCK_SEQPACKET.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        try #require(socketpair(AF_UNIX, type, 0, &ends) == 0)
        descriptor = ends[0]
        defer { Glibc.close(ends[1]) }
        var time = timeval(tv_sec: 10 * Deadline.patience, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &time, socklen_t(MemoryLayout<timeval>.size))
        let command = program + (flags.contains("--listen") ? flags : ["--listen", "127.0.0.1:0"] + flags)
        daemon = try ChildProcess(
            command[0], Array(command[1...]), environment: ["PARTYLINE_HANDOVER": "3"], descriptors: [ends[1]])
    }

    deinit { hangUp() }

    /// The next message; empty where the daemon has closed.
    func receive() throws -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: 1 << 16)
        let count = recv(descriptor, &bytes, bytes.count, 0)
        try #require(count >= 0, "nothing came in time")
        return Array(bytes[..<count])
    }

    /// - Parameter descriptors: they stay the test's.
    func send(_ message: [UInt8], _ descriptors: [Int32] = []) throws {
        let sent = partyline_send_descriptors(descriptor, message, message.count, descriptors, descriptors.count, 0)
        try #require(sent == message.count)
    }

    func hangUp() {
        if descriptor >= 0 { Glibc.close(descriptor) }
        descriptor = -1
    }
}

import Glibc
import Libevent
import Testing

/// The real `telnet` on a terminal of its own, whose screen is read when the loop turns.
final class TelnetOnTerminal {
    private let screen: Int32
    private var process: pid_t = 0
    private var watch: DescriptorWatch?
    private var bytes: [UInt8] = []

    /// All that was shown.
    var text: String { String(decoding: bytes, as: UTF8.self) }

    init(on loop: EventLoop, to address: SocketAddress) throws {
        screen = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC | O_NONBLOCK)
        var (unlocked, number): (Int32, Int32) = (0, 0)
        // TIOCSPTLCK and TIOCGPTN: Swift does not import macros that name a type.
        let isOpen =
            screen >= 0 && ioctl(screen, UInt(0x4004_5431), &unlocked) == 0
            && ioctl(screen, UInt(0x8004_5430), &number) == 0
        try #require(isOpen, "/dev/ptmx: \(String(cString: strerror(errno)))")
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        // The first terminal that the leader of a session opens becomes its own.
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/pts/\(number)", O_RDWR, 0)
        posix_spawn_file_actions_adddup2(&actions, 0, 1)
        posix_spawn_file_actions_adddup2(&actions, 0, 2)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // POSIX_SPAWN_SETSID, which is GNU's own.
        posix_spawnattr_setflags(&attributes, 0x80)
        let arguments: [String] = ["telnet", "127.0.0.1", "\(address.port)"]
        let words = arguments.map { strdup($0) }
        let environment = [strdup("TERM=vt100"), strdup("PATH=/usr/bin:/bin")]
        defer { for word in words + environment { free(word) } }
        let status = posix_spawnp(&process, "telnet", &actions, &attributes, words + [nil], environment + [nil])
        try #require(status == 0, "telnet: \(String(cString: strerror(status)))")
        watch = try DescriptorWatch(on: loop, descriptor: screen) { [unowned self] in self.take() }
    }

    deinit {
        watch = nil
        Glibc.close(screen)
        guard process > 0 else { return }
        kill(process, SIGKILL)
        waitpid(process, nil, 0)
    }

    private func take() {
        var buffer = [UInt8](repeating: 0, count: 1 << 12)
        let count = read(screen, &buffer, buffer.count)
        if count > 0 {
            bytes += buffer[..<count]
        } else if count == 0 || errno != EAGAIN {
            watch?.disable()
        }
    }

    func type(_ text: String) {
        let bytes = Array(text.utf8)
        _ = write(screen, bytes, bytes.count)
    }
}

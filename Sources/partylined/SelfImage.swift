import ChatServer
import Glibc
import Handover

/// How this process was started, so that a newer program can be started in its place.
///
/// Take it at the very start. Later the environment has changed, and /proc may show its file only to another user.
struct SelfImage {
    let program: Upgrade.Program

    /// Variables that are meant for this process alone, and not for one that takes its place.
    private static let ownVariables = [
        "LISTEN_PID", "LISTEN_FDS", "LISTEN_FDNAMES", "WATCHDOG_PID", "PARTYLINE_HANDOVER",
    ]

    init() {
        let arguments = CommandLine.arguments
        program = Upgrade.Program(
            path: SelfImage.path(arguments.first), arguments: arguments, environment: SelfImage.environment(),
            directory: absolutePath("."))
    }

    /// The path by which the program was started, if that is absolute: a link may lead to a new version by then.
    /// Otherwise the path of the program's own file.
    private static func path(_ name: String?) -> String {
        if let name, name.hasPrefix("/") { return name }
        var path = [UInt8](repeating: 0, count: Int(PATH_MAX))
        let count = readlink("/proc/self/exe", &path, path.count)
        return String(decoding: path.prefix(max(0, count)), as: UTF8.self)
    }

    private static func environment() -> [String] {
        let descriptor = open("/proc/self/environ", O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return [] }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 4_096)
        while case let count = read(descriptor, &chunk, chunk.count), count > 0 { bytes += chunk[..<count] }
        return bytes.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }.filter { variable in
            !ownVariables.contains { variable.hasPrefix($0 + "=") }
        }
    }
}

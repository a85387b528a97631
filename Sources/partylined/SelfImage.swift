import ChatServer
import Glibc

/// How this process was started, so that a newer program can be started in its place.
///
/// To be taken at the very start: later the environment is no longer what it was, and its file may be another user's to read.
struct SelfImage {
    let program: Upgrade.Program

    /// What is about the process that was started, and not about its place.
    private static let ownVariables = [
        "LISTEN_PID", "LISTEN_FDS", "LISTEN_FDNAMES", "WATCHDOG_PID", "PARTYLINE_HANDOVER",
    ]

    init() {
        let arguments = CommandLine.arguments
        program = Upgrade.Program(
            path: SelfImage.path(arguments.first), arguments: arguments, environment: SelfImage.environment(),
            directory: absolutePath("."))
    }

    /// As it was named where that is a whole path, since a link may point elsewhere by then; else the program's own file.
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

import Glibc
import Libevent
import NATS
import TestSupport
import Testing

/// A nats-server of its own, on a free port, with its files in a folder that goes with it.
final class RealServer {
    /// The program, which is not there everywhere: `NATS_SERVER` in the environment.
    static let program: String? = getenv("NATS_SERVER").map { String(cString: $0) }

    struct Failure: Error {
        let words: String
    }

    private let folder: TestFolder
    private let configuration: String
    private var process: pid_t = 0
    private(set) var port = 0

    /// Servers that keep streams together.
    static func cluster(of count: Int) throws -> [RealServer] {
        let ports = try freePorts(count)
        let routes = ports.map { "nats-route://127.0.0.1:\($0)" }
        return try ports.enumerated().map { index, port in
            let others = routes.enumerated().filter { $0.offset != index }.map(\.element).joined(separator: ", ")
            return try RealServer(
                """
                server_name: n\(index)
                cluster { name: c, listen: "127.0.0.1:\(port)", routes: [\(others)] }
                """)
        }
    }

    /// Ports that nobody listens on, for what can't choose one itself.
    private static func freePorts(_ count: Int) throws -> [Int] {
        let loop = try EventLoop()
        let listeners = try (0..<count).map { _ in
            let endpoint = try #require(Endpoint("127.0.0.1:0"))
            let address = try #require(endpoint.numeric()?.first)
            return try Listener(on: loop, address: address)
        }
        return listeners.map { Int($0.address.port) }
    }

    /// - Parameter more: of its configuration.
    init(_ more: String = "") throws {
        folder = try TestFolder()
        configuration = "jetstream { store_dir: \"\(folder.path)/js\", max_mem: 64M, max_file: 64M }\n\(more)\n"
        try start()
    }

    deinit {
        stop(by: SIGKILL)
        RealServer.remove("\(folder.path)/js")
    }

    var endpoint: Endpoint { .host("127.0.0.1", port: UInt16(port)) }

    /// Starts it, on the port that it had.
    func start() throws {
        let text =
            "listen: \"127.0.0.1:\(port == 0 ? -1 : port)\"\nports_file_dir: \"\(folder.path)\"\n\(configuration)"
        let file = try folder.write("conf", text.utf8)
        process = try spawn([try #require(RealServer.program), "-c", file, "-l", folder.file("log")])
        port = try awaitPort()
    }

    /// Ends it, and waits for its end.
    func stop(by signal: Int32) {
        guard process > 0 else { return }
        kill(process, signal)
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
        unlink(portsFile)
        process = 0
    }

    private var portsFile: String { folder.file("nats-server_\(process).ports") }

    /// It writes where it listens into a file once it does.
    private func awaitPort() throws -> Int {
        for _ in 0..<(2_000 * testPatience) {
            if let text = try? text(of: portsFile), let urls = JSON(text)?["nats"]?.array, let url = urls.first?.string,
                let port = url.split(separator: ":").last.flatMap({ Int($0) })
            {
                return port
            }
            var status: Int32 = 0
            if waitpid(process, &status, WNOHANG) == process {
                process = 0
                break
            }
            usleep(10_000)
        }
        throw Failure(words: "nats-server does not start: \((try? text(of: folder.file("log"))) ?? "")")
    }

    private func text(of path: String) throws -> String {
        guard let stream = fopen(path, "r") else { throw Failure(words: path) }
        defer { fclose(stream) }
        var bytes = [UInt8](repeating: 0, count: 1 << 16)
        let count = fread(&bytes, 1, bytes.count, stream)
        return String(decoding: bytes[..<count], as: UTF8.self)
    }

    private func spawn(_ arguments: [String]) throws -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for descriptor in Int32(0)...2 {
            posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", O_RDWR, 0)
        }
        // The sockets of the tests beside this one are to be closed when those close them.
        for descriptor in Int32(3)..<1_024 { posix_spawn_file_actions_addclose(&actions, descriptor) }
        var words: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
        defer { for word in words { free(word) } }
        var environment: [UnsafeMutablePointer<CChar>?] = [nil]
        var child: pid_t = 0
        guard posix_spawn(&child, arguments[0], &actions, nil, &words, &environment) == 0 else {
            throw Failure(words: "\(arguments[0]) can't be run")
        }
        return child
    }

    /// Removes a folder with all that is in it.
    private static func remove(_ path: String) {
        guard let folder = opendir(path) else { return }
        while let entry = readdir(folder) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name == "." || name == ".." { continue }
            if unlink("\(path)/\(name)") != 0 { remove("\(path)/\(name)") }
        }
        closedir(folder)
        rmdir(path)
    }
}

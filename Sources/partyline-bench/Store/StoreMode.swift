import Glibc

/// How a daemon keeps what is said in its lobby.
enum StoreMode: CaseIterable {
    case off, relaxed, withoutSearch, strict

    var title: String {
        switch self {
        case .off: "no store"
        case .relaxed: "relaxed"
        case .withoutSearch: "relaxed, search = false"
        case .strict: "strict"
        }
    }

    /// The most of the writer's processor time that a message may take, in microseconds.
    var goal: Double? {
        switch self {
        case .relaxed: 16
        case .withoutSearch: 6
        case .off, .strict: nil
        }
    }

    /// The `[store]` and `[history]` of a configuration.
    fileprivate func tables(_ path: String) -> String {
        guard self != .off else { return "" }
        return """
            [store]
            path = "\(path)"
            [history]
            durability = "\(self == .strict ? "strict" : "relaxed")"
            search = \(self != .withoutSearch)
            keep_days = 0
            keep_count = 0

            """
    }
}

/// A folder with a configuration, and perhaps the store that it names.
final class StoreFolder {
    let path: String
    /// The file of the store.
    let store: String
    private let isOurs: Bool

    /// - Parameter store: an existing one; nil: a new one in the folder.
    init(store: String? = nil) throws {
        var template = Array("/tmp/partyline-bench-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw BenchError("mkdtemp: \(String(cString: strerror(errno)))") }
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        self.store = store ?? "\(path)/partyline.db"
        isOurs = store == nil
    }

    deinit {
        let files = ["", "-wal", "-shm", ".lock"].map { isOurs ? store + $0 : "" } + ["\(path)/partyline.toml"]
        for file in files where !file.isEmpty { unlink(file) }
        rmdir(path)
    }

    /// What starts the daemon at `partylined` so. Its limits hold nobody up.
    /// - Parameter limits: more lines of its `[limits]`, and whole tables behind them.
    func program(_ partylined: String, _ mode: StoreMode, lobby: String, limits: String = "") throws -> ServerProgram {
        try program(
            partylined,
            configuration: """
                [[listen]]
                address = "127.0.0.1:0"
                [rooms]
                lobby = "\(lobby)"
                \(mode.tables(store))[limits]
                messages_per_second = 0
                connects_per_second = 0
                arrival_grace_ms = 0
                connections_per_address = 20000
                connections = 20000
                send_queue_bytes = 67108864
                \(limits)[admin]
                address = "127.0.0.1:0"

                """)
    }

    /// What starts the daemon at `partylined` with a configuration.
    /// - Parameter arguments: flags, which win over that.
    func program(_ partylined: String, configuration text: String, arguments: [String] = []) throws -> ServerProgram {
        let configuration = "\(path)/partyline.toml"
        let file = open(configuration, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw BenchError("\(configuration): \(String(cString: strerror(errno)))") }
        defer { close(file) }
        let bytes = Array(text.utf8)
        guard write(file, bytes, bytes.count) == bytes.count else {
            throw BenchError("\(configuration) can't be written")
        }
        return ServerProgram(dialect: .partyline, path: partylined, arguments: ["--config", configuration] + arguments)
    }
}

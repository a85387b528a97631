import ChatCore
import ChatProtocol
import Glibc
import Libevent
import TOMLKit

/// Reads a configuration from TOML, strictly: every key that is not known, not of its type or impossible is named.
struct ConfigurationFile {
    private let text: String
    private let directory: String
    private(set) var faults: [String] = []
    private(set) var configuration = Configuration()

    /// - Parameter directory: which `motd_file` is relative to.
    init(text: String, directory: String) {
        self.text = text
        self.directory = directory
        do {
            read(try TOMLTable(string: text))
        } catch let error as TOMLParseError {
            faults.append("line \(error.source.begin.line): \(error.description)")
        } catch {
            faults.append("\(error)")
        }
    }

    private mutating func read(_ table: TOMLTable) {
        known(table, "", ["name", "motd", "motd_file", "listen", "rooms", "limits"])
        string(table, "name") { $0.name = $1 }
        string(table, "motd") { $0.motd = Configuration.lines(of: $1) }
        readMotdFile(table)
        readListeners(table)
        if let rooms = section(table, "rooms") {
            known(rooms, "rooms", ["lobby", "per_session"])
            readLobby(rooms)
            integer(rooms, "per_session", in: "rooms") { $0.rooms.perSession = $1 }
        }
        if let limits = section(table, "limits") { readLimits(limits) }
        faults += configuration.faults
    }

    private mutating func readLimits(_ table: TOMLTable) {
        let keys: [(String, WritableKeyPath<Configuration.Limits, Int>)] = [
            ("connections", \.connections), ("connections_per_address", \.connectionsPerAddress),
            ("line_bytes", \.lineBytes), ("burst", \.burst), ("send_queue_bytes", \.sendQueueBytes),
            ("idle_seconds", \.idleSeconds), ("ping_seconds", \.pingSeconds),
        ]
        known(table, "limits", keys.map(\.0) + ["messages_per_second"])
        for (key, path) in keys { integer(table, key, in: "limits") { $0.limits[keyPath: path] = $1 } }
        guard let value = table["messages_per_second"] else { return }
        if let number = value.double ?? value.int.map(Double.init) {
            configuration.limits.messagesPerSecond = number
        } else {
            fault("messages_per_second", "limits.messages_per_second must be a number")
        }
    }

    private mutating func readLobby(_ table: TOMLTable) {
        string(table, "lobby", in: "rooms") { configuration, name in
            configuration.rooms.lobby = name.isEmpty ? nil : RoomName(name)
        }
        if let name = table["lobby"]?.string, !name.isEmpty, RoomName(name) == nil {
            fault("lobby", "rooms.lobby is not a room's name: # and 1 to 32 letters, digits, _ . or -")
        }
    }

    private mutating func readListeners(_ table: TOMLTable) {
        guard let value = table["listen"] else { return }
        guard let list = value.array else {
            return fault("listen", "listen must be written [[listen]], once for each address")
        }
        let defaults = configuration.listen
        configuration.listen = []
        defer {
            // What is wrong with them was said already.
            if configuration.listen.isEmpty, !list.isEmpty { configuration.listen = defaults }
        }
        var addresses = 0
        for entry in list {
            guard let listener = entry.table else {
                fault("listen", "listen must be written [[listen]], once for each address")
                continue
            }
            known(listener, "listen", ["address"])
            guard let address = listener["address"]?.string else {
                fault("listen", "a [[listen]] needs an address, as address = \"127.0.0.1:6000\"")
                continue
            }
            addresses += 1
            guard let listen = Configuration.Listen(address: address) else {
                fault("address", Configuration.badAddress(address), occurrence: addresses)
                continue
            }
            configuration.listen.append(listen)
        }
    }

    private mutating func readMotdFile(_ table: TOMLTable) {
        guard let name = table["motd_file"]?.string else {
            if table["motd_file"] != nil { fault("motd_file", "motd_file must be a string") }
            return
        }
        if table["motd"] != nil { return fault("motd_file", "motd and motd_file can't both be given") }
        let path = name.hasPrefix("/") ? name : "\(directory)/\(name)"
        do {
            configuration.motd = Configuration.lines(of: try readFile(path, atMost: 1 << 16))
        } catch {
            fault("motd_file", "motd_file: \(error)")
        }
    }

    // MARK: - Kinds of values

    private mutating func section(_ table: TOMLTable, _ key: String) -> TOMLTable? {
        guard let value = table[key] else { return nil }
        if value.table == nil { fault(key, "\(key) must be a table, written [\(key)]") }
        return value.table
    }

    private mutating func string(
        _ table: TOMLTable, _ key: String, in section: String = "", _ set: (inout Configuration, String) -> Void
    ) {
        guard let value = table[key] else { return }
        guard let text = value.string else {
            return fault(key, "\(section.isEmpty ? "" : section + ".")\(key) must be a string in quotes")
        }
        set(&configuration, text)
    }

    private mutating func integer(
        _ table: TOMLTable, _ key: String, in section: String, _ set: (inout Configuration, Int) -> Void
    ) {
        guard let value = table[key] else { return }
        guard let number = value.int else { return fault(key, "\(section).\(key) must be a whole number") }
        set(&configuration, number)
    }

    private mutating func known(_ table: TOMLTable, _ section: String, _ keys: [String]) {
        for key in table.keys.sorted() where !keys.contains(key) {
            let hint =
                nearest(to: key, among: keys).map { "; did you mean \($0)?" }
                ?? "; known are \(keys.joined(separator: ", "))"
            fault(key, "unknown key \(section.isEmpty ? "" : section + ".")\(key)\(hint)")
        }
    }

    private mutating func fault(_ key: String, _ words: String, occurrence: Int = 1) {
        faults.append(line(of: key, occurrence).map { "line \($0): \(words)" } ?? words)
    }

    /// Where a key stands first, or for the second time … (The parser keeps no positions of what it accepts.)
    private func line(of key: String, _ occurrence: Int) -> Int? {
        var left = occurrence
        for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let start = line.drop { " \t[\"'".contains($0) }
            guard start.hasPrefix(key) else { continue }
            let rest = start.dropFirst(key.count).drop { " \t\"'".contains($0) }
            guard rest.first == "=" || rest.first == "]" || rest.first == "." else { continue }
            left -= 1
            if left == 0 { return number + 1 }
        }
        return nil
    }
}

extension Configuration {
    /// Reads a TOML file.
    /// - Throws: `ConfigurationError` with all its faults, each with its line where there is one.
    public init(file path: String) throws(ConfigurationError) {
        let text: String
        do {
            text = try readFile(path, atMost: 1 << 20)
        } catch {
            throw ConfigurationError(["\(error)"])
        }
        let directory = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
        let file = ConfigurationFile(text: text, directory: directory)
        guard file.faults.isEmpty else { throw ConfigurationError(file.faults.map { "\(path): \($0)" }) }
        self = file.configuration
    }

    /// A text's lines, without an empty last one.
    public static func lines(of text: String) -> [String] {
        var lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map(String.init)
        if lines.last?.isEmpty == true { lines.removeLast() }
        return lines
    }

    /// A text file's lines, for a message of the day.
    /// - Throws: `ConfigurationError` where it can't be read, is over 64 KiB or not UTF-8.
    public static func motd(file path: String) throws(ConfigurationError) -> [String] {
        do {
            return lines(of: try readFile(path, atMost: 1 << 16))
        } catch {
            throw ConfigurationError(["\(error)"])
        }
    }

    /// What to say of an address that is none.
    public static func badAddress(_ text: String) -> String {
        "\"\(text)\" is not an address; write HOST:PORT as 127.0.0.1:6000 or [::]:6000, or unix:/PATH"
    }
}

/// Why a file could not be read.
private struct FileError: Error, CustomStringConvertible {
    let description: String
}

private func readFile(_ path: String, atMost bound: Int) throws(FileError) -> String {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileError(description: "\(path): \(String(cString: strerror(errno)))") }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
        let count = read(descriptor, &chunk, chunk.count)
        guard count >= 0 else { throw FileError(description: "\(path): \(String(cString: strerror(errno)))") }
        if count == 0 { break }
        bytes += chunk[..<count]
        guard bytes.count <= bound else { throw FileError(description: "\(path): over \(bound) bytes") }
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
        throw FileError(description: "\(path): not UTF-8")
    }
    return text
}

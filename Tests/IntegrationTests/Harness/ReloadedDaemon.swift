import Glibc

/// A daemon whose configuration file a test changes while it runs.
final class ReloadedDaemon {
    let path = freshPath() + ".toml"
    let daemon: DaemonProcess
    private var reloads = 0

    var process: ChildProcess { daemon.process }

    init(_ text: String, _ flags: [String] = [], listeners: Int = 1) throws {
        try writeFile(text, at: path)
        daemon = try DaemonProcess(ChildProcess(Binaries.daemon, ["--config", path] + flags), listeners: listeners)
    }

    deinit {
        unlink(path)
    }

    /// Where it listens now.
    var addresses: [Address] {
        var addresses: [String] = []
        for line in process.log.text.split(separator: "\n") {
            if let address = Self.rest(of: line, after: "no longer listening on ") {
                addresses.removeAll { $0 == address }
            } else if let address = Self.rest(of: line, after: "listening on ") {
                addresses.append(address)
            }
        }
        return addresses.map(Address.init)
    }

    private static func rest(of line: Substring, after words: String) -> String? {
        line.firstRange(of: words).map { String(line[$0.upperBound...].prefix { $0 != "\"" && $0 != " " }) }
    }

    /// Gives it another file, in place of the old one at once, and waits until it has taken it up.
    func reload(_ text: String) throws {
        try replace(text)
        reloads += 1
        process.send(signal: SIGHUP)
        try waitForLog("msg=reloaded", times: reloads)
    }

    /// Gives it a file that it must refuse.
    /// - Returns: the faults that it logged.
    func refuse(_ text: String) throws -> [String] {
        try replace(text)
        return try expectRefusal()
    }

    /// Asks for a reload which must come to nothing.
    /// - Returns: the faults that it logged.
    func expectRefusal() throws -> [String] {
        let before = faults.count
        process.send(signal: SIGHUP)
        try waitForLog(Self.refusal, times: before + 1)
        // Who is met after it has been through with it.
        try daemon.connect().expect("*** partyline/1 {*}")
        return Array(faults[before...])
    }

    func replace(_ text: String) throws {
        try writeFile(text, at: path + ".new")
        guard rename(path + ".new", path) == 0 else { throw HarnessFailure.call("rename", errno) }
    }

    private static let refusal = "not reloaded, nothing is changed\" fault="

    private var faults: [String] {
        process.log.text.split(separator: "\n").compactMap { line in
            line.firstRange(of: Self.refusal).map { String(line[$0.upperBound...]) }
        }
    }

    private func waitForLog(_ words: String, times: Int) throws {
        _ = try process.waitForLog("\(times) times \(words)") { log in
            log.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
                .count { $0.firstRange(of: words) != nil } >= times
        }
    }
}

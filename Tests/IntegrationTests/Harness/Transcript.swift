import Testing

/// A dialogue of several peers with the daemon, as a file of Tests/Transcripts or a fence of docs/PROTOCOL.md writes it
/// (Tests/Transcripts/README.md tells how). It is read only when it runs, so that a mistake in it fails its own test.
struct Transcript: Sendable, CustomTestStringConvertible {
    /// The path from the package's folder, and the number of the first line in it.
    let path: String
    let firstLine: Int
    let text: String

    var testDescription: String { firstLine == 1 ? path : "\(path):\(firstLine)" }

    struct Step {
        let line: Int
        let peer: String
        let action: Action
    }

    enum Way: String {
        case plainly = "connects"
        /// It takes no more than what is expected of it, and the kernel holds little for it.
        case slowly = "connects, and reads slowly"
        case byTLS = "connects by TLS"
    }

    enum Action: Equatable {
        case connects(Way)
        case sends(String, endsLine: Bool)
        case halfCloses
        case resets
        case closes
        case expects(String)
        /// What comes before such a line is passed over.
        case skipsTo(String)
        case expectsBytes(String)
        case expectsSilence
        /// With the code of a WebSocket, and a word.
        case expectsClose(String?)
        case daemonEnds
        case daemonUpgrades
    }

    /// What is wrong with a transcript, and where.
    struct Mistake: Error {
        let line: Int
        let sentence: String
    }

    /// What is played: how the daemon is started, and what its peers do.
    struct Play {
        var flags: [String] = []
        /// Lines of the daemon's configuration, before its first table.
        var settings: [String] = []
        var steps: [Step] = []
    }

    func parsed() throws -> Play {
        var play = Play()
        for (offset, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let number = firstLine + offset
            if line.isEmpty || line.hasPrefix("#") { continue }
            if line.hasPrefix("daemon: ") {
                guard play.steps.isEmpty else { throw Mistake(line: number, sentence: "the daemon's flags come first") }
                play.flags += Self.words(line.dropFirst("daemon: ".count))
                continue
            }
            if line.hasPrefix("config: ") {
                guard play.steps.isEmpty else { throw Mistake(line: number, sentence: "the configuration comes first") }
                play.settings.append(String(line.dropFirst("config: ".count)))
                continue
            }
            var name = line.prefix { $0.isASCII && ($0.isLetter || $0.isNumber) }
            if let mark = Peer.marks.first(where: { line.dropFirst(name.count).hasPrefix($0) }) {
                name = line.prefix(name.count + mark.count)
            }
            guard !name.isEmpty, let action = Self.action(line.dropFirst(name.count), of: name) else {
                throw Mistake(line: number, sentence: "not a line of a transcript: \(line)")
            }
            play.steps.append(Step(line: number, peer: String(name), action: action))
        }
        return play
    }

    private static func action(_ rest: Substring, of name: Substring) -> Action? {
        if name == "daemon" {
            return rest == " ends" ? .daemonEnds : rest == " upgrades" ? .daemonUpgrades : nil
        }
        if let deed = rest.after("> ("), deed.hasSuffix(")"), let way = Way(rawValue: String(deed.dropLast())) {
            return .connects(way)
        }
        switch rest {
        case "> (half-closes)": return .halfCloses
        case "> (resets)": return .resets
        case "> (closes)": return .closes
        case " silent": return .expectsSilence
        case " closed": return .expectsClose(nil)
        case ">": return .sends("", endsLine: true)
        case "<": return .expects("")
        default: break
        }
        if let code = rest.after(" closed ") { return .expectsClose(code) }
        if let bytes = rest.after(">> ") { return .sends(bytes, endsLine: false) }
        if let bytes = rest.after("<< ") { return .expectsBytes(bytes) }
        if let text = rest.after("> "), !text.hasPrefix("(") { return .sends(text, endsLine: true) }
        if let pattern = rest.after("< ") { return .expects(pattern) }
        if let pattern = rest.after("<~ ") { return .skipsTo(pattern) }
        return nil
    }

    // As a shell would split it, with double quotes alone.
    private static func words(_ line: Substring) -> [String] {
        var words: [String] = []
        var word: String?
        var quoted = false
        for character in line {
            switch character {
            case "\"":
                quoted.toggle()
                word = word ?? ""
            case " " where !quoted:
                if let done = word { words.append(done) }
                word = nil
            default: word = (word ?? "") + String(character)
            }
        }
        return words + (word.map { [$0] } ?? [])
    }
}

extension Substring {
    fileprivate func after(_ prefix: String) -> String? {
        hasPrefix(prefix) ? String(dropFirst(prefix.count)) : nil
    }
}

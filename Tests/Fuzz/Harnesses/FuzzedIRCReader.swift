@testable import Dialects

/// What one client of IRC is sent, judged line by line without the code that writes it.
///
/// Each line is whole and of a size that may be; no address is in it, but in the line that tells its owner; batches begin and end; and what is
/// asked with a label is answered once, before the PONG of what was sent after it.
struct FuzzedIRCReader {
    /// What a line comes to.
    enum Told {
        case nothing
        /// It can't be called so; it tries another nick.
        case nickIsTaken(other: String)
        /// All that was asked before that PING is answered.
        case pong(String)
        /// Something of a room, with its id.
        case said(Int64, in: String)
        /// It is closed.
        case ended
    }

    private struct Batch {
        let kind: String
        /// By which its client knows what it answers.
        let label: String?
    }

    let nick: String
    /// nil: no address is looked for, as somebody may have said it.
    private let address: String?
    /// As it was welcomed; nil: it was not yet.
    private var welcomedAs: String?
    /// It was told that it came in there.
    private(set) var isInLobby = false
    private var nicksTried = 0
    private var batches: [String: Batch] = [:]
    private var answered: Set<String> = []
    /// Of what it said in the lobby, by the label that it was sent with.
    var idsOfAnswers: [String: Int64] = [:]

    init(nick: String, address: String?) {
        self.nick = nick
        self.address = address
    }

    /// - Parameter bytes: a line without its LF.
    mutating func take(_ bytes: [UInt8]) throws(Violation) -> Told {
        try Cleanness.demandIRC(bytes)
        let line = try FuzzedIRCReader.line(bytes)
        if let address, line.command != "338", FuzzedIRCReader.has(address, in: bytes) {
            throw Violation(description: "a line tells an address: \(String(decoding: bytes, as: UTF8.self))")
        }
        let label = try takeLabel(line)
        if line.command == "BATCH" { try takeBatch(line, label) }
        switch line.command {
        case "001": welcomedAs = line.words.first
        case "JOIN": if line.words.first == "#lobby", line.source == welcomedAs { isInLobby = true }
        case "433":
            guard welcomedAs == nil else { break }
            nicksTried += 1
            return .nickIsTaken(other: nick + String(repeating: "_", count: nicksTried))
        case "ERROR": return .ended
        case "PONG": return try pong(line)
        default: break
        }
        return said(line, label)
    }

    // MARK: - Answers

    /// - Returns: that of the line, or of the batch that it is in.
    private mutating func takeLabel(_ line: Line) throws(Violation) -> String? {
        if let label = line.tags["label"] {
            try demand(answered.insert(label).inserted, "\(label) is answered twice")
            return label
        }
        guard let reference = line.tags["batch"] else { return nil }
        guard let batch = batches[reference] else {
            throw Violation(description: "\(line) is of a batch that is not open")
        }
        return batch.label
    }

    private mutating func takeBatch(_ line: Line, _ label: String?) throws(Violation) {
        guard let word = line.words.first, let sign = word.first, "+-".contains(sign) else {
            throw Violation(description: "a batch has no name: \(line)")
        }
        let reference = String(word.dropFirst())
        if sign == "+" {
            try demand(batches[reference] == nil, "the batch \(reference) begins twice")
            batches[reference] = Batch(kind: line.words.dropFirst().first ?? "", label: label)
        } else {
            try demand(batches.removeValue(forKey: reference) != nil, "the batch \(reference) ends, and had not begun")
        }
    }

    private func pong(_ line: Line) throws(Violation) -> Told {
        guard let token = line.words.last else { throw Violation(description: "a PONG has no token") }
        try demand(answered.contains(token), "the PONG of \(token) came before the answer")
        try demand(batches.isEmpty, "the PONG of \(token) came before the end of \(batches)")
        return .pong(token)
    }

    private mutating func said(_ line: Line, _ label: String?) -> Told {
        guard ["PRIVMSG", "NOTICE", "TAGMSG", "TOPIC", "BATCH"].contains(line.command),
            let id = line.tags["msgid"].flatMap({ Int64($0) }),
            // What was said before is told once more.
            batches[line.tags["batch"] ?? ""]?.kind != "chathistory"
        else { return .nothing }
        guard let target = line.command == "BATCH" ? line.words.dropFirst(2).first : line.words.first,
            target.hasPrefix("#")
        else { return .nothing }
        if let label, target == "#lobby", idsOfAnswers[label] == nil { idsOfAnswers[label] = id }
        return .said(id, in: target)
    }

    // MARK: - Lines

    private struct Line {
        let tags: [String: String]
        /// Without user and host.
        let source: String
        let command: String
        let words: [String]
    }

    private static func line(_ bytes: [UInt8]) throws(Violation) -> Line {
        var rest = bytes.dropLast()[...]
        func word() -> ArraySlice<UInt8> {
            defer { rest = rest.drop { $0 != 32 }.dropFirst() }
            return rest.prefix { $0 != 32 }
        }
        var tags: [String: String] = [:]
        if rest.first == UInt8(ascii: "@") {
            for tag in word().dropFirst().split(separator: UInt8(ascii: ";")) {
                let parts = tag.split(separator: UInt8(ascii: "="), maxSplits: 1)
                let (key, value) = (parts.first ?? [], parts.dropFirst().first ?? [])
                try demand(
                    tags.updateValue(
                        String(decoding: value, as: UTF8.self), forKey: String(decoding: key, as: UTF8.self)) == nil,
                    "a tag is there twice: \(bytes)")
            }
        }
        let source = rest.first == UInt8(ascii: ":") ? word().dropFirst().prefix { $0 != UInt8(ascii: "!") } : []
        let command = String(decoding: word(), as: UTF8.self)
        try demand(!command.isEmpty, "a line has no command: \(bytes)")
        var words: [String] = []
        while !rest.isEmpty {
            let isLast = rest.first == UInt8(ascii: ":")
            words.append(String(decoding: isLast ? rest.dropFirst() : word(), as: UTF8.self))
            if isLast { break }
        }
        return Line(
            tags: tags, source: String(decoding: source, as: UTF8.self), command: command, words: words)
    }

    private static func has(_ address: String, in bytes: [UInt8]) -> Bool {
        let address = Array(address.utf8)
        return bytes.indices.dropLast(address.count - 1).contains { bytes[$0...].starts(with: address) }
    }
}

import ChatCore

/// What a line of the log says: a change of what all know, or something of the nodes themselves.
package enum LogEntry: Hashable, Sendable {
    case record(Record)
    /// A node begins a life. It is the first of its first batch. `level`: the highest that it can apply. `settings`: the digest of those
    /// that all nodes must have alike.
    case up(level: Int, settings: UInt64)
    /// A node's life has ended: nothing more of it counts, and who was here by that node alone is gone.
    case down(Incarnation)
    /// From here on what belongs to that level may be written.
    case level(Int)
    /// Something that all nodes keep and that no hub knows of: how an account is logged in to, say. What it is their servers know.
    case fact([UInt8])
}

// MARK: - As text

extension LogEntry {
    var line: String {
        switch self {
        case .record(let record): record.bareLine
        case .up(let level, let settings): "up \(level) \(settings)"
        case .down(let incarnation): "down \(incarnation.node) \(incarnation.number)"
        case .level(let level): "level \(level)"
        case .fact(let bytes): "fact \(Hex.text(of: bytes))"
        }
    }

    /// - Throws: `BatchError` where the line is not one that an entry has.
    init(line: Substring) throws(BatchError) {
        guard LogEntry.verbs.contains(where: { line.utf8.starts(with: $0.utf8) }) else {
            self = try LogEntry(recordLine: line)
            return
        }
        let words = line.split(separator: " ", omittingEmptySubsequences: false)
        switch words.first {
        case "up":
            guard words.count == 3, let level = Int(decimal: words[1]), let settings = UInt64(decimal: words[2]) else {
                throw BatchError("a node's coming is none")
            }
            self = .up(level: level, settings: settings)
        case "down":
            guard words.count == 3, let incarnation = Incarnation(words[1], words[2]) else {
                throw BatchError("a node's going is none")
            }
            self = .down(incarnation)
        case "level":
            guard words.count == 2, let level = Int(decimal: words[1]) else { throw BatchError("a level is none") }
            self = .level(level)
        case "fact":
            guard words.count == 2, let bytes = Hex.bytes(of: words[1]) else { throw BatchError("a fact is none") }
            self = .fact(bytes)
        default: self = try LogEntry(recordLine: line)
        }
    }

    /// What entries begin with that are no records. A record, as nearly all are, is not taken apart here.
    private static let verbs = ["up ", "down ", "level ", "fact "]

    private init(recordLine line: Substring) throws(BatchError) {
        do {
            self = .record(try Record.read(bareLine: line))
        } catch {
            throw BatchError(error.description)
        }
    }
}

extension Incarnation {
    /// nil where these are not a node and the number of one of its lives, each written in the one way that there is.
    init?(_ node: Substring, _ number: Substring) {
        guard let node = UInt8(decimal: node).flatMap({ NodeNumber($0) }), let number = UInt64(decimal: number) else {
            return nil
        }
        self.init(node, number)
    }
}

extension FixedWidthInteger {
    /// nil for what is no number from 0 on, or is not written as `description` writes it.
    init?(decimal digits: some StringProtocol) {
        guard let number = Self(digits), number >= 0, number.description == digits else { return nil }
        self = number
    }
}

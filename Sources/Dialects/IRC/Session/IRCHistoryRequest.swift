import Bytes
import ChatCore

/// What `CHATHISTORY` asks for (`draft/chathistory`), taken apart.
package struct IRCHistoryRequest: Hashable, Sendable {
    /// As `CHATHISTORY=` tells. Clients take what is shorter for the end, so no answer is cut otherwise.
    package static let most = 100

    /// A message, or a millisecond.
    package enum Bound: Hashable, Sendable {
        case id(EventID)
        /// In microseconds since 1970, of whole milliseconds.
        case time(Int64)

        /// Ids are as their times are, in microseconds, so a time is a bound of ids.
        /// What is before it has a smaller id than this.
        var first: EventID {
            switch self {
            case .id(let id): id
            case .time(let time): time
            }
        }

        /// What is after it has a larger id than this: times are compared by whole milliseconds.
        var last: EventID {
            switch self {
            case .id(let id): id
            case .time(let time): time + 999
            }
        }
    }

    /// What of a conversation is asked for.
    package struct Stretch: Hashable, Sendable {
        package let stretch: HistoryStretch
        /// Those alone whose ids are larger.
        package let after: EventID?

        init(_ stretch: HistoryStretch, after: EventID? = nil) {
            self.stretch = stretch
            self.after = after
        }
    }

    package enum Subject: Hashable, Sendable {
        case room(RoomName)
        case nick(Nick)
        /// Neither: it is nowhere.
        case nothing(String)
    }

    package enum Question: Hashable, Sendable {
        /// nil: an id is asked for that was never given.
        case messages(Subject, Stretch?)
        /// Rooms and people with whom something was said last between these, excluded, by the end of the millisecond of the first.
        case targets(after: Int64, before: Int64)
    }

    /// As the client wrote it, for what is refused.
    package let subcommand: String
    package let target: String
    package let question: Question
    /// At most.
    package let count: Int

    // MARK: - Reading

    /// - Returns: nil where it is none: `INVALID_PARAMS`.
    init?(_ message: IRCMessage) {
        subcommand = message.word(0).uppercased()
        func bound(_ index: Int) -> (isThere: Bool, bound: Bound?)? { IRCHistoryRequest.bound(message.word(index)) }
        if subcommand == "TARGETS" {
            guard message.count > 3, case (true, .time(let first)?)? = bound(1),
                case (true, .time(let second)?)? = bound(2)
            else { return nil }
            target = "*"
            question = .targets(after: min(first, second), before: max(first, second))
            count = IRCHistoryRequest.count(message.word(3))
            return
        }
        guard message.count > 1 else { return nil }
        target = message.word(1)
        let subject = IRCHistoryRequest.subject(target)
        let isBetween = subcommand == "BETWEEN"
        guard message.count > (isBetween ? 4 : 3), let first = bound(2) else { return nil }
        count = IRCHistoryRequest.count(message.word(isBetween ? 4 : 3))
        guard first.isThere else {
            // Some clients mean the newest by it.
            guard subcommand == "LATEST" || subcommand == "BEFORE" else { return nil }
            question = .messages(subject, Stretch(.last()))
            return
        }
        guard ["LATEST", "BEFORE", "AFTER", "BETWEEN", "AROUND"].contains(subcommand) else { return nil }
        var second: Bound?
        if isBetween {
            guard case (true, let bound)? = bound(3) else { return nil }
            second = bound
        }
        guard let first = first.bound, !isBetween || second != nil else {
            question = .messages(subject, nil)
            return
        }
        question = .messages(subject, IRCHistoryRequest.stretch(subcommand, first, second ?? first))
    }

    private static func stretch(_ subcommand: String, _ first: Bound, _ second: Bound) -> Stretch {
        switch subcommand {
        case "LATEST": Stretch(.last(), after: first.last)
        case "BEFORE": Stretch(.last(before: first.first))
        case "AFTER": Stretch(.since(first.last))
        // It is counted from its first bound on.
        case "BETWEEN":
            first.first <= second.first
                ? Stretch(.since(first.last, before: second.first))
                : Stretch(.last(before: first.first), after: second.last)
        // What was said in that millisecond is among the older half, as is what has that id.
        default: Stretch(.around(first.last))
        }
    }

    private static func subject(_ word: String) -> Subject {
        if word.utf8.first == UInt8(ascii: "#") { return RoomName(word).map { .room($0) } ?? .nothing(word) }
        return Nick(word).map { .nick($0) } ?? .nothing(word)
    }

    /// - Returns: nil where it is none; without one for `*`, and for an id that none of ours can be.
    private static func bound(_ word: String) -> (isThere: Bool, bound: Bound?)? {
        if word == "*" { return (false, nil) }
        if word.hasPrefix("msgid="), word.utf8.count > 6 {
            let id = EventID(word.dropFirst(6)).flatMap { HubSnapshot.bounds.contains($0) ? $0 : nil }
            return (true, id.map { .id($0) })
        }
        guard word.hasPrefix("timestamp="), let time = Timestamp.microseconds(String(word.dropFirst(10))) else {
            return nil
        }
        return (true, .time(time / 1_000 * 1_000))
    }

    private static func count(_ word: String) -> Int {
        guard let count = Int(word), (1...most).contains(count) else { return most }
        return count
    }
}

extension IRCStandardReply {
    package static func history(_ request: IRCHistoryRequest) -> IRCStandardReply {
        IRCStandardReply(
            .fail, "CHATHISTORY", "INVALID_TARGET", request.subcommand, request.target,
            words: "Messages could not be retrieved")
    }

    static func badHistory(_ subcommand: String) -> IRCStandardReply {
        IRCStandardReply(.fail, "CHATHISTORY", "INVALID_PARAMS", subcommand, words: "It asks for nothing that there is")
    }
}

extension IRCAnswers {
    /// A room or somebody with whom something was said, in an answer to `CHATHISTORY TARGETS`.
    package func putTarget(_ name: String, lastSaid time: Int64) {
        let line = begin("CHATHISTORY")
        line.parameter("TARGETS")
        line.parameter(word: name)
        line.parameter(word: Timestamp(time).rfc3339)
        line.end()
    }

    /// How far somebody has read; nil: that is not known.
    package func putMarker(_ target: String, _ time: Int64?) {
        let line = begin("MARKREAD")
        line.parameter(word: target)
        line.parameter(word: time.map { "timestamp=\(Timestamp($0).rfc3339)" } ?? "*")
        line.end()
    }
}

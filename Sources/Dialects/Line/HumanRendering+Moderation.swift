import Bytes
import ChatCore

/// What ops do, for people.
extension HumanRendering {
    func putModeration(_ event: Event, into line: ByteBuffer) {
        if case .takenBack(_, let time, let other, let by, let reason) = event.kind {
            return putTakingBack(of: time, from: other?.text ?? "", by, reason, event, into: line)
        }
        guard let room = event.room else { return }
        line.put("*** ")
        switch event.kind {
        case .kick(let nick, let by, let reason):
            line.put("\(nick) was put out of \(room) by \(by)")
            putInBrackets(reason, into: line)
        case .kicked(_, let by, let reason, let current, let ban):
            switch ban {
            case nil: line.put("you were put out of \(room) by \(by)")
            case .forGood: line.put("you were banned from \(room) by \(by) for good")
            case .seconds(let seconds):
                line.put("you were banned from \(room) by \(by) for \(HumanRendering.words(forDuration: seconds))")
            }
            putInBrackets(reason, into: line)
            line.put("; \(HumanRendering.words(forCurrent: current))")
        case .parted(_, let reason, let current):
            line.put("you left \(room)")
            putInBrackets(reason, into: line)
            line.put("; \(HumanRendering.words(forCurrent: current))")
        case .rank(let nick, let rank, let by, _):
            switch rank {
            case .none: line.put("\(by) took the rank of \(nick) in \(room) away")
            case .voice: line.put("\(by) gave \(nick) voice in \(room)")
            case .op: line.put("\(by) made \(nick) an op of \(room)")
            case .founder: line.put("\(nick) is the founder of \(room) now")
            }
        case .voiceBeneath(let nick, let isSet, let by):
            line.put(
                isSet ? "\(by) gave \(nick) voice in \(room), too" : "\(by) took the voice of \(nick) in \(room) away")
        case .modes(let by, let change): line.put("\(by) made \(room) \(ModeWords.words(for: change))")
        case .masks(let by, let change):
            line.put("\(by) \(HumanRendering.words(for: change, in: room))")
            if let until = change.until { line.put(" for \(HumanRendering.words(forSpan: until - event.time))") }
            putInBrackets(change.reason, into: line)
        case .roomRenamed(let old, _, let reason):
            line.put("\(old) is now called \(room)")
            putInBrackets(reason, into: line)
        case .invitation(_, let by): line.put("\(by) invites you to \(room); /join \(room) enters it")
        default: break
        }
    }

    /// - Parameter other: to whom it was written, where it was in private.
    private func putTakingBack(
        of time: Int64, from other: String, _ by: Nick, _ reason: Text?, _ event: Event, into line: ByteBuffer
    ) {
        line.put("*** \(by) took back a line of ")
        let said = Timestamp(time, offset: offset)
        if HumanRendering.isOfAnotherDay(time, at: event.time) { said.putDay(into: line) }
        said.putClock(into: line)
        line.put(event.room.map { " in \($0)" } ?? " to \(other)")
        putInBrackets(reason, into: line)
    }

    /// As `banned nick:spam* from #tea`.
    private static func words(for change: MaskChange, in room: RoomName) -> String {
        let subjects = change.subjects.map(\.description).joined(separator: ", ")
        return switch (change.kind, change.isSet) {
        case (.ban, true): "banned \(subjects) from \(room)"
        case (.ban, false): "lets \(subjects) into \(room) again"
        case (.mute, true): "muted \(subjects) in \(room)"
        case (.mute, false): "lets \(subjects) speak in \(room) again"
        case (.exempt, true): "exempted \(subjects) in \(room)"
        case (.exempt, false): "no longer exempts \(subjects) in \(room)"
        case (.invited, true): "lets \(subjects) into \(room) at any time"
        case (.invited, false): "no longer lets \(subjects) into \(room) at any time"
        }
    }

    /// What so many subjects are by a mask, or are no longer: as `is banned`.
    private static func predicate(_ kind: MaskKind, count: Int = 1, isSet: Bool = true) -> String {
        let negation = isSet ? "" : "no longer "
        let verb = (count == 1 ? "is " : "are ") + negation
        return switch kind {
        case .ban: verb + "banned"
        case .mute: verb + "muted"
        case .exempt: verb + "exempt"
        case .invited: "may \(negation)enter"
        }
    }

    /// - Parameter span: in microseconds.
    static func words(forSpan span: Int64) -> String { words(forDuration: span / 1_000_000) }

    /// As `2 h`, where it is no more than that, or `2 h 10 min`.
    package static func words(forDuration seconds: Int64) -> String {
        switch seconds {
        case 86_400... where seconds % 86_400 < 3_600: "\(seconds / 86_400) d"
        case 3_600..<86_400 where seconds % 3_600 < 60: "\(seconds / 3_600) h"
        default: words(forSeconds: seconds)
        }
    }

    func putModeration(_ row: Row, now: Int64, into line: ByteBuffer) {
        switch row {
        case .rank(let room, let nick, let rank):
            switch rank {
            case .none: line.put("\(nick) has no rank in \(room)")
            case .voice: line.put("\(nick) has voice in \(room)")
            case .op: line.put("\(nick) is an op of \(room)")
            case .founder: line.put("\(nick) is the founder of \(room)")
            }
        case .mask(_, let number, let mask):
            line.put("\(number): \(mask.subject) \(HumanRendering.predicate(mask.kind)), set by \(mask.by) at ")
            let time = Timestamp(mask.time, offset: offset)
            if HumanRendering.isOfAnotherDay(mask.time, at: now) { time.putDay(into: line) }
            time.putClock(into: line)
            if let until = mask.until { line.put(", ends in \(HumanRendering.words(forSpan: until - now))") }
            putInBrackets(mask.reason, into: line)
        case .modes(let room, let modes):
            let words = ModeWords.words(for: modes)
            line.put(words.isEmpty ? "\(room) has no modes" : "\(room) is \(words)")
        default: break
        }
    }

    func words(moderating reply: Reply) -> String? {
        switch reply {
        case .ranked(let room, let nick, .none): "\(nick) has no rank in \(room)"
        case .ranked(let room, let nick, .voice): "\(nick) has voice in \(room)"
        case .ranked(let room, let nick, .op): "\(nick) is an op of \(room)"
        case .ranked(let room, let nick, .founder): "\(nick) is the founder of \(room)"
        case .kicked(let room, let nick): "\(nick) is out of \(room)"
        case .masked(let room, let change, let seconds, let putOut):
            words(for: change, in: room, seconds, putOut: putOut)
        case .invited(let room, let nick): "\(nick) is invited to \(room)"
        case .modes(let room, let change): change.map { "\(room) is \(ModeWords.becoming(by: $0))" }
        default: nil
        }
    }

    private func words(for change: MaskChange, in room: RoomName, _ seconds: Int64?, putOut: Int) -> String {
        let subjects = change.subjects.map(\.description).joined(separator: ", ")
        let place =
            switch change.kind {
            case .ban: "from \(room)"
            case .mute, .exempt: "in \(room)"
            case .invited: room.text
            }
        let what = HumanRendering.predicate(change.kind, count: change.subjects.count, isSet: change.isSet)
        guard change.isSet else { return "\(subjects) \(what) \(place)" }
        let span = seconds.map { " for \(HumanRendering.words(forDuration: $0))" } ?? " for good"
        let out = putOut == 0 ? "" : putOut == 1 ? "; 1 had to leave" : "; \(putOut) had to leave"
        return "\(subjects) \(what) \(place)\(span)\(out)"
    }
}

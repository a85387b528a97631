import ChatCore
import Dialects

/// The first lines of a session, by which a peer of another protocol is told before anything of it is said.
struct Opening {
    /// How long a `NICK` waits for the `USER` that would make it IRC.
    static let patience = Duration.milliseconds(250)

    private enum State {
        /// Nothing but empty lines came.
        case first
        /// `NICK` and a word: it waits for what follows.
        case held([UInt8])
        case second
        case over
    }

    /// What is to be done with a line.
    enum Verdict {
        case carryOut
        /// It is kept; `release` gives it back.
        case wait
        /// The one that is kept is to be carried out first.
        case carryOutAfter([UInt8])
        case turnAway(ForeignProtocol)
    }

    private var state: State

    /// - Parameter isOver: the first lines have come already.
    init(isOver: Bool = false) {
        state = isOver ? .over : .first
    }

    /// Whether a line has come that was not empty.
    var hasBegun: Bool {
        if case .first = state { false } else { true }
    }

    /// The line that waits.
    var held: [UInt8]? {
        if case .held(let line) = state { line } else { nil }
    }

    /// - Parameter line: the next one, without its end.
    mutating func take(_ line: UnsafeRawBufferPointer) -> Verdict {
        if case .over = state { return .carryOut }
        // As others would read it; what is not UTF-8 is not said, and may be of another protocol all the same.
        guard let clean = TextHygiene.clean(line) else { return takeEarly(line, as: line) }
        // Some clients of other protocols begin with an empty line.
        guard clean.contains(where: { $0 != UInt8(ascii: " ") }) else { return .carryOut }
        return clean.withUnsafeBytes { takeEarly(line, as: $0) }
    }

    /// It speaks the wire form: nothing else is to be expected of it.
    mutating func end() {
        state = .over
    }

    private mutating func takeEarly(_ raw: UnsafeRawBufferPointer, as line: UnsafeRawBufferPointer) -> Verdict {
        switch state {
        case .first:
            if let foreign = ForeignProtocol(firstLine: line) { return .turnAway(foreign) }
            guard ForeignLine(line).isNick else {
                state = .second
                return .carryOut
            }
            state = .held(Array(raw))
            return .wait
        case .held(let nick):
            state = .over
            if ForeignLine(line).isUser { return .turnAway(.irc) }
            if let foreign = ForeignProtocol(firstLine: line) ?? ForeignProtocol(secondLine: line) {
                return .turnAway(foreign)
            }
            return .carryOutAfter(nick)
        case .second:
            state = .over
            return ForeignProtocol(secondLine: line).map { .turnAway($0) } ?? .carryOut
        case .over: return .carryOut
        }
    }

    /// Nothing followed in time: the line that was kept is to be carried out.
    mutating func release() -> [UInt8]? {
        defer { if held != nil { state = .second } }
        return held
    }
}

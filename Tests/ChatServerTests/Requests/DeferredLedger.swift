/// What became of all that was asked for in a day, and what somebody heard who reads along.
final class DeferredLedger {
    enum Outcome: Equatable {
        case answered
        case refused
        /// It was not even asked for, as too much was before it.
        case tooFast
    }

    struct Fault: Error, CustomStringConvertible {
        let description: String
    }

    let isPaced: Bool
    private(set) var outcomes: [String: Outcome] = [:]
    private(set) var tokens = 0
    private(set) var refusals = 0
    private var said: Set<String> = []
    /// What its speaker knows to have been said.
    private var mustBeHeard: Set<String> = []
    private var heard: Set<String> = []
    /// By nick, the number of what was heard last of it.
    private var last: [String: Int] = [:]

    init(isPaced: Bool) {
        self.isPaced = isPaced
    }

    func demand(_ condition: Bool, _ words: @autoclosure () -> String) throws {
        if !condition { throw Fault(description: words()) }
    }

    func token(isSlow: Bool) -> String {
        tokens += 1
        return (isSlow ? "slow" : "fast") + "\(tokens)"
    }

    func say(_ token: String) { said.insert(token) }

    func came(_ token: String, to outcome: Outcome) throws {
        try demand(outcomes[token] == nil, "\(token) came to an end twice")
        outcomes[token] = outcome
        if outcome == .refused { refusals += 1 }
    }

    func wasTooFast(_ token: String) throws {
        try demand(isPaced, "\(token) was refused as too fast")
        try came(token, to: .tooFast)
    }

    /// Its speaker knows that a token was said.
    func wasSaid(_ token: String) throws {
        if token.hasPrefix("slow") { try demand(outcomes[token] == .answered, "\(token) was said unanswered") }
        mustBeHeard.insert(token)
    }

    func hear(_ token: String, of nick: String) throws {
        try demand(said.contains(token), "\(token) was heard, which nobody said")
        try demand(heard.insert(token).inserted, "\(token) was heard twice")
        let number = Int(token.dropFirst(4)) ?? 0
        try demand(last[nick] ?? 0 < number, "\(token) was heard behind \(last[nick] ?? 0)")
        last[nick] = number
    }

    func check() throws {
        let missing = mustBeHeard.subtracting(heard)
        try demand(missing.isEmpty, "\(missing) were said, and not heard")
        for token in heard {
            let isRight = outcomes[token] == (token.hasPrefix("slow") ? .answered : nil)
            try demand(isRight, "\(token) was heard, and was \(outcomes[token].map { "\($0)" } ?? "unanswered")")
        }
    }
}

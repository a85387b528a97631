import ChatCore

/// What `MODE #room …` asks for, taken apart and checked as a whole.
///
/// Its size is bounded whatever was sent: each flag is in it once, each list is asked for once, a mask is not set twice, each fault is told once, and there are at
/// most `RoomModeLetters.mostWithParameter` changes with a parameter. What is beyond them is read over, as everywhere.
package struct RoomModeRequest: Hashable, Sendable {
    /// One thing to do. They are done in their order.
    package enum Step: Hashable, Sendable {
        case flag(RoomModes, isSet: Bool)
        /// nil: it is taken away.
        case key(RoomKey?)
        /// In people; nil: it is taken away.
        case limit(Int?)
        /// In seconds; nil: it is taken away.
        case slow(Int?)
        case rank(Rank, Nick, isSet: Bool)
        case mask(IRCMask, isSet: Bool)
        case list(MaskList)
    }

    /// What can't be.
    package enum Fault: Hashable, Sendable {
        /// 472
        case unknown(letter: UInt8)
        /// 696. The value is `*` where there is none.
        case badValue(letter: UInt8, String)
        /// 401: it can't be anybody's nick.
        case noNick(String)
    }

    package private(set) var steps: [Step] = []
    package private(set) var faults: [Fault] = []
    private var changesWithParameter = 0

    /// Nothing was asked for: the modes are told.
    package var isQuestion: Bool { steps.isEmpty && faults.isEmpty }

    /// Whether anything is to be changed; what is not is open to who is no op.
    package var changes: Bool {
        steps.contains { if case .list = $0 { false } else { true } }
    }

    /// - Parameters:
    ///   - letters: as `+ov-b`; without a sign in front they are set.
    ///   - parameters: those behind it.
    package init(letters: some Collection<UInt8>, parameters: [String]) {
        /// How many parameters the letters that are left can't do without.
        var needed = RoomModeRequest.needed(by: letters)
        var left = parameters[...]
        var isSet = true
        for letter in letters {
            switch letter {
            case UInt8(ascii: "+"): isSet = true
            case UInt8(ascii: "-"): isSet = false
            default:
                if RoomModeRequest.needsParameter(letter, isSet: isSet) { needed -= 1 }
                add(letter, isSet, &left, spare: left.count > needed)
            }
        }
    }

    /// Letters and parameters as a line has them.
    package init(_ words: [String]) {
        self.init(letters: words.first.map { Array($0.utf8) } ?? [], parameters: Array(words.dropFirst()))
    }

    private static func needed(by letters: some Collection<UInt8>) -> Int {
        var isSet = true
        var count = 0
        for letter in letters {
            switch letter {
            case UInt8(ascii: "+"): isSet = true
            case UInt8(ascii: "-"): isSet = false
            default: if needsParameter(letter, isSet: isSet) { count += 1 }
            }
        }
        return count
    }

    private static func needsParameter(_ letter: UInt8, isSet: Bool) -> Bool {
        if RankLetter.all.contains(where: { $0.letter == letter }) { return true }
        return isSet && (letter == UInt8(ascii: "k") || RoomModeLetters.numbers.contains(letter))
    }

    // MARK: - One letter

    /// - Parameter spare: there is a parameter that no later letter has to have.
    private mutating func add(_ letter: UInt8, _ isSet: Bool, _ left: inout ArraySlice<String>, spare: Bool) {
        if let list = MaskList(rawValue: letter) {
            // Without one it asks; so `+b-b mask` still has one for the second.
            guard spare, let word = left.popFirst() else { return once(.list(list)) }
            add(word, to: list, isSet)
        } else if let rank = RankLetter.all.first(where: { $0.letter == letter })?.rank {
            add(rank, left.popFirst(), letter, isSet)
        } else if let mode = RoomModeLetters.mode(of: letter) {
            add(mode, letter, isSet, &left, spare: spare)
        } else {
            fault(.unknown(letter: letter))
        }
    }

    private mutating func add(_ word: String, to list: MaskList, _ isSet: Bool) {
        // `+b :` asks, too.
        guard !word.isEmpty else { return once(.list(list)) }
        guard takesParameter() else { return }
        guard let mask = IRCMask(word, in: list) else { return fault(.badValue(letter: list.letter, word)) }
        let same = steps.last { if case .mask(mask, _) = $0 { true } else { false } }
        if same != .mask(mask, isSet: isSet) { steps.append(.mask(mask, isSet: isSet)) }
    }

    private mutating func add(_ rank: Rank, _ word: String?, _ letter: UInt8, _ isSet: Bool) {
        guard let word, !word.isEmpty else { return fault(.badValue(letter: letter, "*")) }
        guard takesParameter() else { return }
        guard let nick = Nick(word) else { return fault(.noNick(word)) }
        steps.append(.rank(rank, nick, isSet: isSet))
    }

    private mutating func add(
        _ mode: RoomModes, _ letter: UInt8, _ isSet: Bool, _ left: inout ArraySlice<String>, spare: Bool
    ) {
        guard RoomModeLetters.withValue.contains(mode) else { return replace(.flag(mode, isSet: isSet)) }
        guard isSet else {
            // Whoever takes a key away may name it, and need not.
            if mode == .key, spare { _ = left.popFirst() }
            return replace(RoomModeRequest.step(mode, nil) ?? .key(nil))
        }
        guard let word = left.popFirst() else { return fault(.badValue(letter: letter, "*")) }
        guard takesParameter() else { return }
        guard !word.isEmpty, let step = RoomModeRequest.step(mode, word) else {
            // A key is nobody's to read, nor what may be most of one.
            return fault(.badValue(letter: letter, word.isEmpty || mode == .key ? "*" : word))
        }
        replace(step)
    }

    /// - Parameter word: nil: the mode is taken away.
    /// - Returns: nil where the value can't be.
    private static func step(_ mode: RoomModes, _ word: String?) -> Step? {
        switch mode {
        case .key:
            guard let word else { return .key(nil) }
            return RoomKey(word).map { .key($0) }
        case .limit:
            guard let word else { return .limit(nil) }
            return number(word, in: ModeChange.limits).map { .limit($0) }
        case .slow:
            guard let word else { return .slow(nil) }
            return number(word, in: ModeChange.slowness).map { .slow($0) }
        default: return nil
        }
    }

    private static func number(_ word: String, in bounds: ClosedRange<Int>) -> Int? {
        guard word.utf8.allSatisfy(\.isASCIIDigit), let number = Int(word), bounds.contains(number) else { return nil }
        return number
    }

    // MARK: - Bounds

    private mutating func takesParameter() -> Bool {
        guard changesWithParameter < RoomModeLetters.mostWithParameter else { return false }
        changesWithParameter += 1
        return true
    }

    private mutating func once(_ step: Step) {
        if !steps.contains(step) { steps.append(step) }
    }

    /// Adds a step in the place of an earlier one about the same mode: the last one counts.
    private mutating func replace(_ step: Step) {
        steps.removeAll { $0.mode != nil && $0.mode == step.mode }
        steps.append(step)
    }

    private mutating func fault(_ fault: Fault) {
        if !faults.contains(fault), faults.count < RoomModeRequest.mostFaults { faults.append(fault) }
    }

    package static let mostFaults = 16
}

extension RoomModeRequest.Step {
    /// The mode that it is about; nil for ranks and lists.
    package var mode: RoomModes? {
        switch self {
        case .flag(let mode, _): mode
        case .key: .key
        case .limit: .limit
        case .slow: .slow
        case .rank, .mask, .list: nil
        }
    }

    /// Adds it to a change of modes, as the hub takes one.
    /// - Returns: false where it is about none.
    package func add(to change: inout ModeChange) -> Bool {
        switch self {
        case .flag(let mode, let isSet): isSet ? change.add(mode) : change.remove(mode)
        case .key(let key?): change.setKey(key)
        case .limit(let limit?): change.setLimit(limit)
        case .slow(let seconds?): change.setSlow(seconds)
        case .key(nil): change.remove(.key)
        case .limit(nil): change.remove(.limit)
        case .slow(nil): change.remove(.slow)
        case .rank, .mask, .list: return false
        }
        return true
    }
}

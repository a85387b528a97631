import ChatCore

/// A change of a room as a MODE line has it.
package struct RoomModeLetter: Hashable, Sendable {
    package let letter: UInt8
    package let isSet: Bool
    package let parameter: String?

    package init(_ letter: UInt8, isSet: Bool, _ parameter: String? = nil) {
        self.letter = letter
        self.isSet = isSet
        self.parameter = parameter
    }

    /// Somebody gets a rank, or loses it.
    package static func rank(_ rank: Rank, _ nick: Nick, isSet: Bool) -> RoomModeLetter? {
        RankLetter.of(rank).map { RoomModeLetter($0.letter, isSet: isSet, nick.text) }
    }

    package static func mask(_ mask: IRCMask, isSet: Bool) -> RoomModeLetter {
        RoomModeLetter(mask.list.letter, isSet: isSet, mask.text)
    }

    /// Those of a change of modes, in the order of the hub's table: first what came, then what is gone.
    ///
    /// A key that is not told, or is gone, is `*`.
    package static func all(of change: ModeChange) -> [RoomModeLetter] {
        let added = RoomMode.all.filter { change.added.contains($0.bit) }.compactMap { mode in
            mode.letter.asciiValue.map { RoomModeLetter($0, isSet: true, value(of: mode.bit, in: change)) }
        }
        let removed = RoomMode.all.filter { change.removed.contains($0.bit) }.compactMap { mode in
            mode.letter.asciiValue.map { RoomModeLetter($0, isSet: false, mode.bit == .key ? "*" : nil) }
        }
        return added + removed
    }

    private static func value(of mode: RoomModes, in change: ModeChange) -> String? {
        switch mode {
        case .key: change.key?.text ?? "*"
        case .limit: String(change.limit)
        case .slow: String(change.slow)
        default: nil
        }
    }
}

/// Changes in lines of a size that every client takes.
package enum RoomModeWriting {
    /// Changes with a parameter in one line.
    package static let mostParametersOfLine = 4

    /// Cuts changes into lines.
    /// - Parameter room: how many bytes the letters and parameters of one line may have.
    package static func lines(_ changes: [RoomModeLetter], room: Int = 380) -> [[RoomModeLetter]] {
        var lines: [[RoomModeLetter]] = []
        var (parameters, count) = (0, 0)
        for change in changes {
            let size = 2 + (change.parameter.map { $0.utf8.count + 1 } ?? 0)
            let isFull = change.parameter != nil && parameters == mostParametersOfLine || count + size > room
            if lines.isEmpty || isFull {
                lines.append([])
                (parameters, count) = (0, 0)
            }
            lines[lines.count - 1].append(change)
            parameters += change.parameter == nil ? 0 : 1
            count += size
        }
        return lines
    }

    /// Appends the parameters of one line: ` +ov-b ann bob spam*!*@*`.
    package static func put(_ changes: [RoomModeLetter], into line: IRCLine) {
        var letters: [UInt8] = []
        var isSet: Bool?
        for change in changes {
            if change.isSet != isSet {
                letters.append(UInt8(ascii: change.isSet ? "+" : "-"))
                isSet = change.isSet
            }
            letters.append(change.letter)
        }
        line.parameter(word: letters.isEmpty ? [UInt8(ascii: "+")] : letters)
        for change in changes { if let parameter = change.parameter { line.parameter(word: parameter) } }
    }

    /// Appends all that holds in a room, as 324 tells it: flags first, then what has a value. `+` where nothing does.
    /// - Parameter change: all modes. Without the key itself, which is `*` then, for who is outside.
    package static func putAll(_ change: ModeChange, into line: IRCLine) {
        let all = RoomModeLetter.all(of: change).filter(\.isSet)
        put(all.filter { $0.parameter == nil } + all.filter { $0.parameter != nil }, into: line)
    }
}

import ChatCore

/// The letters of rooms' modes, from the hub's one table of modes.
package enum RoomModeLetters {
    /// The value of `MODES`.
    package static let mostWithParameter = 6

    static func mode(of letter: UInt8) -> RoomModes? {
        RoomMode.all.first { $0.letter.asciiValue == letter }?.bit
    }

    static func letter(of mode: RoomModes) -> UInt8? {
        RoomMode.all.first { $0.bit == mode }?.letter.asciiValue
    }

    /// Those that are set and unset without a parameter.
    static let flags: [UInt8] = letters { !withValue.contains($0) }
    /// Those that are set with a number.
    static let numbers: [UInt8] = letters { $0 == .limit || $0 == .slow }

    static let withValue: RoomModes = [.key, .limit, .slow]

    private static func letters(where holds: (RoomModes) -> Bool) -> [UInt8] {
        RoomMode.all.filter { holds($0.bit) }.compactMap(\.letter.asciiValue).sorted()
    }

    /// The value of `CHANMODES`: lists, those that always have a parameter, those that have one when set, flags.
    package static let advertised: String = {
        let lists = MaskList.allCases.map(\.letter).sorted()
        return [lists, [UInt8(ascii: "k")], numbers, flags].map { String(decoding: $0, as: UTF8.self) }
            .joined(separator: ",")
    }()

    /// All letters that `MODE #room` knows, as 004 lists them, and of these the ones with a parameter.
    package static let all: (letters: String, withParameter: String) = {
        let parameters = MaskList.allCases.map(\.letter) + [UInt8(ascii: "k")] + numbers + RankLetter.all.map(\.letter)
        return (
            String(decoding: (parameters + flags).sorted(), as: UTF8.self),
            String(decoding: parameters.sorted(), as: UTF8.self)
        )
    }()
}

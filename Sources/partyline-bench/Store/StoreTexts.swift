import Glibc

/// What is said in rooms that nobody is in: lines of made-up words by Zipf's law, of many people in rooms of very different size.
/// The same at each run.
struct StoreTexts {
    /// Words by their rank: the first is in nearly half of all lines.
    static let words: [[UInt8]] = {
        let letters = Array("etaoinshrdlucmfwypvbgk".utf8)
        return (0..<60_000).map { rank in
            var dice = Dice(seed: UInt64(rank) &* 0x9E37_79B9_7F4A_7C15 | 1)
            for _ in 0..<4 { _ = dice.next() }
            let length = min(12, 2 + Int(log2(Double(rank + 2)) / 2) + Int(dice.next() % 4))
            return (0..<length).map { _ in letters[Int(dice.share() * dice.share() * Double(letters.count))] }
        }
    }()

    static func word(_ rank: Int) -> String { String(decoding: words[rank], as: UTF8.self) }

    static let rooms = 200
    private static let people = 2_000

    private var dice = Dice(seed: 88_172_645_463_325_252)

    struct Line {
        var room: Int64
        var account: Int64?
        var nick: String
        var text: [UInt8]
    }

    mutating func next() -> Line {
        let person = Int(dice.share() * dice.share() * Double(StoreTexts.people))
        let room = Int64(dice.share() * dice.share() * dice.share() * Double(StoreTexts.rooms)) + 1
        var line = Line(room: room, account: nil, nick: "person\(person)", text: [])
        if dice.next() % 20 == 0 {
            line.text = Array(hanText().utf8)
            return line
        }
        let count = 3 + Int(dice.share() * dice.share() * 30)
        for number in 0..<count {
            if number > 0 { line.text.append(0x20) }
            let rank = Int(pow(Double(StoreTexts.words.count), dice.share())) - 1
            line.text += StoreTexts.words[min(StoreTexts.words.count - 1, rank)]
        }
        return line
    }

    /// Han letters, the first of which are the commonest.
    private mutating func hanText() -> String {
        let count = 4 + Int(dice.share() * 20)
        let letters = (0..<count).compactMap { _ in Unicode.Scalar(StoreTexts.han(Int(pow(2_000, dice.share())) - 1)) }
        return String(String.UnicodeScalarView(letters))
    }

    /// A Han letter by its rank.
    static func han(_ rank: Int) -> UInt32 { 0x4E00 + UInt32(rank) }

    /// Numbers that look random (xorshift).
    private struct Dice {
        private var state: UInt64

        init(seed: UInt64) { state = seed }

        mutating func next() -> UInt64 {
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return state
        }

        mutating func share() -> Double { Double(next() >> 11) / Double(1 << 53) }
    }
}

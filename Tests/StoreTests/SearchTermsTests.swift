import TestSupport
import Testing

@testable import SQLite
@testable import Store

@Suite struct SearchTermsTests {
    /// The index alone.
    private let database: Database
    private static let texts = [
        "hello world", "今日は良い天気ですね", "Café Ängström naïve", "don't panic AND run", "東京都は良い", "한국어 채팅 서버",
        "https://example.org/a?b=c", "MÜNCHEN", "привет Ёлка", "C++ #foo @bar 3.14", "ab東", "world, hello",
    ]

    init() throws {
        database = try Database(path: ":memory:", .create)
        try database.execute(Schema.index)
        let insert = try database.prepare("INSERT INTO words(rowid, text, place) VALUES(?, ?, ?)")
        for (index, text) in SearchTermsTests.texts.enumerated() {
            try insert.bind(1, Int64(index))
            let cut = Array(text.utf8).withUnsafeBytes { Words.cut($0) }
            try insert.bind(2, cut ?? text)
            try insert.bind(3, Words.place(room: 1, account: nil, nick: "ann"))
            try insert.run()
        }
    }

    private func find(_ text: String, by speaker: String? = nil) throws -> [Int64] {
        let terms = SearchTerms(text)
        guard !terms.isEmpty || speaker != nil else { return [] }
        let select = try database.prepare("SELECT rowid FROM words WHERE words MATCH ? ORDER BY rowid")
        try select.bind(1, terms.query(in: [1, 2], by: speaker.map(Words.word(ofNick:))))
        var found: [Int64] = []
        while try select.step() { found.append(select.number(0)) }
        return found
    }

    @Test(
        arguments: [
            ("hello", [0, 11]), ("HELLO world", [0, 11]), ("\"hello world\"", [0]), ("hel*", [0, 11]), ("hel", []),
            ("hello -\"hello world\"", [11]), ("-hello", []), ("良い", [1, 4]), ("天", [1]), ("都", [4]), ("東京都", [4]),
            ("京都", [4]), ("東都", []), ("東", [4, 10]), ("ab東", [10]), ("cafe angstrom", [2]), ("CAFÉ", [2]), ("한국", [5]),
            ("채팅", [5]), ("팅", [5]), ("채", [5]), ("example.org", [6]), ("b=c", [6]), ("münchen", [7]), ("c++", [6, 9]),
            ("don't", [3]), ("3.14", [9]), ("AND", [3]), ("hello AND world", []), ("NEAR(a b)", []), ("text:hello", []),
            ("place:r1", []), ("r1", []), ("hello ---", [0, 11]), ("hello \"", [0, 11]), ("\"", []), ("*", []),
            ("-", []),
            ("hello*world", [0, 11]), ("a\"b c\"d", []),
        ] as [(String, [Int64])])
    func whatIsFound(_ text: String, _ expected: [Int64]) throws {
        #expect(try find(text) == expected)
    }

    @Test func whoSaidIt() throws {
        #expect(try find("", by: "ANN").count == SearchTermsTests.texts.count)
        #expect(try find("hello", by: "ann") == [0, 11])
        #expect(try find("hello", by: "bob").isEmpty)
        #expect(try find("-hello", by: "ann").count == SearchTermsTests.texts.count - 2)
    }

    @Test func noMoreThanSixteenTerms() throws {
        let many = (0..<40).map { "w\($0)" }.joined(separator: " ")
        #expect(SearchTerms(many) == SearchTerms((0..<16).map { "w\($0)" }.joined(separator: " ")))
    }

    /// Whatever is typed is a query that FTS5 takes, and nothing is found by what the user can't name.
    @Test func anyTextIsAQuery() throws {
        let pieces: [String] =
            "ab \"'*()-+^:{}[],.;\\/%_|&!~<>=?@#$`\u{0}\u{1}\u{301}".map { String($0) } + [
                "AND", " OR ", "NOT ", "NEAR(", "place:", "text:", "r1", "今", "日", "한", "é", "😀", "\u{200D}",
                "\u{E000}", "٣", "ß",
                "İ", "𠀀", "\u{1E900}",
            ]
        var random = SplitMix64(seed: 11)
        for _ in 0..<20_000 {
            let text = (0..<Int.random(in: 0...16, using: &random)).map { _ in
                pieces[Int.random(in: 0..<pieces.count, using: &random)]
            }.joined()
            do {
                _ = try find(text)
            } catch {
                Issue.record("\(text.debugDescription): \(error)")
            }
        }
    }

    @Test func wordsAreCutInPairs() {
        func cut(_ text: String) -> String? { Array(text.utf8).withUnsafeBytes { Words.cut($0) } }
        #expect(cut("plain, even naïve and привет") == nil)
        #expect(cut("東京都") == " 東京 京都 都 ")
        #expect(cut("a東b") == "a 東 b")
        #expect(cut("😀") == "😀")
        #expect(Words.asked("東京都") == " 東京 京都 ")
        #expect(Words.asked("都") == " 都 ")
    }

    @Test func placesAreWords() {
        #expect(Words.place(room: 3, account: 5, nick: "Ann") == "r3 a5 \(Words.word(ofNick: "ann"))")
        #expect(Words.place(room: 0, account: nil, nick: "") == "r0  n33niihzj4ux45")
        #expect(Words.place(room: .max, account: .min, nick: "bob") == "r\(Int64.max) a\(Int64.min) n5y56ixxg6l0")
        #expect(Words.word(ofNick: "a-b") != Words.word(ofNick: "a_b"))
    }

    @Test func whatIsAskedForEverywhereNamesNoRoom() {
        #expect(SearchTerms("tea -milk").query(in: [], by: nil) == #"((text : ("tea"))) NOT text : ("milk")"#)
        #expect(SearchTerms("").query(in: [], by: "a1") == #"place : "a1""#)
        #expect(
            SearchTerms("tea").query(in: [7, 9], by: "a1")
                == #"(text : ("tea")) AND place : ("r7" OR "r9") AND place : "a1""#)
        #expect(SearchTerms("te*").hasBeginnings && SearchTerms("東").hasBeginnings && SearchTerms("-te*").hasBeginnings)
        #expect(!SearchTerms("tea 東京 *").hasBeginnings)
    }
}

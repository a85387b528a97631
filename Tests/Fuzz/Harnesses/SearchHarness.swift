import SQLite

@testable import Store

/// What somebody types to search for. It is a query that FTS5 takes, whatever it is; it finds nothing outside of the rooms that it is for,
/// and what is said is found by its own words.
public struct SearchHarness: Harness {
    typealias Query = (SearchTerms, [Int64]) -> String

    private static let texts = [
        "hello world", "東京都は良い", "Café naïve", "don't panic AND run", "place r1 text NEAR", "٣ ß İ 한국어",
    ]
    private let database: Database
    private let query: Query

    public init() throws {
        try self.init { $0.query(in: $1, by: nil) }
    }

    init(query: @escaping Query) throws {
        self.query = query
        database = try Database(path: ":memory:", .create)
        try database.execute(Schema.index)
        for (index, text) in SearchHarness.texts.enumerated() {
            try add(text, as: Int64(index * 2), in: 1)
            try add(text, as: Int64(index * 2 + 1), in: 2)
        }
    }

    private func add(_ text: String, as id: Int64, in room: Int64) throws(SQLiteError) {
        let insert = try database.prepare("INSERT INTO words(rowid, text, place) VALUES(?, ?, ?)")
        let cut = Array(text.utf8).withUnsafeBytes { Words.cut($0) }
        try insert.bind(1, id)
        try insert.bind(2, cut ?? text)
        try insert.bind(3, Words.place(room: room, account: nil, nick: "ann"))
        try insert.run()
    }

    public func run(_ input: UnsafeRawBufferPointer) throws(Violation) {
        let text = String(decoding: input, as: UTF8.self)
        let terms = SearchTerms(text)
        guard !terms.isEmpty else { return }
        let found = try find(query(terms, [1]), text)
        try demand(
            found.allSatisfy { $0.isMultiple(of: 2) }, "\(text.debugDescription) found what is said in another room")
        let both = try find(query(terms, [1, 2]), text)
        try demand(
            both.count == 2 * found.count, "\(text.debugDescription) found \(found) in one room, and \(both) in two")
    }

    private func find(_ query: String, _ text: String) throws(Violation) -> [Int64] {
        do throws(SQLiteError) {
            let select = try database.prepare("SELECT rowid FROM words WHERE words MATCH ?")
            try select.bind(1, query)
            var found: [Int64] = []
            while try select.step() { found.append(select.number(0)) }
            return found
        } catch {
            throw Violation(description: "\(text.debugDescription) became \(query), which is none: \(error)")
        }
    }
}

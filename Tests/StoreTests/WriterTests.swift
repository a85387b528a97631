import Testing

@testable import SQLite
@testable import Store

@Suite struct WriterTests {
    private let store: Fixture

    init() throws {
        store = try Fixture()
    }

    @Test func eachFactIsKept() throws {
        let writer = try store.writer()
        let written = try writer.write(Fact.samples)
        #expect(written.count == UInt64(Fact.samples.count) && written.refused == 0)
        let state = try store.state()
        #expect(state.accounts.map(\.name) == ["ann"] && state.accounts[0].flags == 7)
        #expect(state.accounts[0].privateMessages == 2)
        #expect(state.rooms.map(\.name) == ["#tea"])
        #expect(Fact.samples.contains(.room(state.rooms[0])))
        // Bob is erased, and his rank with him.
        #expect(state.ranks.isEmpty && state.formerNames == ["bob": 99])
        #expect(state.masks.map(\.mask.subject) == ["nick:spam*"] && state.serverBans.map(\.subject) == ["nick:spam*"])
        #expect(state.nicks == [StoredState.ReservedNick(name: "Ann2", account: 1)])
        #expect(state.ignored == [StoredState.Ignored(account: 1, subject: "account:bob")])
        #expect(state.settings == ["cloak_key": [0, 255]])
        #expect(state.lastRoom == 2 && state.lastAccount == 2 && state.lastID == Fixture.now + 7)
        #expect(state.waiting == [:])
        guard case .logins(let logins?) = store.answer(.logins(account: 1)) else {
            Issue.record("ann can't log in")
            return
        }
        #expect(logins.password == "$argon2id$" && logins.scram?.rounds == 4_096)
        #expect(logins.credentials.map(\.label) == ["bot"])
        #expect(store.answer(.logins(account: 2)) == .logins(nil))
        guard case .credential(let token?) = store.answer(.credential(digest: [9, 9])) else {
            Issue.record("there is no token")
            return
        }
        #expect(token.account == 1 && token.until == 5_000_000)
        #expect(store.answer(.credential(digest: [8])) == .credential(nil))
        guard case .audit(let audits, more: false) = store.answer(.audit(room: nil, before: nil, count: 9)) else {
            Issue.record("there is no audit")
            return
        }
        #expect(audits.map(\.what) == ["ban", "announce"] && audits[0].messages == "1 2")
    }

    /// A process that takes over writes again what the one before it may have written.
    @Test func writingAgainChangesNothing() throws {
        let writer = try store.writer()
        func dump() throws -> [String] {
            try ["account", "room", "message", "private", "mask", "audit", "credential", "member", "meta"].map {
                table in
                let columns = try store.columns(of: table)
                let list = columns.map { "quote(\($0))" }.joined(separator: " || ',' || ")
                return try Database(path: store.path, .readOnly).text(
                    "SELECT group_concat(\(list), ';') FROM (SELECT * FROM \(table))") ?? ""
            }
        }
        let facts: [Fact] = [
            .register(1, "ann"), .open(1, "#tea", founder: 1), .rank(room: 1, account: 1, 3, since: 5),
            .said(10, "one"),
            .said(11, "two", account: 1),
            .privateMessage(Fact.PrivateMessage(.said(12, "psst", account: 1), recipient: nil, recipientNick: "bob")),
            .audit(Fact.Audit(id: 13, time: 13, what: "kick")),
        ]
        try writer.write(facts)
        let before = try dump()
        try writer.write(facts)
        try writer.write(Array(facts[3...]))
        #expect(try dump() == before)
        #expect(writer.last == 2)
        #expect(try store.writer().last == 2)
    }

    /// The one of a process that hands over writes on for a moment beside the one of the next.
    @Test func twoWritersKnowOfEachOther() throws {
        let (one, other) = (try store.writer(), try store.writer())
        for id in 0..<Int64(10) {
            try (id % 3 == 0 ? other : one).write([.said(2 * id, "tea"), .said(2 * id + 1, "cake")])
            if id == 4 { try one.indexAll() }
        }
        try other.indexAll()
        #expect(try store.number("SELECT count(*) FROM message") == 20)
        #expect(try store.number("SELECT max(seq) FROM message") == 20)
        #expect(store.search("tea")?.count == 10)
    }

    @Test func aFactThatIsNoneHoldsUpNothing() throws {
        let writer = try store.writer()
        // The account and the room are not there; a name is another's.
        let written = try writer.write([
            .rank(room: 9, account: 9, 1, since: 1), .register(1, "ann"), .register(2, "ANN"), .open(1, "#tea"),
            .said(1, "tea"),
        ])
        #expect(written.count == 5 && written.refused == 2)
        #expect(try store.state().accounts.map(\.number) == [1])
        #expect(try store.number("SELECT count(*) FROM message") == 1)
    }

    @Test func atMostSoMuchWithOneCommit() throws {
        let writer = try store.writer()
        var batch = FactBatch()
        for id in 1...Int64(Writer.factsAtOnce + 10) { batch.append(.said(id, "x")) }
        var written = try batch.bytes.withUnsafeBytes { try writer.write($0) }
        #expect(written.count == UInt64(Writer.factsAtOnce) && written.bytes < batch.byteCount)
        written = try batch.bytes[written.bytes...].withUnsafeBytes { try writer.write($0) }
        #expect(written.count == 10)
        batch.removeAll()
        let long = String(repeating: "x", count: 2_000)
        for id in 10_001...Int64(10_200) { batch.append(.said(id, long)) }
        written = try batch.bytes.withUnsafeBytes { try writer.write($0) }
        #expect(written.bytes >= Writer.bytesAtOnce && written.bytes < Writer.bytesAtOnce + 3_000)
        #expect(writer.last == Int64(Writer.factsAtOnce + 10) + Int64(written.count))
    }

    @Test func whatFailsCanBeTriedAgain() throws {
        let writer = try store.writer()
        try writer.write([.said(1, "tea")])
        try writer.database.execute("PRAGMA max_page_count = 1")
        let before = try store.number("PRAGMA page_count") ?? 0
        let large = (2..<200).map { Fact.said($0, String(repeating: "x", count: 2_000)) }
        let error = #expect(throws: SQLiteError.self) { try writer.write(large) }
        #expect(error?.kind == .full)
        #expect(writer.last == 1)
        try writer.database.execute("PRAGMA max_page_count = \(before + 1_000)")
        try writer.write(large)
        #expect(try store.number("SELECT count(*) FROM message") == writer.last)
    }

    @Test func aMessageIsTakenBack() throws {
        let writer = try store.writer()
        try writer.write([.open(1, "#tea"), .said(1, "a secret"), .said(2, "tea")])
        try writer.indexAll()
        try writer.write([
            .said(3, "another secret"), .redacted(room: 1, id: 1), .redacted(room: 1, id: 3), .redacted(room: 1, id: 9),
        ])
        try writer.indexAll()
        #expect(store.search("secret") == [])
        #expect(store.search("tea") == ["tea"])
        guard case .page(let page, _) = store.answer(.page(room: 1, .last(before: nil), count: 9, bytes: 9_999)) else {
            return
        }
        #expect(page.map(\.message.id) == [2])
        #expect(try store.number("SELECT count(*) FROM message") == 3)
        try writer.write([.redacted(room: 1, id: 1)])
    }

    @Test func theIndexIsMadeAnew() throws {
        let writer = try store.writer()
        try writer.write((1...450).map { .said($0, "word\($0) tea") })
        try writer.index()
        #expect(writer.indexed == 200 && writer.unindexed == 250)
        #expect(try !writer.needsNewIndex())
        try writer.database.execute("UPDATE meta SET value = 0 WHERE key = 'words'")
        #expect(try writer.needsNewIndex())
        try writer.remakeIndex()
        #expect(try !writer.needsNewIndex())
        #expect(store.search("word1") == [])
        try writer.indexAll()
        #expect(store.search("word1") == ["word1 tea"] && store.search("word450") == ["word450 tea"])
        #expect(try store.writer().indexed == 450)
    }
}

extension Fixture {
    func columns(of table: String) throws -> [String] {
        let statement = try Database(path: path, .readOnly).prepare("SELECT name FROM pragma_table_info(?)")
        try statement.bind(1, table)
        var names: [String] = []
        while try statement.step() { names.append(statement.string(0)) }
        return names
    }
}

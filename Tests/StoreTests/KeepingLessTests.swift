import Testing

@testable import SQLite
@testable import Store

@Suite struct KeepingLessTests {
    private let store: Fixture
    private let writer: Writer
    private static let day: Int64 = 86_400_000_000

    init() throws {
        store = try Fixture()
        writer = try store.writer()
    }

    private func expire(_ settings: StoreSettings.Values, at now: Int64 = Fixture.now) throws {
        var steps = 0
        while try writer.expire(settings, at: now) {
            steps += 1
            try #require(steps < 10_000, "retention does not end")
        }
    }

    private func ids(_ room: Int64 = 1) throws -> [Int64] {
        let statement = try writer.database.prepare("SELECT id FROM message WHERE room = ? ORDER BY id")
        try statement.bind(1, room)
        var ids: [Int64] = []
        while try statement.step() { ids.append(statement.number(0)) }
        return ids
    }

    @Test func messagesEndWithTheirTime() throws {
        let old = Fixture.now - 31 * KeepingLessTests.day
        try writer.write(
            [.open(1, "#tea")] + (0..<350).map { .said(old + $0, "old tea") } + [.said(Fixture.now, "new tea")])
        try writer.indexAll()
        var settings = StoreSettings.Values()
        settings.keepDays = 30
        try expire(settings)
        #expect(try ids() == [Fixture.now])
        #expect(store.search("tea") == ["new tea"] && store.search("old") == [])
        // What is gone is given back.
        #expect(try store.number("PRAGMA freelist_count") == 0)
        settings.keepDays = 0
        try writer.write([.said(5, "very old")])
        try expire(settings, at: Fixture.now + KeepingLessTests.day)
        #expect(try ids().count == 2)
    }

    @Test func aRoomKeepsSoMany() throws {
        var quiet = Fact.Room(number: 2, name: "#quiet", created: 1)
        quiet.keepCount = 3
        quiet.keepDays = 1
        let late = Fixture.now - 2 * KeepingLessTests.day
        try writer.write([.open(1, "#tea"), .room(quiet)] + (1...250).map { .said(Fixture.now + $0, "tea") })
        try writer.write((1...9).map { .said(Fixture.now + 1_000 + $0, "quiet", in: 2) } + [.said(late, "late", in: 2)])
        try writer.index()
        var settings = StoreSettings.Values()
        settings.keepCount = 20
        try expire(settings, at: Fixture.now + 5_000)
        #expect(try ids() == (231...250).map { Fixture.now + $0 })
        #expect(try ids(2) == (7...9).map { Fixture.now + 1_000 + $0 })
        try writer.indexAll()
        #expect(store.search("tea")?.count == 20)
    }

    @Test func aRoomThatIsDroppedIsForgotten() throws {
        try writer.write([.open(1, "#tea"), .open(2, "#other")] + (1...250).map { .said($0, "tea", in: 1 + $0 % 2) })
        try writer.indexAll()
        try writer.write([.roomDropped(2)])
        // A new room of that name does not show its past.
        try writer.write([.open(3, "#other")])
        var settings = StoreSettings.Values()
        settings.keepDays = 0
        try expire(settings)
        #expect(try ids(2).isEmpty && ids(3).isEmpty && ids(1).count == 125)
        #expect(store.search("tea", in: [2, 3]) == [])
        #expect(try store.number("SELECT count(*) FROM dropping") == 0)
    }

    @Test func smallThingsEndWithTheirTime() throws {
        var mask = Fact.Mask(subject: "nick:spam", created: 1)
        mask.until = Fixture.now - 1
        try writer.write([
            .register(1, "ann"), .open(1, "#tea"), .mask(room: 1, kind: 1, mask), .serverBan(mask),
            .credential(
                Fact.Credential(account: 1, kind: .token, digest: [1], label: "", created: 1, until: Fixture.now)),
            .audit(Fact.Audit(id: 1, time: Fixture.now - 400 * KeepingLessTests.day, what: "ban")),
            .audit(Fact.Audit(id: 2, time: Fixture.now, what: "ban")),
        ])
        try expire(StoreSettings.Values())
        let state = try store.state()
        #expect(state.masks.isEmpty && state.serverBans.isEmpty)
        #expect(store.answer(.credential(digest: [1])) == .credential(nil))
        #expect(try store.number("SELECT count(*) FROM audit") == 1)
    }

    @Test func aMailboxKeepsSoMany() throws {
        func told(_ id: Int64, _ from: Int64, _ to: Int64) -> Fact {
            .privateMessage(
                Fact.PrivateMessage(.said(Fixture.now + id, "\(id)", account: from), recipient: to, recipientNick: "x"))
        }
        try writer.write([.register(1, "ann"), .register(2, "bob"), .register(3, "eve")])
        try writer.write((1...30).map { told($0, 1, 2) } + (31...50).map { told($0, 3, 1) })
        var settings = StoreSettings.Values()
        settings.keepPrivate = 25
        try expire(settings)
        func box(_ account: Int64) -> [String] {
            guard
                case .mailbox(let box, _) = store.answer(
                    .mailbox(account: account, with: nil, .last(before: nil), count: 99, bytes: 99_999))
            else { return [] }
            return box.map { String(decoding: $0.message.text, as: UTF8.self) }
        }
        #expect(box(1) == (26...50).map(String.init))
        #expect(box(2) == (6...30).map(String.init))
        #expect(box(3) == (31...50).map(String.init))
        // What no mailbox has is gone.
        #expect(try store.number("SELECT count(*) FROM private") == 45)
    }

    @Test func nothingIsLeftOfWhoIsErased() throws {
        var facts: [Fact] = [.register(1, "ann"), .register(2, "bob"), .open(1, "#tea", founder: 1)]
        for id in 1...Int64(900) {
            let isAnn = id % 3 == 0
            facts.append(
                .said(
                    id, isAnn ? "zqsecretword \(id)" : "tea word\(id % 50)", nick: isAnn ? "ann" : "bob",
                    account: isAnn ? 1 : 2))
        }
        facts.append(
            .privateMessage(
                Fact.PrivateMessage(.said(901, "zqsecretword", account: 1), recipient: 2, recipientNick: "bob")))
        facts.append(
            .privateMessage(Fact.PrivateMessage(.said(902, "to ann", account: 2), recipient: 1, recipientNick: "ann")))
        facts.append(
            .privateMessage(Fact.PrivateMessage(.said(903, "guest to ann"), recipient: 1, recipientNick: "ann")))
        try writer.write(facts)
        try writer.indexAll()
        #expect(store.contains("zqsecretword"))
        try writer.write([.erased(account: 1, nameFreeAt: 77)])
        // A restart in the middle of it.
        for _ in 0..<3 { #expect(try writer.eraseSome() == .underWay) }
        let next = try store.writer()
        var outcome = Writer.Erasure.underWay
        while outcome == .underWay { outcome = try next.eraseSome() }
        guard case .done(account: 1, let messages) = outcome else {
            Issue.record("\(outcome)")
            return
        }
        #expect(messages == 100)
        #expect(try next.eraseSome() == .nothing)
        #expect(!store.contains("zqsecretword"))
        #expect(store.search("zqsecretword") == [] && store.search("tea")?.count == 20)
        #expect(try ids().count == 600)
        // What others said to it is theirs.
        #expect(try store.number("SELECT count(*) FROM private WHERE sender = 2 AND recipient IS NULL") == 1)
        #expect(try store.number("SELECT count(*) FROM private") == 1)
        #expect(try store.state().rooms.map(\.founder) == [nil])
    }
}

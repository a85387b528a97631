import Testing

@testable import SQLite
@testable import Store

@Suite struct ReaderTests {
    private let store: Fixture
    private let writer: Writer

    init() throws {
        store = try Fixture()
        writer = try store.writer()
        try writer.write([.open(1, "#tea"), .open(2, "#other")])
        for id in 1...Int64(40) {
            try writer.write([.said(id * 10, "tea \(id)", in: id % 4 == 0 ? 2 : 1, nick: id % 2 == 0 ? "bob" : "Ann")])
        }
        try writer.indexAll()
    }

    private func page(_ stretch: StoreJob.Stretch, _ count: Int, bytes: Int = 99_999) -> ([Int64], Bool)? {
        guard case .page(let page, let more) = store.answer(.page(room: 1, stretch, count: count, bytes: bytes)) else {
            return nil
        }
        return (page.map { $0.message.id / 10 }, more)
    }

    @Test func pagesOfARoom() throws {
        #expect(try #require(page(.last(before: nil), 3)) == ([37, 38, 39], true))
        #expect(try #require(page(.last(before: 50), 9)) == ([1, 2, 3], false))
        #expect(try #require(page(.last(before: 60), 2)) == ([3, 5], true))
        #expect(try #require(page(.since(370, before: nil), 9)) == ([38, 39], false))
        #expect(try #require(page(.since(0, before: 60), 9)) == ([1, 2, 3, 5], false))
        #expect(try #require(page(.since(5, before: nil), 2)) == ([1, 2], true))
        #expect(try #require(page(.around(190), 3)) == ([18, 19, 21], true))
        #expect(try #require(page(.around(190), 2)) == ([19, 21], true))
        // It need not be there itself.
        #expect(try #require(page(.around(195), 2)) == ([19, 21], true))
        #expect(try #require(page(.around(390), 1)) == ([39], true))
        // Bytes are a bound, too, but one is always told.
        #expect(try #require(page(.last(before: nil), 9, bytes: 300)) == ([38, 39], true))
        #expect(try #require(page(.last(before: nil), 9, bytes: 1)) == ([39], true))
        #expect(store.answer(.oldest(room: 1)) == .oldest(10) && store.answer(.oldest(room: 9)) == .oldest(nil))
        #expect(store.answer(.page(room: 9, .last(before: nil), count: 3, bytes: 99)) == .page([], more: false))
    }

    @Test func searches() throws {
        func ids(_ words: String, _ rooms: [Int64] = [1, 2], _ change: (inout StoreJob.Search) -> Void = { _ in })
            -> [Int]?
        {
            store.search(words, in: rooms, change)?.compactMap { Int($0.split(separator: " ")[1]) }
        }
        #expect(ids("tea") == Array((21...40).reversed()))
        #expect(ids("tea", [2]) == [40, 36, 32, 28, 24, 20, 16, 12, 8, 4])
        #expect(ids("tea", []) == [])
        #expect(ids("7") == [7])
        #expect(ids("tea") { $0.speaker = .guest("ANN") } == Array(stride(from: 39, to: 0, by: -2)))
        #expect(ids("tea") { $0.ignored = ["bob"] } == Array(stride(from: 39, to: 0, by: -2)))
        #expect(ids("tea") { $0.speaker = .account(1) } == [])
        #expect(ids("tea") { ($0.after, $0.before) = (350, 380) } == [37, 36, 35])
        #expect(ids("") { $0.speaker = .guest("bob") }?.count == 20)
        // Page by page.
        var search = StoreJob.Search(SearchTerms("tea"), in: [1, 2], count: 15)
        var found: [Int64] = []
        repeat {
            guard case .found(let page, let cursor) = store.answer(.search(search)) else {
                Issue.record("no page")
                return
            }
            found += page.map { $0.message.id / 10 }
            search.cursor = cursor
        } while search.cursor != nil
        #expect(found == Array((1...40).reversed()))
    }

    /// What is looked for in rows and what the index is asked for is the same, wherever one goes on where the other ended.
    @Test(arguments: [0, 10_000])
    func roomsAreFoundInRowsAndByTheIndex(rowsMilliseconds: Int64) throws {
        // Room 39 has one message of eighty, and the others have as many as one another.
        let messages = (1...Int64(2_000)).map { number in
            let words = "all" + (number % 9 == 0 ? " ninth" : "") + (number % 131 == 0 ? " seldom" : "")
            let room = number % 80 == 0 ? 39 : 10 + number % 29
            return (id: 10_000 + number, room: room, words: words, nick: number % 7 == 0 ? "cat" : "dog")
        }
        try writer.write((10...39).map { .open($0, "#room\($0)") })
        try writer.write(messages.map { .said($0.id, $0.words, in: $0.room, nick: $0.nick) })
        try writer.indexAll()
        let reader = StoreReader(path: store.path, rowsMilliseconds: rowsMilliseconds)
        for rooms in [[Int64(10)], [39], [10, 39], Array(10...19), Array(10...39), [40]] {
            for (words, nick) in [
                ("all", nil), ("ninth", nil), ("seldom", nil), ("all -ninth", nil), ("ninth seldom", nil), ("al*", nil),
                ("all", "cat"), ("", "cat"), ("ninth", "dog"), ("never", nil), ("\"ninth all\"", nil),
            ] {
                var search = StoreJob.Search(SearchTerms(words), in: rooms, count: 17)
                search.speaker = nick.map { .guest($0) }
                var found: [Int64] = []
                repeat {
                    guard case .found(let page, let cursor) = reader.answer(.search(search)) else {
                        Issue.record("no page")
                        return
                    }
                    found += page.map(\.message.id)
                    search.cursor = cursor
                } while search.cursor != nil
                let expected = messages.filter { message in
                    guard rooms.contains(message.room), nick == nil || message.nick == nick else { return false }
                    switch words {
                    case "ninth", "seldom": return message.words.contains(words)
                    case "ninth seldom": return message.words == "all ninth seldom"
                    case "all -ninth": return !message.words.contains("ninth")
                    case "never", "\"ninth all\"": return false
                    default: return true
                    }
                }
                #expect(found == expected.map(\.id).reversed(), "\(words) of \(nick ?? "all") in \(rooms)")
            }
        }
    }

    /// Dates become places in the order of writing; what was written late is found all the same.
    @Test func datesFindWhatWasWrittenLate() throws {
        let hour: Int64 = 3_600_000_000
        for id in 0..<Int64(50) { try writer.write([.said(Fixture.now + id * hour, "cake \(id)")]) }
        try writer.write([.said(Fixture.now + 30 * hour + 1, "cake late")])
        try writer.write([.said(Fixture.now + 50 * hour, "cake 50")])
        try writer.indexAll()
        let found = store.search("cake") { ($0.after, $0.before) = (Fixture.now + 49 * hour, Fixture.now + 60 * hour) }
        #expect(found == ["cake 50", "cake 49"])
    }

    @Test func mailboxes() throws {
        func told(_ id: Int64, from: (String, Int64?), to: (String, Int64?), waits: Bool = false) -> Fact {
            var told = Fact.PrivateMessage(
                .said(id, "\(id)", nick: from.0, account: from.1), recipient: to.1, recipientNick: to.0)
            told.isWaiting = waits
            return .privateMessage(told)
        }
        try writer.write([.register(1, "ann"), .register(2, "bob")])
        try writer.write([
            told(1, from: ("ann", 1), to: ("bob", 2)), told(2, from: ("bob", 2), to: ("ann", 1), waits: true),
            told(3, from: ("Guest7", nil), to: ("ann", 1), waits: true), told(4, from: ("ann", 1), to: ("guest7", nil)),
            told(5, from: ("ann", 1), to: ("ann", 1)),
        ])
        func box(_ account: Int64, _ other: StoreJob.Correspondent?, _ stretch: StoreJob.Stretch = .last(before: nil))
            -> [Int64]?
        {
            let job = StoreJob.mailbox(account: account, with: other, stretch, count: 9, bytes: 99_999)
            guard case .mailbox(let box, more: false) = store.answer(job) else { return nil }
            return box.map(\.message.id)
        }
        #expect(box(1, nil) == [1, 2, 3, 4, 5])
        #expect(box(2, nil) == [1, 2])
        #expect(box(1, .account(2)) == [1, 2])
        #expect(box(1, .guest("GUEST7")) == [3, 4])
        // Whoever has the nick of an account's past as a guest sees nothing of it.
        #expect(box(1, .guest("bob")) == [])
        #expect(box(1, .account(1)) == [5])
        #expect(box(1, nil, .since(2, before: 5)) == [3, 4])
        #expect(box(1, nil, .around(3)) == [1, 2, 3, 4, 5])
        #expect(try store.state().waiting == [1: 2])
        guard case .mailbox(let waiting, more: true) = store.answer(.waiting(account: 1, count: 1)) else {
            Issue.record("nothing waits")
            return
        }
        #expect(waiting.map(\.message.id) == [2] && waiting[0].isWaiting)
        // What was taken back waits no more, and is in nobody's box; its text is nowhere.
        try writer.write([.redacted(room: nil, id: 3), .redacted(room: nil, id: 4), .redacted(room: nil, id: 99)])
        #expect(box(1, nil) == [1, 2, 5] && box(1, .guest("GUEST7")) == [])
        #expect(try store.state().waiting == [1: 1])
        #expect(try store.number("SELECT count(*) FROM private WHERE text IN ('3', '4')") == 0)
        try writer.write([.shown(account: 1, upTo: 2)])
        #expect(try store.state().waiting == [:])
        #expect(box(1, nil) == [1, 2, 5])
    }

    @Test func exports() throws {
        try writer.write([.register(1, "ann")] + (1...5).map { .said(1_000 + $0, "mine \($0)", account: 1) })
        guard case .page(let first, more: true) = store.answer(.export(account: 1, after: 0, count: 3)),
            let last = first.last,
            case .page(let rest, more: false) = store.answer(.export(account: 1, after: last.seq, count: 3))
        else {
            Issue.record("no export")
            return
        }
        #expect((first + rest).map(\.message.id) == [1_001, 1_002, 1_003, 1_004, 1_005])
    }

    @Test func aSearchPassesOverAccountsThatAreIgnored() throws {
        try writer.write([
            .register(1, "ann"), .said(2_001, "mine", account: 1), .said(2_002, "mine too", nick: "guest9", account: 1),
            .said(2_003, "mine as well"),
        ])
        try writer.indexAll()
        #expect(store.search("mine")?.count == 3)
        #expect(store.search("mine") { $0.ignoredAccounts = [1] } == ["mine as well"])
    }

    @Test func aQueryEndsInTime() throws {
        try writer.write((1...3_000).map { .said(10_000 + $0, "a\($0) b") })
        try writer.indexAll()
        let reader = StoreReader(path: store.path, milliseconds: -1)
        #expect(reader.answer(.search(StoreJob.Search(SearchTerms("a*"), in: [1], count: 9_999))) == .tooLong)
        // The next one is answered.
        let patient = StoreReader(path: store.path)
        patient.cancel()
        #expect(patient.answer(.search(StoreJob.Search(SearchTerms("a*"), in: [1], count: 9_999))) == .tooLong)
        patient.resume()
        guard
            case .found(let found, _) = patient.answer(.search(StoreJob.Search(SearchTerms("a*"), in: [1], count: 20)))
        else {
            Issue.record("no answer")
            return
        }
        #expect(found.count == 20)
    }

    @Test func whatCannotBeReadIsSaid() throws {
        guard case .failed = StoreReader(path: store.folder.file("none.db")).answer(.logins(account: 1)) else {
            Issue.record("it was read")
            return
        }
    }

    @Test func theStartReadsTheNewest() throws {
        var newest: [Int64] = []
        try StoredState.newest(5, of: store.path) {
            newest.append($0.message.id / 10)
            return true
        }
        #expect(newest == [40, 39, 38, 37, 36])
        try StoredState.newest(5, of: store.path) {
            newest.append($0.message.id / 10)
            return newest.count < 7
        }
        #expect(newest == [40, 39, 38, 37, 36, 40, 39])
        #expect(try store.state().lastID == 400)
        // Also where the newest is gone.
        try writer.database.execute("DELETE FROM message WHERE id > 300")
        #expect(try store.state().lastID == 400)
    }
}

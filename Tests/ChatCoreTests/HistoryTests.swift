import Testing

@testable import ChatCore

/// Ids of the tests' messages are 1, 2, 3 …
@Suite("History")
struct HistoryTests {
    private func message(_ id: EventID, bytes: Int = 0) -> Event {
        let text = Text(cleaned: Array(repeating: UInt8(ascii: "x"), count: bytes))
        return Event(id: id, time: id, room: "#lobby", .message(from: "ann", text))
    }

    private let memory = HistoryMemory()

    private func history(_ ids: ClosedRange<EventID>, capacity: Int, floor: EventID = 0) -> History {
        var history = History(room: "#r", floor: floor, in: memory)
        for id in ids { history.append(message(id), by: ann, capacity: capacity) }
        return history
    }

    private let ann = PersonID(slot: 0, generation: 0)

    @Test("the last ones come oldest first, at most as many as asked for")
    func last() {
        let history = history(1...5, capacity: 10)
        #expect(history.last(3).events.map(\.id) == [3, 4, 5])
        #expect(history.last(5).events.map(\.id) == [1, 2, 3, 4, 5])
        #expect(history.last(99).events.map(\.id) == [1, 2, 3, 4, 5])
        #expect(history.last(0).events.isEmpty)
    }

    @Test("the ring keeps the last ones, wherever in it the oldest stands", arguments: 1...25)
    func ring(count: Int) {
        let history = history(1...EventID(count), capacity: 7)
        let kept = min(count, 7)
        #expect(history.count == kept)
        #expect(history.last(100).events.map(\.id) == Array(EventID(count - kept + 1)...EventID(count)))
    }

    @Test("after an id come those after it, and the gap is told", arguments: 1...25)
    func after(count: Int) {
        let history = history(1...EventID(count), capacity: 7)
        let forgotten = EventID(max(0, count - 7))
        for since in 0...EventID(count + 1) {
            let (events, gap, _) = history.after(since, 100)
            let expected = (since + 1..<max(since + 1, EventID(count) + 1)).filter { $0 > forgotten }
            #expect(events.map(\.id) == expected)
            #expect(gap == (since < forgotten))
        }
    }

    @Test("what an account said is forgotten, and all else stays as it was", arguments: [0, 3])
    func forgetting(floor: EventID) throws {
        let accounts = Accounts()
        memory.accounts = accounts
        let (one, other) = (accounts.register("ann", at: 0), accounts.register("bob", at: 0))
        var history = History(room: "#r", floor: floor, in: memory)
        for id in (floor + 1)...(floor + 90) {
            let account = id.isMultiple(of: 3) ? one.id : id.isMultiple(of: 5) ? other.id : nil
            history.append(message(id, bytes: 200), by: ann, of: account, under: Nonce("nonce\(10_000_000_000 + id)"))
        }
        let before = history.said(after: 0)
        #expect(history.last(90).events.count { $0.account == "ann" } == 30)
        history.forget(one.id)
        #expect(history.said(after: 0) == before.filter { $0.account != one.id })
        #expect((history.floor, history.lastID, history.hasForgotten) == (floor, floor + 90, false))
        let nonce = try #require(Nonce("nonce\(10_000_000_000 + floor + 1)"))
        #expect(history.count == 60 && history.said(under: nonce)?.id == floor + 1)
        history.forget(AccountID(number: 7))
        #expect(history.count == 60)
        history.append(message(floor + 91), by: ann, of: other.id, under: nil)
        #expect(history.last(1).events.first?.account == "bob")
    }

    @Test("after an id that was never given come those after it")
    func afterUnknown() {
        var history = History(room: "#r", floor: 0, in: memory)
        for id in [10, 20, 30] as [EventID] { history.append(message(id), by: ann, capacity: 10) }
        #expect(history.after(15, 10).events.map(\.id) == [20, 30])
        #expect(history.after(-5, 10).events.map(\.id) == [10, 20, 30])
        #expect(history.after(.max, 10).events.isEmpty)
        #expect(history.after(.min, 10).gap)
    }

    @Test("the first so many after an id, so one can go on from the last of them")
    func pages() {
        let history = history(1...20, capacity: 9)
        #expect(history.after(0, 4).events.map(\.id) == [12, 13, 14, 15])
        #expect(history.after(15, 4).events.map(\.id) == [16, 17, 18, 19])
        #expect(history.after(19, 4).events.map(\.id) == [20])
        #expect(history.after(19, 4).gap == false)
    }

    @Test("before the floor there is a gap, even where nothing was forgotten")
    func floor() {
        let history = history(101...103, capacity: 9, floor: 100)
        #expect(history.after(99, 9).gap)
        #expect(!history.after(100, 9).gap)
        #expect(history.after(100, 9).events.map(\.id) == [101, 102, 103])
    }

    @Test("a block that is forgotten takes the oldest with it, and its memory")
    func forgetBlock() {
        var history = history(1...200, capacity: 100)
        #expect(history.count == 100)
        while history.count > 0 {
            let (count, bytes) = (history.count, history.bytes)
            history.forgetBlock()
            #expect(history.count < count && history.bytes < bytes)
            #expect(history.bytes == memory.bytes)
            #expect(history.last(999).events.map(\.id) == Array(EventID(201 - history.count)..<201))
            #expect(history.floor == EventID(200 - history.count))
            #expect(!history.after(history.floor, 9).gap)
        }
        #expect(memory.bytes == 0)
        history.forgetBlock()
        history.append(message(201), by: ann, capacity: 100)
        #expect(history.last(9).events.map(\.id) == [201])
    }

    /// What is counted is what the allocator gives, in which little stands empty.
    @Test(
        "memory is little more than the messages, and is given back",
        arguments: [
            (1, 10), (2, 10), (5, 10), (20, 10), (1, 2_000), (50, 10), (1_000, 20), (1_000, 100), (1_000, 2_000),
            (3_000, 100),
        ])
    func memory(count: Int, bytes: Int) {
        do {
            var history = History(room: "#r", floor: 0, in: memory)
            for id in 1...EventID(count) { history.append(message(id, bytes: bytes), by: ann, capacity: 1_000) }
            let messages = history.count * History.size(of: message(0, bytes: bytes))
            #expect(history.bytes == memory.bytes)
            #expect(history.bytes > messages)
            // A block at each end that is not full, of a quarter of the whole, or the half that the only one has grown by.
            #expect(history.bytes < messages * 3 / 2 + 200, "\(history.bytes) for \(messages)")
            if messages > 100_000 { #expect(history.bytes < messages * 13 / 10, "\(history.bytes) for \(messages)") }
        }
        #expect(memory.bytes == 0)
    }

    @Test("no capacity keeps nothing, and says so")
    func nothing() {
        let history = history(1...3, capacity: 0)
        #expect(history.count == 0)
        #expect(history.bytes == 0 && memory.bytes == 0)
        #expect(history.after(2, 9).gap)
        #expect(!history.after(3, 9).gap)
    }

    @Test("a count that makes no sense is no harm", arguments: [Int.min, -1, 0, .max])
    func counts(count: Int) {
        let history = history(1...9, capacity: 5)
        let expected = count < 0 ? 0 : min(count, 5)
        #expect(history.last(count).events.count == expected)
        #expect(history.after(6, count).events.count == min(expected, 3))
    }

    @Test("an answer ends where it becomes too long, and has one message at least")
    func bytesOfAnAnswer() {
        var history = History(room: "#r", floor: 0, in: memory)
        for id in 1...5 as ClosedRange<EventID> { history.append(message(id, bytes: 100), by: ann, capacity: 9) }
        let two = 2 * (History.size(of: message(0)) + 100 + History.rowBytes)
        #expect(history.last(9, bytes: two).events.map(\.id) == [4, 5])
        #expect(history.last(9, bytes: two - 1).events.map(\.id) == [5])
        #expect(history.last(9, bytes: 0).events.map(\.id) == [5])
        let answer = history.after(1, 9, bytes: two)
        #expect(answer.events.map(\.id) == [2, 3])
        #expect(answer.more && !answer.gap)
        #expect(history.after(3, 9, bytes: two).events.map(\.id) == [4, 5])
        #expect(!history.after(3, 9, bytes: two).more)
        #expect(history.after(3, 1).more)
        #expect(history.after(0, 9, bytes: 0).events.map(\.id) == [1])
    }

    @Test("what a reader does not want to see is passed over, and does not count")
    func wanted() {
        var history = History(room: "#r", floor: 0, in: memory)
        let bob = PersonID(slot: 1, generation: 0)
        for id in 1...10 as ClosedRange<EventID> {
            history.append(message(id), by: id.isMultiple(of: 2) ? ann : bob, capacity: 8)
        }
        #expect(history.last(3) { author, _, _ in author == ann }.events.map(\.id) == [6, 8, 10])
        #expect(history.after(4, 2) { author, _, _ in author == bob }.events.map(\.id) == [5, 7])
    }
}

extension History {
    /// Keeps a message, and no more than so many.
    fileprivate mutating func append(_ event: Event, by author: PersonID, capacity: Int) {
        append(event, by: author, of: nil, under: nil)
        forget(over: capacity)
    }
}

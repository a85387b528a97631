import Testing

@testable import ChatCore

/// Ids of the tests' messages are 1, 2, 3 …
@Suite("History")
struct HistoryTests {
    private func message(_ id: EventID, bytes: Int = 0) -> Event {
        let text = Text(cleaned: Array(repeating: UInt8(ascii: "x"), count: bytes))
        return Event(id: id, time: id, room: "#lobby", .message(from: "ann", text))
    }

    private func history(_ ids: ClosedRange<EventID>, capacity: Int, floor: EventID = 0) -> History {
        var history = History(room: "#r", floor: floor)
        for id in ids { history.append(message(id), by: ann, capacity: capacity) }
        return history
    }

    private let ann = SessionID(slot: 0, generation: 0)

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
        #expect(history.bytes == kept * History.size(of: message(1)))
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

    @Test("after an id that was never given come those after it")
    func afterUnknown() {
        var history = History(room: "#r", floor: 0)
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

    @Test("shrinking drops the oldest, from a straight and from a wound ring", arguments: [3, 5, 7, 9, 12])
    func shrink(count: Int) {
        let size = History.size(of: message(1))
        for keep in 0...6 {
            var history = history(1...EventID(count), capacity: 5)
            let before = history.count
            history.shrink(to: keep * size + size / 2)
            let kept = min(before, keep)
            #expect(history.count == kept)
            #expect(history.bytes == kept * size)
            #expect(history.last(9).events.map(\.id) == Array((EventID(count - kept) + 1)..<EventID(count + 1)))
            #expect(history.floor == EventID(count - kept))
            #expect(history.after(history.floor, 9).gap == false)
        }
    }

    @Test("it goes on after shrinking, up to its capacity again")
    func growAgain() {
        var history = history(1...12, capacity: 5)
        history.shrink(to: 2 * History.size(of: message(1)))
        for id in 13...20 as ClosedRange<EventID> {
            history.append(message(id), by: ann, capacity: 5)
            #expect(history.last(9).events.map(\.id) == Array(max(11, id - 4)...id))
        }
    }

    @Test("bytes are counted by text")
    func bytes() {
        var history = History(room: "#r", floor: 0)
        history.append(message(1, bytes: 100), by: ann, capacity: 2)
        history.append(message(2, bytes: 10), by: ann, capacity: 2)
        #expect(history.bytes == 2 * History.size(of: message(0)) + 110)
        history.append(message(3, bytes: 1), by: ann, capacity: 2)
        #expect(history.bytes == 2 * History.size(of: message(0)) + 11)
    }

    @Test("no capacity keeps nothing, and says so")
    func nothing() {
        let history = history(1...3, capacity: 0)
        #expect(history.count == 0)
        #expect(history.bytes == 0)
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
        var history = History(room: "#r", floor: 0)
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
        var history = History(room: "#r", floor: 0)
        let bob = SessionID(slot: 1, generation: 0)
        for id in 1...10 as ClosedRange<EventID> {
            history.append(message(id), by: id.isMultiple(of: 2) ? ann : bob, capacity: 8)
        }
        #expect(history.last(3) { author, _ in author == ann }.events.map(\.id) == [6, 8, 10])
        #expect(history.after(4, 2) { author, _ in author == bob }.events.map(\.id) == [5, 7])
    }
}

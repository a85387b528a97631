import Testing

@testable import ChatCore

@Suite("Limits")
struct LimitTests {
    @Test("as many rooms as the limit, the lobby included; one where one is already is no more")
    func rooms() {
        var limits = Hub.Limits()
        limits.roomsPerSession = 3
        let party = Party(limits: limits)
        let ann = party.newcomer("ann")
        party.bring(ann, into: "#a")
        party.bring(ann, into: "#b")
        #expect(party.do(.join("#c"), by: ann).code == .tooManyRooms)
        #expect(party.hub.roomCount == 3, "a refused join makes no room")
        #expect(party.do(.join("#a"), by: ann).code == nil)
        party.do(.part(nil, reason: nil), by: ann)
        #expect(party.do(.join("#c"), by: ann).code == nil)
    }

    @Test("as many ignored as the limit; the same again is no more")
    func ignored() {
        var limits = Hub.Limits()
        limits.ignoredPerSession = 2
        let party = Party(limits: limits)
        let ann = party.newcomer("ann")
        for nick in ["a", "b", "c"] { _ = party.newcomer(nick) }
        #expect(party.do(.ignore("a"), by: ann).code == nil)
        #expect(party.do(.ignore("b"), by: ann).code == nil)
        #expect(party.do(.ignore("c"), by: ann).code == .tooManyIgnored)
        #expect(party.do(.ignore("a"), by: ann).code == nil)
        party.do(.unignore("a"), by: ann)
        #expect(party.do(.ignore("c"), by: ann).code == nil)
    }

    @Test("the limits of the protocol's text are the defaults")
    func defaults() {
        let limits = Hub.Limits()
        #expect(limits.roomsPerSession == 50)
        #expect(limits.ignoredPerSession == 50)
        #expect(limits.historyEvents == 1_000)
        #expect(limits.historyBytes == 64 * 1_024 * 1_024)
    }

    @Test("1,000 messages of each room are kept, then the oldest go first")
    func historyEvents() {
        let party = Party()
        let ann = party.newcomer("ann")
        for _ in 1...1_005 { party.do(.say("hi"), by: ann) }
        let outcome = party.do(.history(nil, count: nil, .since(0)), by: ann)
        #expect(outcome.reply == .history("#lobby", count: 1_000, gap: true))
        #expect(party.do(.history(nil, count: 2_000, .last()), by: ann).rows.count == 1_000)
    }

    private static let longText = Text(cleaned: Array(repeating: UInt8(ascii: "x"), count: 1_000))

    /// Fills rooms, the one after the other.
    private func fill(_ rooms: Int, with lines: Int, _ text: Text, by speaker: SessionID, in party: Party) {
        for number in 1...rooms {
            guard let room = RoomName("full\(number)") else { continue }
            party.do(.join(room), by: speaker)
            for _ in 0..<lines {
                party.pass(seconds: 1)
                party.do(.say(text), by: speaker)
            }
        }
    }

    /// The memory is full of what was said in rooms where nobody speaks any more: one who speaks has as much as one may.
    @Test("past the bound the oldest goes first, and what is said now stays")
    func theOldestGoFirst() {
        var limits = Hub.Limits()
        limits.historyBytes = 1 << 20
        limits.historyEvents = 200
        limits.roomsPerSession = 1_000
        let party = Party(limits: limits)
        let (ann, bob) = (party.newcomer("ann"), party.newcomer("bob"))
        fill(10, with: 200, LimitTests.longText, by: ann, in: party)
        #expect(party.hub.historyBytes > 1_000_000)
        party.bring(bob, into: "#live")
        for _ in 0..<200 {
            party.pass(seconds: 1)
            party.do(.say(LimitTests.longText), by: bob)
            #expect(party.hub.historyBytes <= 1 << 20)
        }
        #expect(party.do(.history(nil, count: 200, .last()), by: bob).rows.count == 200)
        // Of the others the last ones are whole, and the first ones gone.
        let kept = (1...10).compactMap {
            RoomName("full\($0)").flatMap { party.hub.shared.rooms.find($0) }?.history.count
        }
        #expect(kept.count == 10 && kept == kept.sorted() && kept.first == 0 && kept.last == 200)
        #expect(kept.count { (1...199).contains($0) } <= 1, "\(kept)")
    }

    /// A thousand lines of a byte in one room and a line in each of a thousand rooms: what is counted is what is taken.
    @Test("the bound holds over any number of rooms", arguments: [(3, 1_000), (30, 100), (1_000, 3)])
    func bytesOfManyRooms(rooms: Int, lines: Int) {
        var limits = Hub.Limits()
        limits.historyBytes = 60_000
        limits.roomsPerSession = 2_000
        let party = Party(limits: limits)
        let ann = party.newcomer("ann")
        fill(rooms, with: lines, "x", by: ann, in: party)
        #expect(party.hub.historyBytes <= 60_000)
        #expect(party.hub.historyBytes > 50_000, "and it is used")
        #expect(party.do(.history(nil, count: nil, .last()), by: ann).rows.count >= 1, "what was just said stays")
        let kept = party.hub.shared.rooms.all.reduce(0) { $0 + $1.history.count }
        #expect(kept >= (rooms == 1_000 ? 150 : 900), "\(kept) messages")
    }

    /// What others said in the same rooms is written anew then.
    @Test("what is oldest goes first, also after an account was erased")
    func bytesAfterAnErasure() {
        var limits = Hub.Limits()
        limits.historyBytes = 60_000
        limits.roomsPerSession = 1_000
        let party = Party(limits: limits)
        let (ann, bob) = (party.newcomer("ann"), party.newcomer("bob"))
        party.do(.account(.register), by: ann)
        for room in ["#old", "#new"] as [RoomName] {
            party.do(.join(room, since: nil, key: nil), by: bob)
            if room == "#old" { party.do(.join(room, since: nil, key: nil), by: ann) }
            party.do(.sayIn(room, LimitTests.longText), by: room == "#old" ? ann : bob)
            party.do(.sayIn(room, LimitTests.longText), by: bob)
        }
        party.do(.account(.erase), by: ann)
        func count(_ room: RoomName) -> Int { party.hub.past(of: room)?.said.count ?? 0 }
        #expect(count("#old") == 1 && count("#new") == 2)
        // A room at a time, each with a block of its own.
        for number in 0..<900 where count("#old") > 0 && count("#new") > 0 {
            guard let room = RoomName("full\(number)") else { continue }
            party.do(.join(room), by: bob)
            party.do(.say("x"), by: bob)
        }
        #expect(count("#new") == 2)
        #expect(count("#old") == 0)
    }

    /// They count, and what is said makes room for them. They go where they would take more than half of it.
    @Test("topics are within the bound")
    func topics() {
        var limits = Hub.Limits()
        limits.historyBytes = 60_000
        limits.roomsPerSession = 1_000
        let party = Party(limits: limits)
        let ann = party.newcomer("ann")
        fill(40, with: 3, LimitTests.longText, by: ann, in: party)
        func topics() -> [Int] {
            (1...40).filter { number in
                RoomName("full\(number)").flatMap { party.hub.shared.rooms.find($0) }?.topic != nil
            }
        }
        for number in 1...40 {
            guard let room = RoomName("full\(number)") else { continue }
            party.do(.setTopic(room, LimitTests.longText), by: ann)
            #expect(party.hub.historyBytes <= 60_000)
            #expect(topics().last == number)
        }
        // The first that were set are gone, and no other.
        let left = topics()
        #expect((20...39).contains(left.count))
        #expect(left == Array((41 - left.count)...40))
        // What is said makes none go.
        for _ in 0..<100 { party.do(.say(LimitTests.longText), by: ann) }
        #expect(topics() == left)
        party.do(.setTopic(nil, ""), by: ann)
        #expect(topics() == left.dropLast())
        let before = party.hub.historyBytes
        party.disconnect(ann)
        #expect(before > 0 && party.hub.historyBytes == 0)
    }

    @Test("leaving gives the memory back")
    func bytesAfterClosing() {
        let party = Party()
        let ann = party.newcomer("ann")
        party.bring(ann, into: "#loud")
        party.do(.say(LimitTests.longText), by: ann)
        party.do(.setTopic(nil, LimitTests.longText), by: ann)
        #expect(party.hub.historyBytes > 2_000)
        party.disconnect(ann)
        #expect(party.hub.historyBytes == 0)
    }
}

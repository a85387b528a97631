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
        let outcome = party.do(.history(nil, count: nil, since: 0), by: ann)
        #expect(outcome.reply == .history("#lobby", count: 1_000, gap: true))
        #expect(party.do(.history(nil, count: 2_000, since: nil), by: ann).rows.count == 1_000)
    }

    private static let longText = Text(cleaned: Array(repeating: UInt8(ascii: "x"), count: 1_000))

    /// Room for about ten long messages in all, of which each room may keep two.
    private func smallParty() -> Party {
        var limits = Hub.Limits()
        limits.historyBytes = 12_000
        limits.historyShare = 2_500
        return Party(limits: limits)
    }

    @Test("past the bound the room that wants more forgets, and others keep theirs while it can")
    func bytesOfOneRoom() {
        let party = smallParty()
        let ann = party.newcomer("ann")
        party.do(.say("keep"), by: ann)
        party.bring(ann, into: "#loud")
        for _ in 1...100 {
            party.do(.say(LimitTests.longText), by: ann)
            #expect(party.hub.historyBytes <= 12_000)
        }
        #expect(party.do(.history("#lobby", count: nil, since: nil), by: ann).replayed == ["#lobby <ann> keep"])
        let loud = party.do(.history("#loud", count: nil, since: 0), by: ann)
        #expect(loud.rows.count >= 2)
        #expect(loud.reply == .history("#loud", count: loud.rows.count, gap: true))
    }

    @Test("the bound holds over any number of rooms, each within its share")
    func bytesOfManyRooms() {
        let party = smallParty()
        let ann = party.newcomer("ann")
        for number in 1...40 {
            guard let room = RoomName("r\(number)") else { continue }
            party.bring(ann, into: room)
            for _ in 1...2 {
                party.do(.say(LimitTests.longText), by: ann)
                #expect(party.hub.historyBytes <= 12_000)
            }
            #expect(
                party.do(.history(nil, count: nil, since: nil), by: ann).rows.count >= 1, "what was just said stays")
        }
    }

    @Test("leaving gives the memory back")
    func bytesAfterClosing() {
        let party = smallParty()
        let ann = party.newcomer("ann")
        party.bring(ann, into: "#loud")
        party.do(.say(LimitTests.longText), by: ann)
        #expect(party.hub.historyBytes > 1_000)
        party.disconnect(ann)
        #expect(party.hub.historyBytes == 0)
    }
}

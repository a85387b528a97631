import Testing

@testable import ChatCore

@Suite("What goes along with what is said, and what is taken back")
struct EnclosureTests {
    let party = Party()
    private let extra = Enclosure(Array(1...100))!

    private func parcel(_ receiver: Parcel.Receiver, _ text: Text?) -> Command {
        .convey(Parcel(to: receiver, text, extra))
    }

    @Test("it comes with the line, and stays with it")
    func said() throws {
        let ann = party.newcomer("ann")
        let bob = party.newcomer("bob")
        let outcome = party.do(parcel(.room("#lobby"), "hi"), by: ann)
        let event = try #require(party.events(for: bob).first)
        #expect(event.kind == .message(from: "ann", "hi"))
        #expect(event.enclosure == extra)
        #expect(outcome.reply == .said(id: event.id, time: event.time))
        party.do(.say("plain"), by: bob)
        let told = party.do(.history(nil, count: nil, .last()), by: bob).rows
        #expect(told.first == .history(event))
        #expect(told.count == 2)
        let restored = try Hub(restoring: party.hub.snapshot(), lobby: "#lobby")
        #expect(restored.past(of: "#lobby")?.said.map(\.enclosure) == [extra, nil])
        #expect(restored.digest == party.hub.digest)
    }

    @Test("in private as well")
    func told() throws {
        let ann = party.newcomer("ann")
        let bob = party.newcomer("bob")
        party.do(parcel(.nick("bob"), "psst"), by: ann)
        #expect(party.events(for: bob).first?.enclosure == extra)
        #expect(party.do(parcel(.nick("nobody"), "psst"), by: ann).code == .noSuchNick)
    }

    @Test("alone it reaches who knows it, has an id, and is kept nowhere")
    func alone() throws {
        let ann = party.newcomer("ann")
        let bob = party.newcomer("bob")
        let cy = party.newcomer("cy")
        party.hub.setReading(of: bob, to: Reading(interests: .asides))
        let outcome = party.do(parcel(.room("#lobby"), nil), by: ann)
        let event = try #require(party.events(for: bob).first)
        #expect(event.kind == .aside(from: "ann", to: nil))
        #expect(event.enclosure == extra)
        #expect(outcome.reply == .said(id: event.id, time: event.time))
        #expect(party.heard(by: cy) == [])
        party.do(parcel(.nick("bob"), nil), by: ann)
        #expect(party.heard(by: bob) == ["ann aside to bob"])
        #expect(party.do(.history(nil, count: nil, .last()), by: bob).rows == [])
        party.do(.ignore("ann"), by: bob)
        _ = party.events(for: bob)
        party.do(parcel(.room("#lobby"), nil), by: ann)
        party.do(parcel(.nick("bob"), nil), by: ann)
        #expect(party.heard(by: bob) == [])
        #expect(party.do(parcel(.room("#nowhere"), nil), by: ann).code == .noSuchRoom)
    }

    // MARK: - Taking back

    private func say(_ text: Text, by id: SessionID) throws -> EventID {
        guard case .said(let id, _)? = party.do(.sayIn("#tea", text), by: id).reply else {
            throw SnapshotError("nothing was said")
        }
        return id
    }

    @Test("who said it takes it back, and it is in no answer any more")
    func takenBack() throws {
        let ann = party.newcomer("ann")
        let bob = party.newcomer("bob")
        party.bring(ann, bob, into: "#tea")
        let first = try say("one", by: bob)
        let second = try say("two", by: bob)
        _ = party.events(for: ann)
        let outcome = party.do(.takeBack("#tea", first, reason: "oops"), by: bob)
        guard case .takenBack("#tea", first, at: _)? = outcome.reply else {
            Issue.record("it was not taken back: \(String(describing: outcome.reply))")
            return
        }
        #expect(party.heard(by: ann) == ["#tea bob took back \(first) (oops)"])
        #expect(party.do(.history("#tea", count: nil, .last()), by: ann).replayed == ["#tea <bob> two"])
        #expect(party.do(.history("#tea", count: nil, .since(0)), by: ann).replayed == ["#tea <bob> two"])
        // Once is enough, and what is not there can't be.
        #expect(party.do(.takeBack("#tea", first, reason: nil), by: bob).code == .noSuchMessage)
        #expect(party.do(.takeBack("#tea", second + 1_000, reason: nil), by: bob).code == .noSuchMessage)
        #expect(party.hub.past(of: "#tea")?.said.map(\.id) == [second])
        let restored = try Hub(restoring: party.hub.snapshot(), lobby: "#lobby")
        #expect(restored.digest == party.hub.digest)
    }

    @Test("ops take back what others said, and nobody else does")
    func byOps() throws {
        let ann = party.newcomer("ann")
        let bob = party.newcomer("bob")
        let cy = party.newcomer("cy")
        party.bring(ann, bob, into: "#tea")
        let own = try say("mine", by: ann)
        let other = try say("spam", by: bob)
        #expect(party.do(.takeBack("#tea", own, reason: nil), by: bob).code == .notAllowed)
        #expect(party.do(.takeBack("#tea", other, reason: nil), by: cy).code == .notInRoom)
        #expect(party.do(.takeBack("#tea", other, reason: nil), by: ann).code == nil)
        #expect(party.do(.history("#tea", count: nil, .last()), by: ann).replayed == ["#tea <ann> mine"])
    }

    @Test("who said it by an account takes it back when they come again")
    func byAccount() throws {
        let ann = party.newcomer("ann")
        let bob = party.newcomer("bob")
        party.do(.account(.register), by: bob)
        let account = try #require(party.hub.account(of: bob)?.id)
        party.bring(ann, bob, into: "#tea")
        let said = try say("oops", by: bob)
        party.disconnect(bob)
        let again = party.newcomer("carl")
        party.do(.join("#tea"), by: again)
        #expect(party.do(.takeBack("#tea", said, reason: nil), by: again).code == .notAllowed)
        party.do(.account(.logIn(account)), by: again)
        #expect(party.do(.takeBack("#tea", said, reason: nil), by: again).code == nil)
    }

    // MARK: - Markers

    @Test("an account knows how far its person has read, and that only grows")
    func markers() throws {
        let ann = party.newcomer("ann")
        #expect(party.hub.mark("#tea", upTo: 1_000, by: ann, at: party.now) == nil)
        party.do(.account(.register), by: ann)
        #expect(party.hub.mark("#tea", upTo: 1_000, by: ann, at: party.now) == 1_000)
        #expect(party.hub.mark("#tea", upTo: 500, by: ann, at: party.now) == 1_000)
        #expect(party.hub.marker("#tea", of: ann) == 1_000)
        #expect(party.hub.marker("bob", of: ann) == nil)
        let restored = try Hub(restoring: party.hub.snapshot(), lobby: "#lobby")
        #expect(restored.marker("#tea", of: ann) == 1_000)
        #expect(restored.digest == party.hub.digest)
        var markers = ReadMarkers()
        for number in 0...ReadMarkers.most { markers.advance("#\(number)", to: Int64(number)) }
        #expect(markers.times.count == ReadMarkers.most)
        #expect(markers["#0"] == nil)
    }
}

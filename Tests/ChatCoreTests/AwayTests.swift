import Testing

@testable import ChatCore

@Suite("Away")
struct AwayTests {
    let party = Party()

    @Test("those who share a room are told once that one is away, and back")
    func told() {
        let ann = party.newcomer("ann")
        let bob = party.newcomer("bob")
        party.bring(ann, bob, into: "#kitchen")
        #expect(party.do(.away(note: "tea"), by: ann).reply == .away)
        #expect(party.heard(by: bob) == ["ann away: tea"])
        #expect(party.heard(by: ann) == [])
        #expect(party.do(.back, by: ann).reply == .back)
        #expect(party.heard(by: bob) == ["ann back"])
    }

    @Test("those who share none are not told")
    func strangers() {
        let ann = party.newcomer("ann")
        let bob = party.newcomer("bob")
        party.do(.part(nil, reason: nil), by: bob)
        _ = party.events(for: ann)
        party.do(.away(note: "tea"), by: ann)
        #expect(party.heard(by: bob) == [])
    }

    @Test("nothing new is nothing to tell; another note is")
    func again() {
        let ann = party.newcomer("ann")
        let bob = party.newcomer("bob")
        #expect(party.do(.back, by: ann).reply == .back)
        #expect(party.heard(by: bob) == [])
        party.do(.away(note: "tea"), by: ann)
        party.do(.away(note: "tea"), by: ann)
        #expect(party.heard(by: bob) == ["ann away: tea"])
        party.do(.away(note: "lunch"), by: ann)
        #expect(party.heard(by: bob) == ["ann away: lunch"])
    }

    @Test("an empty note is away, not back")
    func emptyNote() throws {
        let ann = party.newcomer("ann")
        let bob = party.newcomer("bob")
        party.do(.away(note: ""), by: ann)
        #expect(party.heard(by: bob) == ["ann away: "])
        guard case .whois(let profile) = party.do(.whois("ann"), by: bob).rows.first else {
            Issue.record("nothing is told of ann")
            return
        }
        #expect(try #require(profile.away).isEmpty)
    }

    @Test("it shows in who, whois and to those who write")
    func shown() {
        let ann = party.newcomer("ann")
        let bob = party.newcomer("bob")
        party.do(.away(note: "tea"), by: ann)
        for command in [.who(nil), .who("#lobby"), .whois("ann")] as [Command] {
            let notes = party.do(command, by: bob).rows.compactMap { row in
                switch row {
                case .who(let profile), .whois(let profile): profile.away
                default: nil
                }
            }
            #expect(notes == ["tea"])
        }
        #expect(party.do(.tell("ann", "hi"), by: bob).rows == [.away("ann", note: "tea")])
        party.do(.back, by: ann)
        #expect(party.do(.tell("ann", "hi"), by: bob).rows == [])
    }
}

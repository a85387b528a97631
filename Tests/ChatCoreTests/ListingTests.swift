import Testing

@testable import ChatCore

@Suite("Listing")
struct ListingTests {
    let party = Party()

    private func names(_ outcome: Outcome) -> [String] {
        outcome.rows.flatMap { row -> [String] in
            if case .names(_, let nicks) = row { nicks.map(\.text) } else { [] }
        }
    }

    private func profiles(_ outcome: Outcome) -> [Profile] {
        outcome.rows.compactMap {
            switch $0 {
            case .who(let profile), .whois(let profile): profile
            default: nil
            }
        }
    }

    @Test("rooms come largest first, then by name, with members and topic")
    func rooms() {
        let people = ["ann", "bob", "cy"].map { party.newcomer($0) }
        party.bring(people[0], people[1], into: "#b")
        party.bring(people[0], into: "#C")
        party.bring(people[0], people[1], into: "#a")
        party.do(.setTopic("#b", "bees"), by: people[0])
        let outcome = party.do(.rooms(containing: nil), by: people[2])
        #expect(
            outcome.rows == [
                .room("#lobby", members: 3, topic: nil), .room("#a", members: 2, topic: nil),
                .room("#b", members: 2, topic: "bees"), .room("#C", members: 1, topic: nil),
            ])
        #expect(outcome.reply == .listed(nil, count: 4, total: 4))
    }

    @Test("with a part of the name, those that contain it in any case")
    func matchingRooms() {
        let ann = party.newcomer("ann")
        for room in ["#Kitchen", "#kit", "#garden"] as [RoomName] { party.bring(ann, into: room) }
        let outcome = party.do(.rooms(containing: "KIT"), by: ann)
        #expect(outcome.reply == .listed(nil, count: 2, total: 2))
        #expect(party.do(.rooms(containing: "#g"), by: ann).rows == [.room("#garden", members: 1, topic: nil)])
        #expect(party.do(.rooms(containing: "zz"), by: ann).reply == .listed(nil, count: 0, total: 0))
    }

    @Test("at most 200 rooms are listed, and how many there are is told")
    func manyRooms() {
        var limits = Hub.Limits()
        limits.roomsPerSession = 300
        let party = Party(limits: limits)
        let ann = party.newcomer("ann")
        for number in 1...250 {
            guard let room = RoomName("r\(number)") else { continue }
            party.bring(ann, into: room)
        }
        let outcome = party.do(.rooms(containing: nil), by: ann)
        #expect(outcome.rows.count == 200)
        #expect(outcome.reply == .listed(nil, count: 200, total: 251, next: "#r52"))
    }

    @Test("names come by nick, whatever their case, over as many rows as needed")
    func manyNames() {
        let nicks = (11...55).map { $0.isMultiple(of: 2) ? "n\($0)" : "N\($0)" }
        let people = nicks.shuffled().map { party.newcomer($0) }
        let outcome = party.do(.names(nil), by: people[0])
        #expect(outcome.rows.count == 3)
        #expect(names(outcome) == nicks)
        #expect(outcome.reply == .listed("#lobby", count: 45, total: nil))
        let rest = party.do(.names(nil, after: "n50"), by: people[0])
        #expect(names(rest) == ["N51", "n52", "N53", "n54", "N55"])
        #expect(rest.reply == .listed("#lobby", count: 5, total: nil))
        #expect(party.do(.names(nil, after: "zed"), by: people[0]).reply == .listed("#lobby", count: 0, total: nil))
    }

    /// Of ten thousand names of 32 letters: no more than an answer may have, and all of them in a few.
    @Test("as many names as an answer has room for, and more with the next one")
    func aCrowdsNames() throws {
        var limits = Hub.Limits()
        limits.answerBytes = 4 << 10
        let party = Party(limits: limits)
        let ann = party.newcomer("ann")
        let nicks = (0..<600).map { number in
            "z\(String(repeating: "x", count: 27))\(String(10_000 + number).dropFirst())"
        }
        for nick in nicks.shuffled() { party.do(.nick(Nick(nick)), by: party.connect().id) }
        var (found, answers): ([String], Int) = ([], 0)
        var last: Nick?
        repeat {
            let outcome = party.do(.names(nil, after: last), by: ann)
            answers += 1
            let page = names(outcome)
            found += page
            // A nick and two bytes between, and for each 20 what else a row may have.
            #expect(page.reduce(0) { $0 + $1.utf8.count + 2 } + outcome.rows.count * 100 <= 4 << 10)
            #expect(party.hub.walked == 601)
            guard case .listed("#lobby", let count, let total, let next) = outcome.reply else {
                Issue.record("\(String(describing: outcome.reply))")
                break
            }
            #expect(count == page.count && total == (next == nil ? nil : 601))
            last = next.flatMap { Nick($0) }
        } while last != nil
        #expect(found == ["ann"] + nicks)
        #expect((5...8).contains(answers))
    }

    @Test("names are told of any room, and only of rooms that are")
    func namesFromOutside() {
        let ann = party.newcomer("ann")
        let bob = party.newcomer("bob")
        party.bring(ann, into: "#kitchen")
        #expect(names(party.do(.names("#KITCHEN"), by: bob)) == ["ann"])
        #expect(party.do(.names("#nowhere"), by: bob).code == .noSuchRoom)
        #expect(party.do(.who("#nowhere"), by: bob).code == .noSuchRoom)
    }

    @Test("who tells rooms and idle seconds; asking is being active")
    func who() throws {
        let ann = party.newcomer("ann")
        let bob = party.newcomer("bob")
        party.bring(ann, into: "#kitchen")
        party.pass(seconds: 90)
        party.now.wall -= 3_600_000_000
        let all = profiles(party.do(.who(nil), by: bob))
        #expect(all.map(\.nick.text) == ["ann", "bob"])
        #expect(all.map(\.idleSeconds) == [90, 0])
        #expect(all.map(\.rooms) == [["#lobby", "#kitchen"], ["#lobby"]])
        #expect(profiles(party.do(.who("#kitchen"), by: bob)).map(\.nick.text) == ["ann"])
        #expect(party.do(.who(nil), by: bob).reply == .listed(nil, count: 2, total: 2))
    }

    @Test("who lists 500 at most, and tells how many there are")
    func crowd() {
        for _ in 1...510 { _ = party.connect() }
        let ann = party.newcomer("ann")
        for command in [.who(nil), .who("#lobby")] as [Command] {
            let outcome = party.do(command, by: ann)
            #expect(outcome.rows.count == 500)
            #expect(outcome.reply == .listed(nil, count: 500, total: 511, next: "guest89"))
        }
    }

    @Test("whois tells of one, since when and where")
    func whois() throws {
        let ann = party.newcomer("ann")
        let bob = party.newcomer("bob")
        let since = party.now.wall
        party.pass(seconds: 10)
        let profile = try #require(profiles(party.do(.whois("ANN"), by: bob)).first)
        #expect(profile.nick.text == "ann")
        #expect(profile.since == since)
        #expect(profile.idleSeconds == 10)
        #expect(profile.rooms == ["#lobby"])
        #expect(profile.away == nil)
        #expect(party.do(.whois("nobody"), by: ann).code == .noSuchNick)
    }

    @Test("listing tells nobody else anything")
    func silence() {
        let ann = party.newcomer("ann")
        let bob = party.newcomer("bob")
        let commands: [Command] = [
            .rooms(containing: nil), .names(nil), .who(nil), .whois("bob"), .topic(nil), .ignore(nil), .nick(nil),
            .set(.echo, nil), .history(nil, count: nil, .last()),
        ]
        for command in commands {
            let outcome = party.do(command, by: ann)
            #expect(outcome.code == nil)
            #expect(party.heard(by: bob) == [])
        }
    }
}

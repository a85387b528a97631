import Testing

@testable import ChatCore

/// What not all dialects show, and what people tell of themselves.
@Suite("What a session's dialect shows")
struct InterestTests {
    let party: Party

    init() {
        var limits = Hub.Limits()
        limits.tellsSources = true
        party = Party(lobby: nil, limits: limits)
    }

    private func newcomer(_ nick: String, _ interests: Interests) -> SessionID {
        let id = party.newcomer(nick)
        party.hub.setReading(of: id, to: Reading(interests: interests))
        return id
    }

    @Test("who goes away is told of to those whose dialect shows it, be it in a room or to who watches")
    func away() {
        let ann = party.newcomer("ann")
        let bob = newcomer("bob", .usual)
        let cy = newcomer("cy", .signals)
        let dee = newcomer("dee", [.away, .ofWatched])
        let eve = newcomer("eve", .away)
        party.bring(ann, bob, cy, into: "#a")
        for id in [dee, eve] { party.do(.watch(.add(["ann"])), by: id) }
        party.do(.away(note: "tea"), by: ann)
        #expect(party.heard(by: bob) == ["ann away: tea"] && party.heard(by: dee) == ["ann away: tea"])
        #expect(party.heard(by: cy) == [] && party.heard(by: eve) == [])
        // Who shares a room with them and watches is told once.
        party.bring(dee, into: "#a")
        party.do(.back, by: ann)
        #expect(party.heard(by: dee) == ["ann back"])
    }

    @Test("that somebody is asked in is told to ops whose dialect shows that, and to nobody else")
    func invitations() {
        let (ann, bob, cy) = (party.newcomer("ann"), newcomer("bob", .invitations), newcomer("cy", .invitations))
        let dee = party.newcomer("dee")
        party.bring(ann, bob, cy, into: "#a")
        party.do(.moderate("#a", .give(.op, "bob")), by: ann)
        for id in [ann, bob, cy] { _ = party.heard(by: id) }
        party.do(.moderate("#a", .invite("dee")), by: ann)
        #expect(party.heard(by: bob) == party.heard(by: dee) && party.heard(by: cy) == [])
        // Who asks has its answer.
        party.do(.moderate("#a", .invite("dee")), by: bob)
        #expect(party.heard(by: dee).count == 1 && party.heard(by: bob) == [])
    }

    @Test("who comes into a room and is away is told of as such to those whose dialect shows that")
    func comingAway() {
        let ann = party.newcomer("ann")
        let bob = newcomer("bob", .usual)
        let cy = newcomer("cy", [.away, .awayOfNewcomers])
        party.bring(bob, cy, into: "#a")
        party.do(.away(note: "tea"), by: ann)
        party.do(.join("#a"), by: ann)
        #expect(party.heard(by: bob) == ["#a +ann"])
        #expect(party.heard(by: cy) == ["#a +ann", "ann away: tea"])
        #expect(party.heard(by: ann) == [])
    }

    @Test("a real name is another for all from then on, and those are told whose dialect shows it")
    func realName() throws {
        let ann = try party.enter("ann", Introduction(user: UserName(cleaning: "a"), realName: "Ann"))
        let bob = party.newcomer("bob")
        let cy = newcomer("cy", [.realNames])
        party.bring(ann, bob, cy, into: "#a")
        #expect(party.do(.present(.realName("Ann B.")), by: ann).reply == .presented)
        #expect(party.heard(by: bob) == [])
        let events = party.events(for: cy)
        #expect(events.map(\.brief) == ["ann is really Ann B."] && events.first?.source?.realName == "Ann B.")
        #expect(party.hub.portrait(of: "ann", for: bob, at: party.now)?.profile.realName == "Ann B.")
        #expect(party.hub.source(of: ann)?.userHost == "~a@unknown")
        // The same once more is nothing new, and what is too long is cut.
        party.do(.present(.realName("Ann B.")), by: ann)
        #expect(party.heard(by: cy) == [])
        party.do(.present(.realName(Text(cleaned: Array(repeating: 0x61, count: 200)))), by: ann)
        #expect(party.hub.source(of: ann)?.realName?.utf8.count == Introduction.realNameBytes)
        // One of whom nothing was known has one then.
        party.do(.present(.realName("Bob")), by: bob)
        #expect(party.hub.source(of: bob)?.realName == "Bob" && party.hub.source(of: bob)?.userHost == "~line@unknown")
        let restored = try Hub(restoring: party.hub.snapshot(), lobby: nil, limits: party.hub.limits)
        #expect(restored.source(of: bob)?.realName == "Bob" && restored.digest == party.hub.digest)
    }

    @Test("who says that a program speaks for them is told of as one, until they say otherwise")
    func program() throws {
        let ann = party.newcomer("ann")
        let bob = party.newcomer("bob")
        party.bring(ann, bob, into: "#a")
        party.do(.present(.isProgram(true)), by: ann)
        party.do(.sayIn("#a", "tick"), by: ann)
        #expect(party.events(for: bob).first?.source?.isBot == true)
        let restored = try Hub(restoring: party.hub.snapshot(), lobby: nil, limits: party.hub.limits)
        #expect(restored.source(of: ann)?.isBot == true && restored.snapshot() == party.hub.snapshot())
        party.do(.present(.isProgram(false)), by: ann)
        party.do(.sayIn("#a", "tock"), by: ann)
        #expect(party.events(for: bob).first?.source?.isBot == false)
    }
}

@Suite("What is said to some of a room, and signals")
struct SignalTests {
    let party = Party(lobby: nil)

    @Test("those read it who have the rank, or more, and nobody keeps it")
    func ranks() {
        let (ann, bob, cy) = (party.newcomer("ann"), party.newcomer("bob"), party.newcomer("cy"))
        party.bring(ann, bob, cy, into: "#a")
        party.do(.moderate("#a", .give(.voice, "bob")), by: ann)
        for id in [ann, bob, cy] { _ = party.events(for: id) }
        let said = party.do(.sayToRank("#a", .op, "psst", .message), by: cy)
        #expect(said.id.map { $0 > 0 } == true)
        #expect(party.heard(by: ann) == ["#a (to op) <cy> psst"])
        #expect(party.heard(by: bob) == [] && party.heard(by: cy) == [])
        party.do(.sayToRank("#a", .voice, "hm", .notice), by: ann)
        #expect(party.heard(by: bob) == ["#a (to voice) <ann> hm (notice)"] && party.heard(by: cy) == [])
        #expect(party.do(.history("#a", count: 9, .last()), by: ann).replayed == [])
        // What holds for speaking holds here.
        party.do(.moderate("#a", .modes(ModeChange(adding: .moderated))), by: ann)
        #expect(party.do(.sayToRank("#a", .op, "psst", .message), by: cy).code == .muted)
        #expect(party.do(.sayToRank("#b", .op, "psst", .message), by: cy).code == .noSuchRoom)
    }

    @Test("programs alone read what programs ask, and in some rooms not even those")
    func signals() {
        let (ann, bob, cy) = (party.newcomer("ann"), party.newcomer("bob"), party.newcomer("cy"))
        for id in [ann, cy] { party.hub.setReading(of: id, to: Reading(interests: .signals)) }
        party.bring(ann, bob, cy, into: "#a")
        party.do(.signalIn("#a", "PING 1", isNotice: false), by: ann)
        #expect(party.heard(by: cy) == ["#a ann signals PING 1"])
        party.do(.signalTo("cy", "VERSION", isNotice: true), by: bob)
        #expect(party.heard(by: cy) == ["bob signals to cy VERSION (notice)"])
        party.do(.signalTo("bob", "VERSION", isNotice: false), by: ann)
        #expect(party.heard(by: bob) == [])
        party.do(.ignore("ann"), by: cy)
        party.do(.signalIn("#a", "PING 2", isNotice: false), by: ann)
        party.do(.signalTo("cy", "PING 2", isNotice: false), by: ann)
        #expect(party.heard(by: cy) == [])
        party.do(.moderate("#a", .modes(ModeChange(adding: .noCTCP))), by: ann)
        #expect(party.do(.signalIn("#a", "PING 3", isNotice: false), by: cy).code == .muted)
        #expect(party.do(.signalTo("nobody", "PING", isNotice: false), by: cy).code == .noSuchNick)
    }

    @Test("an op who has voice besides keeps it when they are no op any more")
    func voiceBeneath() throws {
        let (ann, bob, cy) = (party.newcomer("ann"), party.newcomer("bob"), party.newcomer("cy"))
        party.hub.setReading(of: cy, to: Reading(interests: .ranksBeneath))
        party.bring(ann, bob, cy, into: "#a")
        // Of who has no higher rank it is the rank itself.
        party.do(.moderate("#a", .voiceBeneath("bob", true)), by: ann)
        #expect(party.hub.rank(of: "bob", in: "#a") == .voice)
        party.do(.moderate("#a", .give(.op, "bob")), by: ann)
        #expect(!party.hub.hasVoiceBeneath("bob", in: "#a"))
        for id in [bob, cy] { _ = party.events(for: id) }
        #expect(party.do(.moderate("#a", .voiceBeneath("bob", true)), by: ann).reply == .ranked("#a", "bob", .op))
        #expect(party.heard(by: cy) == ["#a bob +voice beneath by ann"] && party.heard(by: bob) == [])
        #expect(party.hub.occupants(of: "#a", for: cy)?.map(\.hasVoiceBeneath) == [false, true, false])
        let restored = try Hub(restoring: party.hub.snapshot(), lobby: nil, limits: party.hub.limits)
        #expect(restored.digest == party.hub.digest && restored.hasVoiceBeneath("bob", in: "#a"))
        party.do(.moderate("#a", .take(.op, "bob")), by: ann)
        #expect(party.heard(by: bob) == ["#a bob voice by ann, was op"])
        #expect(!party.hub.hasVoiceBeneath("bob", in: "#a"))
        #expect(party.do(.moderate("#a", .voiceBeneath("ann", true)), by: cy).code == .notAllowed)
    }

    @Test("where one is asked in, when a room was made, and whom it keeps out can be asked for")
    func rooms() throws {
        let (ann, bob) = (party.newcomer("ann"), party.newcomer("bob"))
        party.bring(ann, into: "#A")
        let made = party.now.wall
        party.pass(seconds: 60)
        party.do(.setTopic("#a", "tea"), by: ann)
        #expect(party.hub.times(of: "#a") == (made, party.now.wall) && party.hub.times(of: "#b") == (0, nil))
        #expect(party.hub.name(of: "#a", for: bob) == "#A")
        party.do(.moderate("#a", .invite("bob")), by: ann)
        #expect(
            party.hub.invitations(of: bob, at: party.now) == ["#A"]
                && party.hub.invitations(of: ann, at: party.now) == [])
        party.do(.moderate("#a", .set(.mute, .subject("nick:cy"), seconds: nil, reason: nil, putsOut: false)), by: ann)
        #expect(party.hub.masks(of: "#a", for: bob, at: party.now)?.map(\.subject) == ["nick:cy"])
        party.do(.moderate("#a", .modes(ModeChange(adding: .secret))), by: ann)
        #expect(party.hub.masks(of: "#a", for: bob, at: party.now) == nil)
        let restored = try Hub(restoring: party.hub.snapshot(), lobby: nil, limits: party.hub.limits)
        #expect(restored.times(of: "#a").created == made)
    }
}

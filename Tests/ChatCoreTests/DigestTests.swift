import Testing

@testable import ChatCore

/// Whatever shared state has, its digest is of it. A stored property that is not named here fails the test: either it is shared, and a
/// change of it must show, or there is a reason why none does.
@Suite("the digest of shared state")
struct DigestTests {
    private enum Part {
        /// Each makes another state, of which there must be another digest.
        case shared([(inout HubSnapshot) -> Void])
        /// The hub is told it when it is made.
        case given(lobby: RoomName? = "#lobby", historyBytes: Int = 1 << 20)
        /// Its own parts are named below.
        case parts
        /// It follows from what is shared, or is this node's own.
        case apart(String)
    }

    private static let ann = 0
    private static let ann1 = AccountID(number: 1)
    private static let bob = AccountID(number: 2)

    private static var properties: [(of: String, parts: [String: Part])] {
        [
            (
                "SharedState",
                [
                    "people": .parts, "rooms": .parts, "privateNonces": .parts, "letters": .parts,
                    "accounts": .parts, "presence": .parts, "losses": .parts,
                    "serverBans": .shared([
                        {
                            $0.serverBans[0] = ServerBan(
                                $0.serverBans[0].subject, by: "x", at: 1, until: nil, reason: nil)
                        },
                        { $0.serverBans = [] },
                    ]),
                    "lobby": .given(lobby: "#hall"), "topicBytes": .given(historyBytes: 2 << 20),
                    "said": .shared([{ $0.saidDigest += 1 }]), "lastTime": .shared([{ $0.lastTime += 1 }]),
                ]
            ),
            (
                "People",
                [
                    "slots": .parts, "generations": .shared([{ $0.personGenerations[Int($0.freePeople[0])] += 1 }]),
                    "free": .shared([{ $0.freePeople.swapAt(0, 1) }]), "guests": .shared([{ $0.guests += 1 }]),
                    "slotsByKey": .apart("the nicks' index"), "sources": .apart("of the people"),
                    "tellsSources": .apart("what is told is this node's"), "digest": .apart("a sum of the rest"),
                ]
            ),
            (
                "Person",
                [
                    "id": .shared([DigestTests.changeGeneration]), "nick": .shared([{ $0.people[ann].nick = "Ann" }]),
                    "key": .apart("the nick's"), "since": .shared([{ $0.people[ann].since += 1 }]),
                    "host": .shared([{ $0.people[ann].host = Host("c-b") }, { $0.people[ann].host = nil }]),
                    "particulars": .parts,
                    "memberships": .shared([{ $0.people[ann].rooms.swapAt(0, 1) }]),
                    "isHidden": .shared([{ $0.people[ann].isHidden = true }]), "sessions": .apart("this node's"),
                ]
            ),
            (
                "Particulars",
                [
                    "away": .shared([{ $0.people[ann].away = "lunch" }, { $0.people[ann].away = nil }]),
                    "account": .shared([{ $0.people[ann].account = nil }]),
                    "messages": .shared([{ $0.people[ann].messages = .accounts }]),
                    "introduction": .shared([
                        { $0.people[ann].introduction = Introduction(user: .line, realName: "x") },
                        { $0.people[ann].introduction = Introduction(user: UserName(cleaning: "x"), realName: "") },
                    ]),
                    "isProgram": .shared([{ $0.people[ann].isProgram = true }]),
                    "mail": .apart("this node's"),
                ]
            ),
            (
                "Accounts",
                [
                    "all": .shared([{ $0.lastAccount += 1 }]), "names": .apart("the names' index"),
                    "idsByNick": .apart("the nicks' index"),
                    "retired": .shared([{ $0.retiredNames[0].until += 1 }, { $0.retiredNames[0].key = "x" }]),
                    "count": .apart("of the accounts"), "digest": .apart("a sum of the rest"),
                ]
            ),
            (
                "Account",
                [
                    "id": .shared([{ $0.accounts[2].id = AccountID(number: 3) }]),
                    "name": .shared([{ $0.accounts[2].name = "Dee" }]),
                    "nicks": .shared([{ $0.accounts[2].nicks = ["robert"] }]),
                    "flags": .shared([{ $0.accounts[2].flags = 4 }]),
                    "created": .shared([{ $0.accounts[2].created += 1 }]),
                    "messages": .shared([{ $0.accounts[2].messages = .nobody }]),
                    "waitingCount": .shared([{ $0.accounts[2].waiting = 1 }]),
                    "ignored": .shared([{ $0.accounts[2].ignored = [$0.accounts[0].id] }]),
                    "markers": .shared([{ $0.accounts[2].markers.advance("tea", to: 1) }]),
                    "present": .apart("who is logged in, of whom it is known"),
                ]
            ),
            ("Membership", ["room": .parts, "packed": .shared([{ $0.people[ann].ranks[1] = .voice }])]),
            (
                "RoomTable",
                [
                    "slots": .parts, "free": .shared([{ $0.freeRooms.swapAt(0, 1) }]),
                    "ids": .apart("the names' index"),
                    "lastID": .shared([{ $0.lastID += 1 }]), "memory": .apart("how much is in memory is this node's"),
                    "happeningMemory": .apart("the same"),
                    "topicBytes": .apart("the sum of the topics"), "topics": .apart("the order of their ids"),
                    "digest": .apart("a sum of the rest"),
                ]
            ),
            (
                "Room",
                [
                    "id": .shared([DigestTests.changePlace]), "name": .shared([{ $0.rooms[0].name = "#LOBBY" }]),
                    "roster": .shared([{ $0.rooms[0].roster.swapAt(0, 1) }]), "hiddenCount": .apart("of people"),
                    "created": .apart("older processes do not tell it"),
                    "topic": .parts, "topicID": .shared([{ $0.rooms[0].topicID += 1 }]),
                    "happenings": .apart("how much of it is in memory is this node's"),
                    "history": .apart("what is still in memory of what was said: `said` is of all of it"),
                    "lastID": .shared([{ $0.rooms[0].lastID -= 1 }]), "rosterDigest": .apart("of the roster"),
                    "rules": .parts,
                ]
            ),
            (
                "Topic",
                [
                    "text": .shared([{ $0.rooms[0].topic = Topic(text: "y", setBy: "ann", time: 5) }]),
                    "setBy": .shared([{ $0.rooms[0].topic = Topic(text: "x", setBy: "Ann", time: 5) }]),
                    "time": .shared([{ $0.rooms[0].topic = Topic(text: "x", setBy: "ann", time: 6) }]),
                ]
            ),
            ("RulesBox", ["rules": .parts, "silenced": .apart("follows from the masks and from names")]),
            (
                "RoomRules",
                [
                    "modes": .shared([{ $0.rooms[0].rules?.modes.insert(.secret) }]),
                    "key": .shared([{ $0.rooms[0].rules?.key = RoomKey("other") }, { $0.rooms[0].rules?.key = nil }]),
                    "limit": .shared([{ $0.rooms[0].rules?.limit += 1 }]),
                    "slow": .shared([{ $0.rooms[0].rules?.slow += 1 }]),
                    "masks": .shared([{ $0.rooms[0].rules?.masks.swapAt(0, 1) }]), "invitations": .parts,
                    "registration": .parts,
                ]
            ),
            (
                "Registration",
                [
                    "time": .shared([{ $0.rooms[0].rules?.registration = Registration(at: 8) }]),
                    "standings": .shared([{ $0.changeStanding(Registration.Standing(bob, .voice, since: 7)) }]),
                ]
            ),
            (
                "Standing",
                [
                    "account": .shared([{ $0.changeStanding(Registration.Standing(ann1, .op, since: 7)) }]),
                    "rank": .shared([{ $0.changeStanding(Registration.Standing(bob, .founder, since: 7)) }]),
                    "since": .shared([{ $0.changeStanding(Registration.Standing(bob, .op, since: 8)) }]),
                ]
            ),
            (
                "Mask",
                [
                    "kind": .shared([{ $0.changeMask { Mask(.mute, $0.subject, by: $0.by, at: $0.time) } }]),
                    "subject": .shared([{ $0.changeMask { Mask($0.kind, "nick:x", by: $0.by, at: $0.time) } }]),
                    "by": .shared([{ $0.changeMask { Mask($0.kind, $0.subject, by: "x", at: $0.time) } }]),
                    "time": .shared([{ $0.changeMask { Mask($0.kind, $0.subject, by: $0.by, at: $0.time + 1) } }]),
                    "until": .shared([
                        { $0.changeMask { Mask($0.kind, $0.subject, by: $0.by, at: $0.time, until: 1 << 60) } }
                    ]),
                    "reason": .shared([
                        { $0.changeMask { Mask($0.kind, $0.subject, by: $0.by, at: $0.time, reason: "") } }
                    ]),
                ]
            ),
            (
                "Invitation",
                [
                    "person": .shared([
                        {
                            $0.rooms[0].rules?.invitations[0] = Invitation(PersonID(slot: 9, generation: 9), until: 1)
                        }
                    ]),
                    "until": .shared([
                        {
                            guard let old = $0.rooms[0].rules?.invitations[0] else { return }
                            $0.rooms[0].rules?.invitations[0] = Invitation(old.person, until: old.until + 1)
                        }
                    ]),
                ]
            ),
            (
                "PrivateNonces",
                [
                    "entries": .parts, "index": .apart("of the entries"),
                    "oldest": .apart("their ids tell their order"),
                    "digest": .apart("a sum of the rest"),
                ]
            ),
            (
                "PrivateNonce",
                [
                    "key": .shared([{ $0.privateNonces[0].key += "x" }]),
                    "id": .shared([{ $0.privateNonces[0].id += 1 }]),
                    "time": .shared([{ $0.privateNonces[0].time += 1 }]),
                ]
            ),
            (
                "Letters",
                [
                    "entries": .parts, "oldest": .apart("their ids tell their order"),
                    "digest": .apart("a sum of the rest"),
                ]
            ),
            (
                "Presence",
                [
                    "places": .shared([
                        { $0.places[0].sessions += 1 }, { $0.places.remove(at: 0) },
                        { $0.places[1].node = $0.places[0].node }, { $0.places[1].person = $0.people[1].id },
                    ]),
                    "digest": .apart("a sum of the rest"),
                ]
            ),
            (
                "Letter",
                [
                    "id": .shared([{ $0.letters[0].id -= 1 }]), "time": .shared([{ $0.letters[0].time += 1 }]),
                    "author": .shared([{ $0.letters[0].author = PersonID(slot: 9, generation: 9) }]),
                    "account": .shared([{ $0.letters[0].account = AccountID(number: 9) }]),
                    "recipient": .shared([{ $0.letters[0].recipient = nil }]),
                    "recipientAccount": .shared([{ $0.letters[0].recipientAccount = AccountID(number: 9) }]),
                    "nick": .shared([{ $0.letters[0].nick = "other" }]),
                    "isWaiting": .shared([{ $0.letters[0].isWaiting.toggle() }]),
                    "continues": .shared([{ $0.letters[0].continues.toggle() }]),
                ]
            ),
            (
                "Losses",
                [
                    "lost": .shared([
                        { $0.losses[0].isHeld = false }, { $0.losses[0].lastID += 1 }, { $0.losses[0].reason = "x" },
                        { $0.losses[0].token = nil }, { $0.losses[0].number += 1 },
                    ]),
                    "tokens": .shared([
                        { $0.tokens[1].person = $0.people[2].id },
                        { $0.tokens[1].token = $0.tokens[1].token.with(9) },
                    ]),
                    "owned": .apart("the tokens' index"), "held": .apart("of what was lost"),
                    "lastNumber": .shared([{ $0.lastLoss += 1 }]), "digest": .apart("a sum of the rest"),
                    "changed": .apart("what nobody has asked for yet"),
                ]
            ),
        ]
    }

    private static func changeGeneration(_ snapshot: inout HubSnapshot) {
        let old = snapshot.people[ann].id
        let new = PersonID(slot: old.slot, generation: old.generation + 1)
        snapshot.people[ann].id = new
        snapshot.personGenerations[Int(old.slot)] += 1
        for index in snapshot.sessions.indices where snapshot.sessions[index].person == old {
            snapshot.sessions[index].person = new
        }
        for index in snapshot.places.indices where snapshot.places[index].person == old {
            snapshot.places[index].person = new
        }
        for index in snapshot.tokens.indices where snapshot.tokens[index].person == old {
            snapshot.tokens[index].person = new
        }
        for index in snapshot.losses.indices where snapshot.losses[index].person == old {
            snapshot.losses[index].person = new
        }
        for index in snapshot.rooms.indices {
            snapshot.rooms[index].roster = snapshot.rooms[index].roster.map { $0 == old ? new : $0 }
        }
    }

    private static func changePlace(_ snapshot: inout HubSnapshot) {
        let (old, new) = (snapshot.rooms[0].id, snapshot.freeRooms[0])
        snapshot.freeRooms[0] = old
        snapshot.rooms[0].id = new
        for index in snapshot.people.indices {
            snapshot.people[index].rooms = snapshot.people[index].rooms.map { $0 == old ? new : $0 }
        }
        for index in snapshot.sessions.indices where snapshot.sessions[index].current == old {
            snapshot.sessions[index].current = new
        }
    }

    private static func limits(_ historyBytes: Int) -> Hub.Limits {
        var limits = Hub.Limits()
        limits.historyBytes = historyBytes
        return limits
    }

    /// Of each thing there is something.
    private func party() throws -> Party {
        let party = Party(limits: DigestTests.limits(1 << 20))
        let people = (0..<5).map { _ in party.newcomer(from: "c-a") }
        party.do(.nick("ann"), by: people[0])
        for room in ["#den", "#a", "#b"] as [RoomName] { party.do(.join(room), by: people[0]) }
        party.do(.setTopic("#lobby", "x"), by: people[0])
        party.do(.sayIn("#lobby", "hello"), by: people[0])
        party.do(.away(note: "tea"), by: people[0])
        party.do(.sayOnce(try #require(Nonce("1234567890123456")), .to("guest2", "psst")), by: people[0])
        for room in ["#a", "#b"] as [RoomName] { party.do(.part(room, reason: nil), by: people[0]) }
        party.do(.account(.register), by: people[0])
        party.do(.nick("bob"), by: people[1])
        party.do(.account(.register), by: people[1])
        party.do(.nick("cy"), by: people[2])
        party.do(.account(.register), by: people[2])
        party.do(.account(.erase), by: people[2])
        party.do(.nick("dee"), by: people[2])
        party.do(.account(.register), by: people[2])
        party.do(.account(.logOut), by: people[2])
        party.disconnect(people[3])
        party.disconnect(people[4])
        return party
    }

    private static func rules(inviting person: PersonID) -> RoomRules {
        var rules = RoomRules()
        rules.modes.formUnion([.key, .limit, .slow])
        (rules.key, rules.limit, rules.slow) = (RoomKey("word"), 20, 5)
        rules.masks = [Mask(.ban, "nick:a*", by: "ann", at: 5), Mask(.ban, "host:c-x", by: "ann", at: 6)]
        rules.invitations = [Invitation(person, until: 1 << 60)]
        rules.registration = Registration(at: 7, [Registration.Standing(bob, .op, since: 7)])
        return rules
    }

    private func snapshot() throws -> HubSnapshot {
        var snapshot = try party().hub.snapshot()
        // Known to the mutations above.
        snapshot.rooms[0].topic = Topic(text: "x", setBy: "ann", time: 5)
        snapshot.rooms[0].lastID += 1
        snapshot.lastID = snapshot.rooms[0].lastID
        snapshot.serverBans = [ServerBan(.net("192.0.2.0/24"), by: "ann", at: 1, until: nil, reason: nil)]
        snapshot.places = try [(0, 1), (2, 2)].map { person, node in
            HubSnapshot.Place(
                of: snapshot.people[person].id, at: try #require(NodeNumber(node)), sessions: 1)
        }
        let (node, zero) = (try #require(NodeNumber(2)), try #require(TokenDigest(Array(repeating: 0, count: 32))))
        snapshot.tokens = (0..<2).map {
            HubSnapshot.Token(zero.with(UInt8($0)), of: snapshot.people[$0].id, at: node)
        }
        snapshot.losses = [
            HubSnapshot.Loss(
                number: 3, person: snapshot.people[0].id, node: node, isHeld: true, token: snapshot.tokens[0].token,
                lastID: 5, reason: nil)
        ]
        snapshot.lastLoss = 9
        // Nobody is the lobby's op, who could set them.
        snapshot.rooms[0].rules = DigestTests.rules(inviting: snapshot.people[1].id)
        return snapshot
    }

    @Test("is of each stored property that is shared")
    func properties() throws {
        let snapshot = try snapshot()
        let hub = try Hub(restoring: snapshot, lobby: "#lobby", limits: DigestTests.limits(1 << 20))
        for (type, parts) in DigestTests.properties {
            for (name, part) in parts {
                switch part {
                case .shared(let changes):
                    for change in changes {
                        var other = snapshot
                        change(&other)
                        let changed = try Hub(restoring: other, lobby: "#lobby", limits: DigestTests.limits(1 << 20))
                        #expect(changed.digest != hub.digest, "\(type).\(name)")
                    }
                case .given(let lobby, let bytes):
                    let changed = try Hub(restoring: snapshot, lobby: lobby, limits: DigestTests.limits(bytes))
                    #expect(changed.digest != hub.digest, "\(type).\(name)")
                case .parts, .apart: break
                }
            }
        }
    }

    @Test("knows all stored properties that there are")
    func reflection() throws {
        let hub = try Hub(restoring: try snapshot(), lobby: "#lobby", limits: DigestTests.limits(1 << 20))
        let person = try #require(hub.shared.people.find("ann"))
        let room = try #require(hub.shared.rooms.find("#lobby"))
        let values: [(String, Any)] = [
            ("SharedState", hub.shared), ("People", hub.shared.people), ("Person", person),
            ("Membership", try #require(person.memberships.first)), ("RoomTable", hub.shared.rooms), ("Room", room),
            ("RulesBox", try #require(room.rules)), ("RoomRules", try #require(room.setRules)),
            ("Mask", try #require(room.setRules?.masks.first)),
            ("Registration", try #require(room.setRules?.registration)),
            ("Standing", try #require(room.setRules?.registration?.standings.first)),
            ("Particulars", try #require(person.particulars)), ("Accounts", hub.shared.accounts),
            ("Account", try #require(person.account)),
            ("Invitation", try #require(room.setRules?.invitations.first)),
            ("Topic", try #require(room.topic)), ("PrivateNonces", hub.shared.privateNonces),
            ("PrivateNonce", try #require(hub.shared.privateNonces.entries.first)),
            ("Presence", hub.shared.presence), ("Losses", hub.shared.losses),
            ("Letters", hub.shared.letters), ("Letter", try #require(hub.shared.letters.inOrder.first)),
        ]
        for (name, value) in values {
            let known = DigestTests.properties.first { $0.of == name }?.parts.keys.sorted()
            #expect(Mirror(reflecting: value).children.compactMap(\.label).sorted() == known, "\(name)")
        }
        #expect(values.count == DigestTests.properties.count)
    }

    @Test("is the same for a hub that goes on, and is not of what is a session's own")
    func local() throws {
        let party = try party()
        let hub = party.hub
        let guest = party.newcomer("gus")
        let before = hub.digest
        #expect(before == hub.shared.fullDigest)
        #expect(try Hub(restoring: hub.snapshot(), lobby: "#lobby", limits: hub.limits).digest == before)
        let ann = try #require(hub.shared.people.find("ann")?.sessions.first)
        party.do(.set(.quiet, true), by: ann)
        party.do(.join("#lobby"), by: ann)
        // That of who is logged in is its account's.
        party.do(.ignore("bob"), by: guest)
        party.do(.who(nil), by: ann)
        hub.setReading(of: ann, to: Reading(rendering: RenderingID(rawValue: 3)))
        #expect(hub.digest == before)
        party.do(.say("hello"), by: ann)
        #expect(hub.digest != before)
    }

    @Test("a new bound of topics is a change, from the next request on")
    func topicBytes() {
        let party = Party(limits: DigestTests.limits(1 << 20))
        let ann = party.newcomer()
        party.do(.setTopic(nil, "tea"), by: ann)
        let before = party.hub.digest
        party.hub.limits.historyBytes = 0
        #expect(party.hub.digest == before)
        #expect(party.do(.topic(nil), by: ann).rows.count == 1)
        #expect(party.hub.digest != before)
        party.do(.say("hello"), by: ann)
        #expect(party.do(.topic(nil), by: ann).rows.isEmpty)
    }
}

extension HubSnapshot {
    fileprivate mutating func changeMask(_ change: (Mask) -> Mask) {
        guard let mask = rooms[0].rules?.masks[0] else { return }
        rooms[0].rules?.masks[0] = change(mask)
    }

    fileprivate mutating func changeStanding(_ standing: Registration.Standing) {
        rooms[0].rules?.registration = Registration(at: 7, [standing])
    }
}

extension TokenDigest {
    /// Another one.
    fileprivate func with(_ first: UInt8) -> TokenDigest {
        TokenDigest([first] + bytes.dropFirst()) ?? self
    }
}

import ChatCore
import Dialects
import Libevent
import TestSupport
import Testing

@testable import ChatServer

@Suite struct HandoverFormatTests {
    @Test(arguments: [0, 1, -1, 63, 64, -64, -65, 127, 128, Int64.max, Int64.min, 1_795_000_000_000_000])
    func numbers(_ number: Int64) throws {
        var writer = HandoverWriter()
        writer.put(number)
        writer.put(UInt64(bitPattern: number))
        var reader = HandoverReader(writer.bytes)
        #expect(try reader.signed() == number)
        #expect(try reader.number() == UInt64(bitPattern: number))
        #expect(reader.isAtEnd)
    }

    @Test func numbersThatAreNone() {
        for bytes: [UInt8] in [
            [], [0x80], Array(repeating: 0xFF, count: 10), Array(repeating: 0x80, count: 12) + [1],
            Array(repeating: 0xFF, count: 9) + [2],
        ] {
            #expect(throws: HandoverError.self) {
                var reader = HandoverReader(bytes)
                _ = try reader.number()
            }
        }
    }

    @Test func aListThatLies() {
        var writer = HandoverWriter()
        writer.put(UInt64.max)
        #expect(throws: HandoverError.self) {
            var reader = HandoverReader(writer.bytes)
            _ = try reader.list { reader throws(HandoverError) in try reader.flag() }
        }
        #expect(throws: HandoverError.self) {
            var reader = HandoverReader(writer.bytes)
            _ = try reader.text()
        }
    }

    @Test(arguments: 1...20) func itComesBack(_ seed: UInt64) throws {
        let state = state(seed)
        let read = try HandoverState(state.bytes)
        #expect(read == state)
        _ = try Hub(restoring: read.hub, lobby: RoomName("lobby"))
    }

    @Test func anotherVersion() {
        var writer = HandoverWriter()
        writer.record(.server) { $0.put(HandoverState.version + 1) }
        #expect(throws: HandoverError("it is of version 3, and this program reads 2")) {
            _ = try HandoverState(writer.bytes)
        }
    }

    /// A state's bytes, with another record in the place of its first, the server's.
    private func bytes(of state: HandoverState, beginningWith fill: (inout HandoverWriter) -> Void) throws -> [UInt8] {
        var server = HandoverWriter()
        server.record(.server, fill)
        // A record is its kind, its length in one byte, and so many bytes.
        let bytes = state.bytes
        try #require(bytes[1] < 0x80)
        return server.bytes + bytes[(2 + Int(bytes[1]))...]
    }

    /// Of an older program, which knew no rehearsal.
    @Test func theFirstVersion() throws {
        let state = state(9)
        let bytes = try bytes(of: state) { record in
            record.put(UInt64(1))
            record.put(state.started)
        }
        #expect(try HandoverState(bytes) == state)
    }

    /// Of an older program, which knew less of a session's input.
    @Test func aSessionOfAnOlderProgram() throws {
        var state = HandoverState()
        var session = SessionState(id: SessionID(slot: 0, generation: 0))
        session.address = "192.0.2.1"
        session.fullAt = 0
        state.sessions = [session]
        // Its record is the one before the last: its kind, its length in one byte, and so many bytes, of which the last three are new.
        var bytes = state.bytes
        let record = try #require(bytes.lastIndex(of: HandoverRecord.session.rawValue))
        try #require(bytes[record + 1] < 0x80 && record + 2 + Int(bytes[record + 1]) + 3 == bytes.count)
        bytes[record + 1] -= 3
        bytes.removeSubrange(bytes.count - 6..<bytes.count - 3)
        #expect(try HandoverState(bytes) == state)
    }

    /// Bits of a view as older programs write them: 1 wire, 4 times, 8 CR LF, 16 quiet, 64 echo.
    @Test(arguments: [0, 1, 4, 8, 9, 12, 13, 16, 64, 16 + 64 + 12]) func viewsKeepTheirBits(_ byte: UInt8) throws {
        var state = HandoverState()
        let id = PersonID(slot: 0, generation: 0)
        let person = HubSnapshot.Person(id: id, nick: try #require(Nick("ann")), since: 1)
        var session = HubSnapshot.Session(id: SessionID(slot: 0, generation: 0), person: id, lastActive: 2)
        session.reading = LineForm(rawValue: byte & 13).reading
        if byte & 16 != 0 { session.filters.insert(.quiet) }
        if byte & 64 != 0 { session.filters.insert(.echo) }
        state.hub.people = [person]
        state.hub.sessions = [session]
        var start = HandoverWriter()
        start.put(session.id)
        start.put("ann")
        start.put(Int64(1))
        start.put(Int64(2))
        start.put(UInt64(byte))
        #expect(state.bytes.contains(start.bytes))
        let read = try HandoverState(state.bytes)
        #expect(read.hub.people == [person] && read.hub.sessions == [session])
    }

    @Test func aViewThatIsNone() throws {
        var state = HandoverState()
        let id = PersonID(slot: 0, generation: 0)
        state.hub.people = [HubSnapshot.Person(id: id, nick: try #require(Nick("ann")), since: 1)]
        state.hub.sessions = [
            HubSnapshot.Session(id: SessionID(slot: 0, generation: 0), person: id, lastActive: 2)
        ]
        var bytes = state.bytes
        // Behind the nick come two times of one byte each.
        let nick = try #require(bytes.firstRange(of: Array("ann".utf8)))
        bytes[nick.upperBound + 2] = 0x02
        #expect(try HandoverState(bytes).hub.sessions[0].filters == .elsewhere, "the hub refuses it")
        bytes.replaceSubrange(nick.upperBound + 2...nick.upperBound + 2, with: [0x80, 0x01])
        #expect(throws: HandoverError.self) { _ = try HandoverState(bytes) }
    }

    @Test func aPastComesBack() throws {
        let hub = hub(4)
        let pasts = hub.roomNames.compactMap { hub.past(of: $0) }
        #expect(pasts.contains { !$0.said.isEmpty })
        for past in pasts {
            #expect(try HandoverReader.past(past.bytes) == past)
            for count in 0..<past.bytes.count {
                #expect(throws: HandoverError.self) { _ = try HandoverReader.past(Array(past.bytes[..<count])) }
            }
            #expect(throws: HandoverError.self) { _ = try HandoverReader.past(past.bytes + [0]) }
        }
    }

    /// What a newer program adds is passed over.
    @Test func recordsThatWeDoNotKnow() throws {
        let state = state(7)
        let bytes = try bytes(of: state) { record in
            record.put(HandoverState.version)
            record.put(state.started)
            record.put(state.isRehearsal)
            record.put(state.pasts)
            record.put("more")
        }
        let unknown: [UInt8] = [200, 3, 1, 2, 3]
        let rest = 2 + Int(bytes[1])
        #expect(try HandoverState(Array(bytes[..<rest] + unknown + bytes[rest...])) == state)
    }

    @Test(arguments: [Int64.max, .min]) func timesWithoutEnd(_ time: Int64) {
        func refuses(_ change: (inout HandoverState) -> Void) -> Bool {
            var state = state(1)
            change(&state)
            return (try? HandoverState(state.bytes)) == nil
        }
        #expect(refuses { $0.started = time })
        #expect(refuses { $0.sessions[0].since = time })
        #expect(refuses { $0.sessions[0].lastHeard = time })
        // A bucket that has always been full.
        #expect(refuses { $0.sessions[0].fullAt = time } == (time == .max))
    }

    @Test func twice() {
        let bytes = state(3).bytes
        #expect(throws: HandoverError.self) { _ = try HandoverState(bytes + bytes) }
        #expect(throws: HandoverError.self) { _ = try HandoverState([]) }
    }

    @Test func cutOffAnywhere() {
        let bytes = state(2).bytes
        for count in 0..<bytes.count {
            #expect(throws: HandoverError.self, "\(count) bytes") { _ = try HandoverState(Array(bytes[..<count])) }
        }
    }

    /// Changed anywhere, it is refused or is another state: nothing crashes.
    @Test(arguments: 1...5) func damage(_ seed: UInt64) throws {
        let whole = state(seed).bytes
        var generator = SplitMix64(seed: seed)
        for _ in 0..<2_000 {
            var bytes = whole
            for _ in 0..<3 { bytes[generator.below(bytes.count)] = UInt8(generator.below(256)) }
            guard let state = try? HandoverState(bytes) else { continue }
            _ = try? Hub(restoring: state.hub, lobby: RoomName("lobby"))
        }
    }

    /// A state with a bit of everything.
    private func state(_ seed: UInt64) -> HandoverState {
        var state = HandoverState()
        var generator = SplitMix64(seed: seed)
        state.started = Int64(generator.below(1 << 40))
        state.hub = hub(seed).snapshot()
        state.doors = [HandoverState.DoorState(listen: "localhost:6000", descriptors: [0, 1])]
        state.files = [HandoverState.FileState(path: "/run/partylined.pid", descriptor: 4)]
        for id in state.hub.sessions.map(\.id) {
            var session = SessionState(id: id)
            session.address = "2001:db8::\(id.slot)"
            session.mustSpeak = generator.chance(50)
            session.isWire = generator.chance(50)
            session.telnet = generator.chance(50) ? [0, 0, 0, 0] : nil
            session.signals = generator.chance(50) ? [.areYouThere, .interrupt, .timingMark, .negotiation] : []
            session.lines = generator.next()
            session.fullAt = -Int64(generator.below(100))
            session.waiting = generator.chance(50) ? [.line([1, 2]), .tooLong, .excess([])] : []
            session.descriptor = generator.below(9)
            if generator.chance(80) {
                var connection = LineConnection.Suspended()
                connection.input = Array("half a l".utf8)
                connection.discarded = generator.chance(50) ? 70 : nil
                connection.isDecoded = generator.chance(50)
                connection.undecoded = connection.isDecoded ? Array("ine\r".utf8) : []
                connection.firstLineEnd = generator.pick([nil, .feed, .returnAndFeed])
                connection.output = Array(repeating: 65, count: generator.below(300))
                session.connection = connection
            }
            state.sessions.append(session)
        }
        return state
    }

    /// A hub in which a few people did this and that.
    private func hub(_ seed: UInt64) -> Hub {
        let hub = Hub(lobby: RoomName("lobby"))
        var generator = SplitMix64(seed: seed)
        var people: [SessionID] = []
        var effects: [Effect] = []
        var now = Moment(wall: 1_795_000_000_000_000, steady: 1_000_000)
        let rooms = ["a", "b", "Hall", "x.y-z"].compactMap { RoomName($0) }
        for _ in 0..<200 {
            now.wall += 1_000
            now.steady += 1_000
            if people.count < 3 || generator.below(8) == 0 {
                people.append(hub.connect(at: now, &effects))
                continue
            }
            let index = generator.below(people.count)
            let room = generator.pick(rooms)
            let other = hub.nick(of: people[(index + 1) % people.count])
            switch generator.below(8) {
            case 0: hub.disconnect(people.remove(at: index), reason: nil, at: now, &effects)
            case 1: hub.perform(.join(room), by: people[index], at: now, &effects)
            case 2: hub.perform(.setTopic(nil, "cakes, naïve"), by: people[index], at: now, &effects)
            case 3: hub.perform(.away(note: "éclair 🎂"), by: people[index], at: now, &effects)
            case 4: if let other { hub.perform(.ignore(other), by: people[index], at: now, &effects) }
            case 5: if let other { hub.perform(.tell(other, "psst"), by: people[index], at: now, &effects) }
            case 6: hub.perform(.act("waves"), by: people[index], at: now, &effects)
            default: hub.perform(.say("hello"), by: people[index], at: now, &effects)
            }
        }
        return hub
    }
}

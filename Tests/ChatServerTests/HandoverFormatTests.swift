import ChatCore
import Foundation
import Framing
import Handover
import Libevent
import TestSupport
import Testing

@testable import ChatServer
@testable import Dialects

@Suite struct HandoverFormatTests {
    @Test(arguments: 1...20) func itComesBack(_ seed: UInt64) throws {
        let state = state(seed)
        let read = try HandoverState(state.bytes)
        #expect(read == state)
        _ = try Hub(restoring: read.hub, lobby: RoomName("lobby"))
    }

    /// Programs of tests say that they read what is named there, and would be refused a section that is not.
    @Test func goldenSectionsNamesAll() throws {
        let package = #filePath.split(separator: "/").dropLast(3).reduce(into: "") { $0 += "/" + $1 }
        let names = try String(contentsOfFile: "\(package)/Tests/Golden/sections", encoding: .utf8).split(
            separator: "\n")
        for name in HandoverProgram.partylined.sections.keys { #expect(names.contains(Substring(name))) }
    }

    /// A section that is missing, there twice, unknown, of a newer version, or longer than it should be.
    @Test func sectionsThatAreNot() throws {
        var state = state(1)
        // A section that nobody needs is not there.
        for index in state.sessions.indices { state.sessions[index].irc = nil }
        let bytes = state.bytes
        func refusal(_ sections: [Section]) -> String? {
            do throws(HandoverError) {
                _ = try HandoverState(Sections.bytes(of: sections))
                return nil
            } catch {
                return error.description
            }
        }
        let known = HandoverProgram.partylined.sections
        let all = ["server", "doors", "files", "hub", "sessions.line"]
        let whole = try all.map { name in
            try #require(
                try Sections(bytes, known: known).read(name) { reader, version throws(HandoverError) in
                    let rest = reader.remainder()
                    return Section(name, version: version) { writer in for byte in rest { writer.put(byte: byte) } }
                })
        }
        #expect(refusal(whole) == nil)
        for (index, name) in all.enumerated() {
            var some = whole
            some.remove(at: index)
            #expect(refusal(some) == "it has no section \(name)")
            #expect(refusal(whole + [whole[index]]) == "its \(name) is there twice")
            some = whole
            some[index] = Section(name, version: 9) { _ in }
            #expect(refusal(some) == "its \(name) is of version 9, and this program reads 1")
            some[index] = Section(name, version: 1) { writer in
                for byte in whole[index].bytes + [1] { writer.put(byte: byte) }
            }
            #expect(refusal(some) == "its \(name) goes on after its end")
        }
        #expect(
            refusal(whole + [Section("cluster", version: 1) { _ in }])
                == "it has a section cluster, which this program does not know")
    }

    /// Version 1 and 2 are read as ever (GoldenHandoverTests have whole ones of version 2).
    @Test func theFirstVersion() throws {
        // The server's record of version 1, the hub's, and the last.
        let bytes: [UInt8] = [2, 2, 1, 6] + [3, 7, 4, 0, 0, 0, 0, 0, 0] + [8, 1, 0]
        var isRehearsal = false
        let state = try HandoverState(version2: bytes, isRehearsal: &isRehearsal)
        #expect(!isRehearsal && state.started == 3 && state.hub.guests == 2 && state.sessions.isEmpty)
        #expect(throws: HandoverError("it is of version 3, and this program reads 2")) {
            var isRehearsal = false
            _ = try HandoverState(version2: [2, 2, 3, 0, 8, 1, 0], isRehearsal: &isRehearsal)
        }
    }

    /// Somebody as version 2 had them, with that view.
    private func version2Hub(view: UInt64) throws -> HubSnapshot {
        var writer = RecordWriter()
        writer.put(SessionID(slot: 0, generation: 0))
        writer.put("ann")
        for number: Int64 in [1, 2] { writer.put(number) }
        writer.put(view)
        // No rooms, no current one, not away, nobody to reply to, nobody ignored.
        for _ in 0..<5 { writer.put(byte: 0) }
        var reader = RecordReader(writer.bytes)
        var hub = HubSnapshot()
        try reader.version2Person(of: &hub)
        return hub
    }

    /// Bits of a view as older programs wrote them: 1 wire, 4 times, 8 CR LF, 16 quiet, 64 echo.
    @Test(arguments: [0, 1, 4, 8, 9, 12, 13, 16, 64, 16 + 64 + 12]) func viewsKeepTheirBits(_ byte: UInt8) throws {
        let id = PersonID(slot: 0, generation: 0)
        var session = HubSnapshot.Session(id: SessionID(slot: 0, generation: 0), person: id, lastActive: 2)
        session.reading = LineForm(rawValue: byte & 13).reading
        if byte & 16 != 0 { session.filters.insert(.quiet) }
        if byte & 64 != 0 { session.filters.insert(.echo) }
        let hub = try version2Hub(view: UInt64(byte))
        #expect(hub.people == [HubSnapshot.Person(id: id, nick: try #require(Nick("ann")), since: 1)])
        #expect(hub.sessions == [session])
    }

    @Test func aViewThatIsNone() throws {
        #expect(try version2Hub(view: 2).sessions[0].filters == .elsewhere, "the hub refuses it")
        for view: UInt64 in [128, 256] {
            #expect(throws: HandoverError("a view is none")) { _ = try version2Hub(view: view) }
        }
    }

    @Test func whatIsHeldForNobody() throws {
        var state = state(1)
        state.held = [HeldState(session: SessionID(slot: 5_000, generation: 1))]
        #expect(throws: HandoverError("what is held back is nobody's")) { _ = try HandoverState(state.bytes) }
    }

    /// Forms of lines are the sessions' to tell.
    @Test func aFormThatIsNone() throws {
        var state = state(1)
        state.sessions[0].form = .elsewhere
        #expect(throws: HandoverError("a form of lines is none")) { _ = try HandoverState(state.bytes) }
    }

    @Test func aPastComesBack() throws {
        let hub = hub(4)
        let pasts = hub.roomNames.compactMap { hub.past(of: $0) }
        #expect(pasts.contains { !$0.said.isEmpty })
        for past in pasts {
            #expect(try HubSnapshot.Past(past.bytes) == past)
            for count in 0..<past.bytes.count {
                #expect(throws: HandoverError.self) { _ = try HubSnapshot.Past(Array(past.bytes[..<count])) }
            }
            #expect(throws: HandoverError.self) { _ = try HubSnapshot.Past(past.bytes + [0]) }
        }
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

    @Test("sessions that are not those of the hub are refused, each of them whole")
    func sessionsOfAnotherHub() throws {
        let whole = state(7)
        #expect(whole.sessions.count > 2)
        #expect(throws: Never.self) { try HandoverState(whole.bytes) }
        var twice = whole
        twice.sessions[1] = twice.sessions[0]
        #expect(throws: HandoverError.self) { try HandoverState(twice.bytes) }
        var missing = whole
        missing.sessions.removeLast()
        #expect(throws: HandoverError.self) { try HandoverState(missing.bytes) }
        var foreign = whole
        foreign.hub.sessions.removeLast()
        #expect(throws: HandoverError.self) { try HandoverState(foreign.bytes) }
    }

    /// A state with a bit of everything.
    private func state(_ seed: UInt64) -> HandoverState {
        var state = HandoverState()
        var generator = SplitMix64(seed: seed)
        state.started = Int64(generator.below(1 << 40))
        state.cloakKey = (0..<32).map { _ in UInt8(generator.below(256)) }
        state.hub = hub(seed).snapshot()
        state.doors = [HandoverState.DoorState(listen: "localhost:6000", descriptors: [0, 1])]
        state.files = [HandoverState.FileState(path: "/run/partylined.pid", descriptor: 4)]
        for (index, id) in state.hub.sessions.map(\.id).enumerated() {
            var session = SessionState(id: id)
            session.address = "2001:db8::\(id.slot)"
            session.mustSpeak = generator.chance(50)
            session.form = LineForm(RenderingID(rawValue: UInt8(generator.below(8))))
            state.hub.sessions[index].reading = session.form.reading
            if generator.chance(20) {
                session.form = []
                state.hub.sessions[index].reading = session.form.reading
                session.irc = irc(&generator)
            }
            if generator.chance(30) {
                session.webSocket = webSocket(&generator)
                if session.irc == nil { session.form.insert(.framed) }
                state.hub.sessions[index].reading = session.form.reading
            }
            session.telnet = generator.chance(50) ? [0, 0, 0, 0] : nil
            session.signals = generator.chance(50) ? [.areYouThere, .interrupt, .timingMark, .negotiation] : []
            session.prompt = generator.pick([nil, .login(nil), .login(Nick("ann")), .newAccount, .oldPassword, .forget])
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
                connection.outputEnd = generator.chance(50) ? generator.below(300) : nil
                session.connection = connection
            }
            state.sessions.append(session)
        }
        state.secrets = generator.pick([nil, 9])
        if generator.chance(50), let values = IRCMetadata([(key: "url", value: Text(cleaned: Array("x".utf8)))]) {
            state.ircPeople = [PersonID(slot: 3, generation: 1): IRCPeople.Entry(metadata: values, isInvisible: true)]
            state.roomMetadata = ["#tea 1796063512889932": values, "#club 7": values]
        }
        state.ircNewcomers = (0..<generator.below(4)).map { _ in newcomer(&generator) }
        // Each dialect has a section of its own.
        state.sessions = state.sessions.filter { $0.irc == nil } + state.sessions.filter { $0.irc != nil }
        state.held = state.sessions.filter { $0.id.slot % 2 == 0 }.map {
            HeldState(session: $0.id, output: Array("OK a\n".utf8))
        }
        return state
    }

    private func stage(_ generator: inout SplitMix64) -> SASLDialogue.Stage? {
        var exchange = SCRAMExchange(first: Array("n,,n=ann,r=abc".utf8))
        _ = exchange?.challenge(nonce: Array("def".utf8), salt: [1, 2, 3], rounds: 4_096)
        return generator.pick([
            nil, .reads(.plain), .reads(.scramSHA256), .isConfirmed(AccountID(number: 7)),
            exchange.map { .isChallenged($0) },
        ])
    }

    private func newcomer(_ generator: inout SplitMix64) -> IRCNewcomerState {
        func place() -> SecretFile.Place {
            SecretFile.Place(offset: generator.below(1_000), count: generator.below(400))
        }
        var state = IRCNewcomerState(
            address: "192.0.2.1", listen: "localhost:6667", since: 7, bytes: 70, hasBegun: true)
        state.account = generator.pick([nil, AccountID(number: 7)])
        state.hasProvedPassword = generator.chance(50)
        state.passwords = (0..<generator.below(3)).map { _ in place() }
        state.sasl = stage(&generator)
        state.saslPending = generator.chance(50) ? place() : nil
        state.asked = generator.pick([
            nil, .authenticate(place()), .register(account: "*", email: "a@example.net", place()),
        ])
        return state
    }

    private func webSocket(_ generator: inout SplitMix64) -> WebSocketState {
        var decoder = WebSocketDecoder(maximumMessage: 100)
        var lines: [UInt8] = []
        // A part of a message, and a part of a frame.
        let frame: [UInt8] = [0x01, 0x82, 1, 2, 3, 4, 0x40, 0x40, 0x80, 0x84, 1]
        _ = frame.prefix(generator.below(frame.count)).withUnsafeBytes { decoder.decode($0, into: &lines) }
        var state = WebSocketState(decoder: decoder.snapshot)
        state.signals = generator.chance(50) ? [.ping([1, 2]), .idle, .close(nil), .close(1000), .failure(1002)] : []
        state.ping = generator.chance(50) ? [3] : nil
        state.closing = generator.chance(50) ? 1001 : nil
        return state
    }

    private func irc(_ generator: inout SplitMix64) -> IRCDialect.State? {
        guard let nick = Nick("bob") else { return nil }
        var state = IRCDialect.State(
            server: "irc.example.net", nick: nick,
            user: IRCRegistration.User(name: "~bob", realName: Text(cleaned: Array("Bob B".utf8))))
        state.capabilities = CapabilityNegotiation(
            enabled: generator.chance(50) ? [.serverTime, .messageTags, .labeledResponse] : [], version: 302)
        state.modes = generator.chance(50) ? [.invisible, .bot] : []
        state.batches = generator.next() >> 1
        state.account = generator.pick([nil, nick])
        _ = state.markers.advance("tea", to: Int64(generator.below(1 << 50)))
        state.metadata =
            IRCMetadata([(key: "url", value: Text(cleaned: Array("https://x.example".utf8)))]) ?? state.metadata
        state.subscriptions = IRCSubscriptions(["avatar", "url"]) ?? state.subscriptions
        state.sasl = stage(&generator)
        if generator.chance(50) { state.shownRooms = IRCShownRooms(["tea", "Cake"].compactMap { RoomName($0) }) }
        if generator.chance(50),
            var batch = IRCMultiline(Array("b1".utf8), to: "#tea", label: [], isNotice: false, resuming: nil),
            let text = Styled(clean: Array("one \u{2}line".utf8))
        {
            _ = batch.add(
                IRCMultiline.Line(
                    batch: batch.reference, isNotice: false, target: "#tea", text: text, isConcatenated: false))
            state.multiline = batch
        }
        return state
    }

    /// What one program's session of IRC may be that another's can't.
    @Test func sessionsOfIRCThatAreNone() throws {
        var state = HandoverState()
        state.hub = Hub(lobby: nil).snapshot()
        func refusal(_ change: (inout IRCDialect.State) -> Void) throws -> String? {
            var session = SessionState(id: SessionID(slot: 0, generation: 0))
            var generator = SplitMix64(seed: 1)
            var irc = try #require(self.irc(&generator))
            change(&irc)
            session.irc = irc
            state.sessions = [session]
            do throws(HandoverError) {
                _ = try HandoverState(state.bytes)
                return nil
            } catch {
                return error.description
            }
        }
        // It is whole, so it is found to be of nobody.
        #expect(try refusal { _ in }?.contains("is not the hub's") == true)
        #expect(try refusal { $0.server = "two words" } == "a server's name is none")
        #expect(
            try refusal { $0.user = IRCRegistration.User(name: "bob@home", realName: Text(cleaned: [])) }
                == "a user's name is none")
    }

    /// A hub in which a few people did this and that.
    private func hub(_ seed: UInt64) -> Hub {
        var limits = Hub.Limits()
        limits.tellsSources = seed % 2 == 0
        let hub = Hub(lobby: RoomName("lobby"), limits: limits)
        var generator = SplitMix64(seed: seed)
        var people: [SessionID] = []
        var effects: [Effect] = []
        var now = Moment(wall: 1_795_000_000_000_000, steady: 1_000_000)
        let rooms = ["a", "b", "Hall", "x.y-z"].compactMap { RoomName($0) }
        for _ in 0..<200 {
            now.wall += 1_000
            now.steady += 1_000
            if people.count < 3 || generator.below(8) == 0 {
                let introduction = Introduction(user: UserName(cleaning: "ann"), realName: "Ann, naïve")
                let wanted = Nick("[a]\(generator.below(9))").map { Hub.Entrance($0, introduction) }
                let introduced = wanted.flatMap { try? hub.enter($0, at: now, &effects) }
                people.append(introduced ?? hub.connect(at: now, &effects))
                continue
            }
            let index = generator.below(people.count)
            let room = generator.pick(rooms)
            let other = hub.nick(of: people[(index + 1) % people.count])
            switch generator.below(10) {
            case 8: if let other { hub.perform(.watch(.add([other])), by: people[index], at: now, &effects) }
            case 9: hub.perform(.noticeIn(room, "done"), by: people[index], at: now, &effects)
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

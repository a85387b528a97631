import Dialects

@testable import ChatCore

/// One day of a chat server, drawn from one seed: the hub does it, the model says what must come of it, and after
/// every step both are compared and the invariants checked.
final class Simulation {
    let seed: UInt64
    let steps: Int
    private(set) var step = 0
    private(set) var tally = Tally()
    /// All effects so far, to the last field; nil where nobody wants them.
    private(set) var record: String?

    private(set) var hub: Hub
    private var follower: Follower
    private var model: Model
    private var draw: Draw
    private var now = Moment(wall: 1_795_000_000_000_000, steady: 5_000_000)
    /// Which key each room had before the step.
    private var keysBefore: [RoomID: String] = [:]
    /// Each session that there was, and whose it is.
    private var everybody: [SessionID: SessionID] = [:]
    private var heardLast: [SessionID: [String: EventID]] = [:]
    /// What the step that is being checked led to.
    private var effects: [Effect] = []
    /// And what it was, to be told where it fails.
    private(set) var doing = "nothing"

    private var lastSpeaker: SessionID?
    /// Who came back in this step, and is shown what came to nobody.
    private var backByLogin: SessionID?
    /// What came before the next restoration, and up to which id of each room.
    private var prepared: (backlog: Backlog, known: [RoomName: EventID])?

    init(seed: UInt64, steps: Int, records: Bool = false) {
        self.seed = seed
        record = records ? "" : nil
        self.steps = steps
        draw = Draw(seed: seed)
        let limits = draw.limits()
        let lobby = draw.lobby()
        hub = Hub(lobby: lobby.flatMap { RoomName($0) }, limits: limits)
        follower = Follower(of: hub, seed: seed)
        model = Model(lobby: lobby, limits: limits)
    }

    func run() throws(Violation) {
        while step < steps {
            step += 1
            if draw.isPrepared() { try prepare() }
            if draw.isRestored() { try restore() }
            try doOne()
        }
    }

    private func doOne() throws(Violation) {
        draw.advance(&now)
        effects.removeAll(keepingCapacity: true)
        backByLogin = nil
        // Few in the morning, many at noon, few at night.
        let wanted = 1 + 2 * Draw.mostPeople * min(step, steps - step) / max(1, steps)
        let expected: Expected
        switch draw.deed(people: model.people.count, present: model.present.count, wanted: wanted) {
        case .connect where draw.isIntroduced():
            guard let introduced = try introduce() else { return }
            expected = introduced
        case .connect:
            expected = try connect()
        case .disconnect:
            expected = disconnect()
        case .vanish: return try vanish()
        case .announce: expected = announce()
        case .hold:
            guard let held = hold() else { return }
            expected = held
        case .resume:
            guard let back = try resume() else { return }
            expected = back
        case .letGo: expected = letGo()
        case .command where !model.present.isEmpty:
            expected = command()
        default: return
        }
        try compare(with: expected)
    }

    /// What the rooms keep is handed over, and the day goes on.
    private func prepare() throws(Violation) {
        doing = "a backlog is taken"
        let backlog = Backlog()
        var known: [RoomName: EventID] = [:]
        for past in hub.roomNames.compactMap({ hub.past(of: $0) }) {
            do {
                try backlog.add(past)
            } catch {
                throw Violation(description: "\(error)")
            }
            known[past.room] = past.said.last?.id ?? past.floor
        }
        prepared = (backlog, known)
    }

    /// Another hub goes on from what this one knows, all at once or after a part of it came before, and nobody notices.
    private func restore() throws(Violation) {
        doing = prepared == nil ? "the hub is restored" : "the hub is restored after its backlog"
        let snapshot = hub.snapshot()
        do {
            hub = try Hub(
                restoring: prepared.map { hub.snapshot(after: $0.known) } ?? snapshot, after: prepared?.backlog,
                lobby: hub.lobby, limits: hub.limits)
        } catch {
            throw Violation(description: "\(error)")
        }
        follower.follow(hub)
        prepared = nil
        tally.restored += 1
        model.order { key in hub.shared.rooms.all.first { $0.name.key == key }.map { Int($0.id.index) } ?? -1 }
        let restored = hub.snapshot()
        try demand(restored.people == snapshot.people, "a restored hub knows other people")
        try demand(restored.rooms == snapshot.rooms, "a restored hub knows other rooms")
        try demand(restored == snapshot, "a restored hub knows something else")
    }

    /// What the hub did happened now. Where it did nothing, its time stands still.
    private func passTime() {
        if follower.isBehind { model.passTime(to: now) }
    }

    private func connect() throws(Violation) -> Expected {
        doing = "somebody connects"
        let (host, isHidden) = (draw.host(), draw.isHidden())
        let id = hub.connect(from: host.flatMap { Host($0) }, at: now, isHidden: isHidden, &effects)
        try demand(everybody.updateValue(id, forKey: id) == nil, "\(id) was somebody else's before")
        passTime()
        guard let number = hub.person(of: id) else { throw Violation(description: "\(id) is nobody") }
        let expected = model.connect(id, number, from: host, isHidden: isHidden, at: now)
        if draw.keepsMail() {
            hub.keepMail(of: id)
            model.keepMail(id)
        }
        return expected
    }

    /// - Returns: nil where they are refused, and nothing has changed.
    private func introduce() throws(Violation) -> Expected? {
        let (host, entrance) = (draw.host(), draw.entrance(model))
        doing = "\(entrance.nick) comes by account \(entrance.account?.description ?? "none")"
        let code = model.obstacle(to: entrance)
        let id: SessionID
        do {
            id = try hub.enter(entrance, from: host.flatMap { Host($0) }, at: now, &effects)
        } catch {
            try demand(error.code == code && effects.isEmpty, "\(error)")
            tally.refusedEntrances += 1
            return nil
        }
        try demand(code == nil, "it should be refused")
        try demand(everybody.updateValue(id, forKey: id) == nil, "\(id) was somebody else's before")
        passTime()
        guard let number = hub.person(of: id) else { throw Violation(description: "\(id) is nobody") }
        let back = entrance.account.flatMap { model.person(by: $0) }
        if let back { (everybody[id], heardLast[back.id], backByLogin) = (back.id, nil, back.id) }
        tally.introduced += 1
        return model.introduce(entrance, id, number, from: host, at: now)
    }

    /// The session of somebody who is here through one.
    private func session(of person: Model.Person) -> SessionID {
        guard let session = person.session else { preconditionFailure("\(person.nick) is held") }
        return session
    }

    private func hold() -> Expected? {
        let person = draw.actor(model)
        // The server does not hold them.
        guard !person.isHidden else { return nil }
        doing = "\(person.nick) is held"
        guard hub.hold(session(of: person)) == person.number else { preconditionFailure("\(person.nick) is not held") }
        model.hold(person.id)
        tally.held += 1
        return Expected()
    }

    private func resume() throws(Violation) -> Expected? {
        let newcomer = draw.actor(model)
        guard let person = draw.returning(model, besides: newcomer.id) else { return nil }
        let (since, reason) = (draw.lastRead(model), "is \(person.nick)")
        doing = "\(newcomer.nick) is \(person.nick), who has read \(since.map(String.init) ?? "nobody knows what")"
        let session = session(of: newcomer)
        let back = hub.resume(
            person.number, by: session, after: person.session, since: since, reason: Draw.text(reason), at: now,
            &effects)
        everybody[session] = person.id
        if let old = person.session {
            try demand(hub.hold(old) == nil, "\(person.nick) is held, and here")
        }
        heardLast[newcomer.id] = nil
        passTime()
        let (expected, missed) = model.resume(person.id, by: newcomer.id, since: since, reason: reason, at: now)
        let current = model[person.id].current.flatMap { model.places[$0] }.flatMap { RoomName($0.name) }
        try demand(
            back.map { $0.nick.text == person.nick && $0.current == current && $0.missed == missed } ?? false,
            "\(person.nick) is told \(String(describing: back)), and should be told \(missed)")
        tally.resumed += 1
        return expected
    }

    private func letGo() -> Expected {
        let people = draw.givenUp(model)
        doing = "\(people.map(\.nick)) do not come back"
        hub.letGo(people.map { Record.Departure($0.number, reason: "connection lost") }, at: now, &effects)
        for person in people { heardLast[person.id] = nil }
        passTime()
        return model.letGo(people.map(\.id), reason: "connection lost")
    }

    private func announce() -> Expected {
        let person = draw.actor(model)
        doing = "\(person.nick) is announced"
        hub.announce(session(of: person), at: now, &effects)
        passTime()
        var expected = Expected()
        model.announce(person.id, &expected)
        return expected
    }

    private func disconnect() -> Expected {
        let person = draw.actor(model)
        let reason = draw.reason()
        doing = "\(person.nick) disconnects (\(reason ?? "no reason"))"
        hub.disconnect(session(of: person), reason: reason.map(Draw.text), at: now, &effects)
        heardLast[person.id] = nil
        passTime()
        return model.disconnect([person.id], reason: reason)
    }

    /// Many are gone before anybody else does anything: one after the other, or together.
    private func vanish() throws(Violation) {
        let victims = draw.victims(model, lastSpeaker: lastSpeaker)
        if draw.together() {
            // It is known of all of them before the first is disconnected.
            for id in victims {
                hub.leave(session(of: model[id]))
                model.leaving.insert(id)
            }
        }
        for ids in draw.together() ? [victims] : victims.map({ [$0] }) {
            doing = "\(ids.map { model[$0].nick }) vanish"
            effects.removeAll(keepingCapacity: true)
            hub.disconnect(
                ids.map { Hub.Leaver(id: session(of: model[$0]), reason: "connection lost") }, at: now, &effects)
            for id in ids { heardLast[id] = nil }
            passTime()
            try compare(with: model.disconnect(ids, reason: "connection lost"))
            tally.vanished += ids.count
        }
    }

    private func command() -> Expected {
        let person = draw.actor(model)
        lastSpeaker = person.id
        if let reading = draw.reading(of: person) {
            hub.setReading(of: session(of: person), to: reading)
            model.change(person.id) { $0.reading = reading }
        }
        let command = draw.command(by: person, model)
        doing = "\(person.nick): \(command)"
        let session = session(of: person)
        let back = model.returning(by: command, person.id)
        // What is said goes both ways by turns: they lead to the same.
        if step.isMultiple(of: 2), let said = sayShortly(command, by: session) {
            effects.append(.deliver(said.event, to: said.room, from: session))
            effects.append(.done(.said(id: said.event.id, time: said.event.time)))
        } else {
            hub.perform(command, by: session, at: now, &effects)
        }
        if let back {
            (everybody[session], heardLast[person.id], backByLogin) = (back.id, nil, back.id)
            tally.loggedInAgain += 1
        }
        passTime()
        return model.perform(command, by: person.id, at: now)
    }

    private func sayShortly(_ command: Command, by session: SessionID) -> (event: Event, room: RoomID)? {
        switch command {
        case .say(let text): hub.say(text, by: session, at: now)
        case .sayIn(let room, let text): hub.say(text, in: room, by: session, at: now)
        default: nil
        }
    }

    // MARK: - Comparing

    private func compare(with expected: Expected) throws(Violation) {
        if var record {
            for effect in effects { dump(effect, to: &record) }
            self.record = record
        }
        try forget()
        let actual = try delivered()
        tally.count(actual, effects)
        // Whether there is an event that nobody is shown does not matter.
        var expected = expected
        // Nor is anything shown to who is held.
        expected.heard = expected.heard.map { heard in Heard(heard.event, by: heard.by.filter { !model.isHeld($0) }) }
            .filter { !$0.by.isEmpty }
        if actual != expected {
            throw Violation(description: "it led to\n  \(actual)\nand should have to\n  \(expected)")
        }
        try Invariants.hold(in: hub, as: model)
        try follower.catchUp(with: hub, step: step, &tally)
    }

    /// The model keeps all that was said until here, and all topics: it forgets what the hub has, if the hub may.
    private func forget() throws(Violation) {
        try forgetTopics()
        // The newest of what was forgotten for its memory.
        var newest = 0
        for room in hub.shared.rooms.all {
            guard var place = model.places[room.name.key] else { continue }
            let forgotten = place.said.count - room.history.count
            try demand(forgotten >= 0, "\(room.name) keeps more than was said in it")
            let surplus = place.said.count - model.limits.historyEvents
            try demand(forgotten >= surplus, "\(room.name) keeps more than \(model.limits.historyEvents) messages")
            guard forgotten > 0 else { continue }
            let last = place.said[forgotten - 1]
            if forgotten > max(0, surplus) { newest = max(newest, last.serial) }
            place.floor = last.id
            place.hasForgotten = true
            place.said.removeFirst(forgotten)
            model.places[room.name.key] = place
        }
        guard newest > 0 else { return }
        // A block may hold 4 KiB, or a quarter of all there is, and a long message.
        let limit = model.limits.historyBytes
        try demand(
            hub.historyBytes + max(4_200, limit / 4) + 2_500 > limit,
            "it forgot, and takes \(hub.historyBytes) of \(limit) bytes")
        for place in model.places.values {
            guard let last = place.said.last else { continue }
            try demand(last.serial >= newest, "\(place.name) keeps what is older than what was forgotten")
        }
    }

    private func forgetTopics() throws(Violation) {
        var bytes = model.places.values.reduce(0) { $0 + ($1.topic?.memoryBytes ?? 0) }
        let set = model.places.filter { $0.value.topic != nil }.sorted { $0.value.topicSerial < $1.value.topicSerial }
        for (key, place) in set where bytes > model.limits.historyBytes / 2 {
            bytes -= place.topic?.memoryBytes ?? 0
            model.places[key]?.topic = nil
        }
    }

    /// Carries the effects out as the server does, and writes down who was shown what.
    private func delivered() throws(Violation) -> Expected {
        var actual = Expected()
        var answers = 0
        for effect in effects {
            switch effect {
            case .row(let row):
                try demand(answers == 0, "a row after the answer")
                actual.rows.append(row.brief)
            case .done(let reply):
                answers += 1
                actual.reply = reply
            case .refused(let refusal):
                answers += 1
                actual.code = refusal.code
            case .entered(let entry):
                try demand(actual.entry == nil, "two room entries")
                actual.entry = entry.brief
            case .deliver(let event, let room, let author):
                try demand(answers == 0, "an event after the answer")
                let members = hub.members(of: room)
                let readers = members.filter { hub.shows(event, by: author, to: $0) }.map(\.session)
                for reader in readers { try checkHearing(event, reader) }
                // The server asks no further about those.
                try demand(
                    members.allSatisfy {
                        $0.session == author || !$0.view.takesEverything || readers.contains($0.session)
                    },
                    "\(event.brief) is kept from one who takes everything")
                if !readers.isEmpty { actual.heard.append(Heard(event.brief, by: readers.map(person))) }
            case .show(let event, let readers):
                try demand(answers == 0, "an event after the answer")
                try demand(Set(readers).count == readers.count, "\(event.brief) is shown to somebody twice")
                for reader in readers { try checkHearing(event, reader) }
                actual.heard.append(Heard(event.brief, by: readers.map(person)))
            case .shared(_, let sessions):
                try demand(answers == 0, "others are told after the answer")
                try demand(sessions.allSatisfy { hub.nick(of: $0) != nil }, "one who has left is told")
            case .dismissed: throw Violation(description: "somebody is put off")
            case .roomClosed(let room):
                try demand(hub.shared.rooms[room] == nil, "a closed room is there")
                actual.closed.append(keysBefore[room] ?? "?")
            }
        }
        // Rooms that close together do so in no order.
        actual.closed.sort()
        let isCommand = actual.reply != nil || actual.code != nil
        try demand(answers == (isCommand ? 1 : 0), "\(answers) answers")
        rememberRooms()
        return actual
    }

    /// Who is here through a session, or was.
    private func person(_ session: SessionID) -> SessionID { everybody[session] ?? session }

    private func rememberRooms() {
        keysBefore.removeAll(keepingCapacity: true)
        for room in hub.shared.rooms.all { keysBefore[room.id] = room.name.key }
    }

    /// What must hold for one who is shown an event, whatever the model thinks of the whole.
    private func checkHearing(_ event: Event, _ session: SessionID) throws(Violation) {
        tally.deliveries += 1
        let reader = person(session)
        try demand(model.isHere(reader), "\(event.brief) is shown to one who has left")
        let person = model[reader]
        if reader == backByLogin, case .privateMessage = event.kind { return }
        try demand(event.time == model.lastTime, "\(event.brief) is of another time")
        try demand((event.source != nil) == model.limits.tellsSources, "\(event.brief) is nobody's")
        if event.isPresence {
            try demand(!person.settings.contains(.quiet), "\(person.nick) is quiet and shown \(event.brief)")
        }
        switch event.kind {
        case .message(let nick, _), .action(let nick, _), .privateMessage(let nick, _, _, isCopy: false):
            if let writer = model.named(nick.text) {
                try demand(
                    event.account?.text == model.account(of: writer.id)?.name,
                    "\(event.brief) is of \(event.account?.text ?? "a guest")")
                try demand(
                    event.source?.userHost == model.userHost(of: writer)
                        && (event.source.map { $0.nick.text == writer.nick && $0.account == event.account } ?? true),
                    "\(event.brief) is by another")
                try demand(
                    !model.ignores(person, writer.id),
                    "\(person.nick) ignores who said \(event.brief)")
            }
        default: break
        }
        switch event.kind {
        // Who has just been put out is told, also of others who have to leave with them; and who is outside is asked in.
        case .kick, .kicked, .invitation: return
        default: break
        }
        guard let room = event.room?.key else { return }
        try demand(person.rooms.contains(room), "\(person.nick) hears \(event.brief) from outside")
        guard event.id != 0 else { return }
        let last = heardLast[reader]?[room] ?? 0
        try demand(event.id > last, "\(person.nick) is shown \(event.brief) with id \(event.id) after \(last)")
        heardLast[reader, default: [:]][room] = event.id
    }
}

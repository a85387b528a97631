@testable import ChatCore

/// What must not be, and was.
struct Violation: Error, CustomStringConvertible {
    let description: String
}

func demand(_ holds: Bool, _ what: @autoclosure () -> String) throws(Violation) {
    if !holds { throw Violation(description: what()) }
}

/// What holds after every step, looked up in the hub's own tables.
enum Invariants {
    static func hold(in hub: Hub, as model: Model) throws(Violation) {
        try checkCounts(hub, model)
        var memberships = 0
        for room in hub.shared.rooms.all {
            memberships += room.roster.count
            try checkRoom(room, hub, model)
        }
        for person in model.people {
            guard let somebody = hub.shared.people[person.number] else {
                throw Violation(description: "\(person.nick) is not among the people")
            }
            memberships -= somebody.roomCount
            try demand(
                Array(somebody.sessions) == [person.session].compactMap { $0 }, "\(person.nick) has other sessions")
            try demand(
                (hub.local.held[somebody.id] != nil) == (person.session == nil), "\(person.nick) is held, or not")
            let mail = somebody.particulars?.mail
            try demand(
                mail?.messages.map(\.id) == person.mail?.map(\.id) && mail?.floor ?? 0 == person.mailFloor,
                "\(person.nick) has other mail")
            let last = person.session.flatMap { hub.local.sessions[$0] } ?? hub.local.held[somebody.id]?.session
            guard let session = last else {
                throw Violation(description: "\(person.nick) is not among the sessions")
            }
            try checkPerson(session, person, hub, model)
        }
        try demand(memberships == 0, "a room has a member who is not in it")
    }

    private static func checkCounts(_ hub: Hub, _ model: Model) throws(Violation) {
        let rooms = Array(hub.shared.rooms.all)
        try demand(hub.sessionCount == model.present.count, "sessionCount is \(hub.sessionCount)")
        try demand(
            hub.shared.people.all.reduce(0) { count, _ in count + 1 } == model.people.count
                && hub.shared.people.count == model.people.count,
            "the directory's slots are not its nicks")
        try demand(hub.roomCount == model.places.count, "roomCount is \(hub.roomCount)")
        try demand(rooms.count == hub.roomCount, "a room has no name, or a name no room")
        let accounts = hub.shared.accounts.all.compactMap { account in
            account.map { "\($0.name) \($0.nicks.map(\.text)) \($0.created) \($0.ignored)" }
        }
        try demand(
            accounts == model.accounts.map { "\($0.name) \($0.nicks) \($0.created) \($0.ignored)" },
            "there are other accounts")
        try demand(hub.shared.accounts.retired == model.retired, "other names are nobody's")
        for account in hub.shared.accounts.all.compactMap({ $0 }) {
            try demand(account.person == model.person(by: account.id)?.number, "another is here as \(account.name)")
        }
        let topics = rooms.reduce(0) { $0 + ($1.topic?.memoryBytes ?? 0) }
        let bytes = rooms.reduce(topics) { $0 + $1.history.bytes }
        try demand(hub.historyBytes == bytes, "historyBytes is \(hub.historyBytes), the sum \(bytes)")
        // A hub that was restored may have some blocks more of each room, until something is said.
        try demand(
            bytes <= hub.limits.historyBytes + 500 * rooms.count,
            "history takes \(bytes) of \(hub.limits.historyBytes) bytes")
        try demand(topics <= hub.limits.historyBytes / 2, "topics take \(topics) of \(hub.limits.historyBytes) bytes")
    }

    private static func checkRoom(_ room: Room, _ hub: Hub, _ model: Model) throws(Violation) {
        let key = room.name.key
        try demand(
            hub.shared.rooms.find(room.name) === room && hub.shared.rooms[room.id] === room,
            "\(room.name) is not found by its name")
        guard let place = model.places[key] else { throw Violation(description: "\(room.name) should be gone") }
        try demand(room.name.text == place.name, "\(room.name) should be \(place.name)")
        try checkRules(room, place)
        let members = hub.members(of: room.id)
        try demand(
            members.map(\.session) == place.audience.compactMap { model[$0].session },
            "\(room.name) has other members than it should")
        try demand(
            room.roster == place.members.map { model[$0].number.slot }, "the roster of \(room.name) is not its members'"
        )
        try demand(!room.roster.isEmpty || room.name == hub.lobby || room.isKept, "\(room.name) is empty")
        try demand(
            room.hiddenCount == place.members.count { model[$0].isHidden }, "\(room.name) hides \(room.hiddenCount)")
        try demand(room.topic == place.topic, "\(room.name) has another topic")
        try demand(room.lastID == place.lastID, "\(room.name) is at id \(room.lastID)")
        try demand(
            room.history.count == place.said.count && room.history.floor == place.floor,
            "\(room.name) keeps \(room.history.count) messages from \(room.history.floor)")
        for member in members {
            let view = hub.local.sessions[member.session]?.view(of: room.id)
            try demand(member.view == view, "\(room.name) has an old view of \(member.session)")
        }
        guard let audience = hub.local.audience(of: room.id) else { return }
        let slots = members.map { Int($0.session.slot) }
        try demand(
            audience.slots != nil ? slots.count >= hub.limits.crowd / 2 : slots.count < hub.limits.crowd,
            "\(room.name) is a crowd of \(slots.count)")
        if let set = audience.slots {
            var listed: [Int] = []
            set.visit { listed.append($0) }
            try demand(listed == slots.sorted(), "\(room.name) has slots \(listed) of others than its members")
        }
    }

    private static func checkRules(_ room: Room, _ place: Model.Place) throws(Violation) {
        let rules = room.setRules ?? RoomRules()
        try demand(rules.current.words == Model.words(place, withKey: true), "\(room.name) is \(rules.current.words)")
        try demand(
            rules.masks.map { "\($0.kind.name) \($0.subject) \($0.until ?? 0)" }
                == place.masks.map { "\($0.kind.name) \($0.subject) \($0.until ?? 0)" },
            "\(room.name) has other masks")
        let standings = rules.registration.map { registration in
            Dictionary(uniqueKeysWithValues: registration.standings.map { ($0.account, $0.rank) })
        }
        try demand(standings == place.standings?.mapValues(\.rank), "\(room.name) is others', or nobody's")
        try demand(room.rules.map { !$0.rules.isPlain } ?? true, "\(room.name) has memory for nothing")
    }

    private static func checkPerson(
        _ session: Session, _ person: Model.Person, _ hub: Hub, _ model: Model
    ) throws(Violation) {
        let somebody = session.person
        let nick = somebody.nick
        try demand(nick.text == person.nick, "\(nick) should be \(person.nick)")
        try demand(hub.shared.people.find(nick) === somebody, "\(nick) is not found by their nick")
        let rooms = somebody.rooms.map { hub.shared.rooms[$0]?.name.text }
        try demand(
            rooms == person.rooms.map { model.places[$0]?.name },
            "\(nick) is in \(rooms), should be in \(person.rooms)")
        try demand(
            somebody.memberships.map(\.rank) == person.rooms.map { model.places[$0]?.rank(person.id) ?? .none },
            "\(nick) has other ranks than they should")
        for membership in person.session == nil ? [] : somebody.memberships {
            // Without `position(of:in:_:)`, which puts right what it finds.
            try demand(
                hub.local.audience(of: membership.room)?.index(of: session.id, from: Int(membership.position)) != nil,
                "\(nick) is not found in room \(membership.room)")
        }
        try demand(
            rooms.count <= max(hub.limits.roomsPerSession, person.mostRooms), "\(nick) is in too many rooms")
        try demand(somebody.account?.id == person.account, "\(nick) is logged in to another account")
        try demand(
            person.session == nil
                || hub.currentRoom(of: session.id)?.text == person.current.flatMap { model.places[$0]?.name },
            "the current room of \(nick) is wrong")
        let ignored = session.ignored?.entries ?? []
        try demand(
            ignored.map { "\($0.nick) \($0.account?.description ?? "-")" }
                == person.ignored.map { "\($0.nick) \($0.account?.description ?? "-")" }
                && ignored.count { $0.account == nil } <= hub.limits.ignoredPerSession,
            "\(nick) ignores others than they should")
        try demand(
            somebody.user.text == person.user
                && somebody.particulars?.introduction?.realName.description == person.realName,
            "\(nick) is \(somebody.user)")
        try demand(somebody.isHidden == person.isHidden, "\(nick) is hidden: \(somebody.isHidden)")
        try demand(somebody.away?.description == person.away, "\(nick) is away wrongly")
        // How a session read that has ended is of no use to another.
        if person.session != nil {
            try demand(session.view == person.view, "\(nick) sees as \(session.view)")
            try demand(session.reading == person.reading, "\(nick) reads as \(session.reading)")
        }
        try demand(
            (hub.local.newcomers[somebody.id] != nil) == somebody.isHidden, "\(nick) is a newcomer wrongly")
        if person.session != nil {
            try demand(
                hub.local.watches.nicks(of: session.id).map(\.text)
                    == person.watched.sorted { $0.key < $1.key }.map(\.value),
                "\(nick) watches others than they should")
        }
        guard somebody.isHidden else { return }
        for other in model.present {
            guard let asker = other.session.flatMap({ hub.local.sessions[$0] }) else { continue }
            let knows = model.knows(other.id, of: person)
            try demand(hub.shows(somebody, to: asker) == knows, "\(other.nick) knows of \(nick): \(!knows)")
        }
    }
}

extension Model.Person {
    var view: View {
        var view = View(rendering: reading.rendering)
        if settings.contains(.echo) { view.filters.insert(.echo) }
        if settings.contains(.quiet) { view.filters.insert(.quiet) }
        if !ignored.isEmpty { view.filters.insert(.ignores) }
        return view
    }
}

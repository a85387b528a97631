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
        for room in hub.rooms.rooms {
            memberships += room.members.count
            try checkRoom(room, hub, model)
        }
        for person in model.people {
            guard let participant = hub.directory[person.id] else {
                throw Violation(description: "\(person.nick) is not in the directory")
            }
            memberships -= participant.rooms.count
            try checkParticipant(participant, person, hub, model)
        }
        try demand(memberships == 0, "a room has a member who is not in it")
    }

    private static func checkCounts(_ hub: Hub, _ model: Model) throws(Violation) {
        let rooms = Array(hub.rooms.rooms)
        try demand(hub.sessionCount == model.people.count, "sessionCount is \(hub.sessionCount)")
        try demand(
            hub.directory.participants.reduce(0) { count, _ in count + 1 } == model.people.count,
            "the directory's places are not its nicks")
        try demand(hub.roomCount == model.places.count, "roomCount is \(hub.roomCount)")
        try demand(rooms.count == hub.roomCount, "a room has no name, or a name no room")
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
            hub.rooms.find(room.name) === room && hub.rooms[room.id] === room, "\(room.name) is not found by its name")
        guard let place = model.places[key] else { throw Violation(description: "\(room.name) should be gone") }
        try demand(room.name.text == place.name, "\(room.name) should be \(place.name)")
        try demand(
            room.members.map(\.session) == place.members, "\(room.name) has other members than it should")
        try demand(!room.members.isEmpty || room.name == hub.lobby, "\(room.name) is empty")
        try demand(
            room.hiddenCount == place.members.count { model[$0].isHidden }, "\(room.name) hides \(room.hiddenCount)")
        try demand(room.topic == place.topic, "\(room.name) has another topic")
        try demand(room.lastID == place.lastID, "\(room.name) is at id \(room.lastID)")
        try demand(
            room.history.count == place.said.count && room.history.floor == place.floor,
            "\(room.name) keeps \(room.history.count) messages from \(room.history.floor)")
        for member in room.members {
            let view = hub.directory[member.session]?.view(of: room.id)
            try demand(member.view == view, "\(room.name) has an old view of \(member.session)")
        }
        let slots = room.members.map { Int($0.session.slot) }
        try demand(
            room.places != nil ? slots.count >= hub.limits.crowd / 2 : slots.count < hub.limits.crowd,
            "\(room.name) is a crowd of \(slots.count)")
        if let places = room.places {
            var listed: [Int] = []
            places.visit { listed.append($0) }
            try demand(listed == slots.sorted(), "\(room.name) has places \(listed) of others than its members")
        }
    }

    private static func checkParticipant(
        _ participant: Participant, _ person: Model.Person, _ hub: Hub, _ model: Model
    ) throws(Violation) {
        let nick = participant.nick
        try demand(nick.text == person.nick, "\(nick) should be \(person.nick)")
        try demand(hub.directory.find(nick)?.id == person.id, "\(nick) is not found by their nick")
        let rooms = participant.rooms.map { hub.rooms[$0]?.name.text }
        try demand(
            rooms == person.rooms.map { model.places[$0]?.name },
            "\(nick) is in \(rooms), should be in \(person.rooms)")
        for (index, id) in participant.rooms.enumerated() {
            guard let room = hub.rooms[id] else { continue }
            // Without `place(in:)`, which puts right what it finds.
            try demand(
                room.index(of: person.id, from: Int(participant.places[index])) != nil,
                "\(nick) is not found in \(room.name)")
        }
        try demand(rooms.count <= hub.limits.roomsPerSession, "\(nick) is in too many rooms")
        try demand(
            hub.currentRoom(of: person.id)?.text == person.current.flatMap { model.places[$0]?.name },
            "the current room of \(nick) is wrong")
        try demand(
            participant.ignored.count == person.ignored.count
                && participant.ignored.count <= hub.limits.ignoredPerSession, "\(nick) ignores others than they should")
        try demand(participant.isHidden == person.isHidden, "\(nick) is hidden: \(participant.isHidden)")
        guard participant.isHidden else { return }
        for other in model.people {
            guard let asker = hub.directory[other.id] else { continue }
            let knows = model.knows(other.id, of: person)
            try demand(hub.shows(participant, to: asker) == knows, "\(other.nick) knows of \(nick): \(!knows)")
        }
        try demand(participant.away?.description == person.away, "\(nick) is away wrongly")
        try demand(participant.view == person.view, "\(nick) sees as \(participant.view)")
        try demand(participant.reading == person.reading, "\(nick) reads as \(participant.reading)")
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

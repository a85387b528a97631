/// What goes along with what is said, or goes alone.
extension Hub {
    func convey(_ parcel: Parcel, by asker: Session, at now: Moment) throws(Refusal) -> Decision {
        switch (parcel.receiver, parcel.text) {
        case (.room(let room), let text?):
            return try say(text, in: room, as: parcel.manner, with: parcel.enclosure, by: asker, at: now)
        case (.nick(let nick), let text?):
            return try tell(
                nick, text, with: parcel.enclosure, isNotice: parcel.manner == .notice, by: asker, at: now)
        case (.room(let name), nil):
            let room = try roomToSpeak(in: name, by: asker)
            // Nothing is said that could be a turn of theirs, or be said too often.
            if let rules = room.rules { try checkRules(of: asker.person, in: room, rules, at: now) }
            return .change(
                .pass(asker.person.id, to: .room(RoomReference(room)), parcel.enclosure, isKept: parcel.isKept))
        case (.nick(let nick), nil):
            let other = try whoIsTold(nick, by: asker)
            if holdsGuests, asker.person.account == nil { try checkGuest(asker, turnsTo: other, at: now) }
            return .change(.pass(asker.person.id, to: .person(other.id), parcel.enclosure, isKept: parcel.isKept))
        }
    }

    /// Tells of an enclosure that goes alone.
    func tell(of passage: Passage, by origin: Session?, _ effects: inout [Effect]) {
        let (person, time) = (passage.person, passage.time)
        func event(_ room: RoomName?, to nick: Nick?) -> Event {
            Event(
                id: passage.id, time: time, room: room, .aside(from: person.nick, to: nick), of: person.account?.name,
                by: source(of: person), with: passage.enclosure)
        }
        switch passage.place {
        case .room(let room):
            if passage.isKept { note(event(room.name, to: nil), by: person, in: room) }
            let readers = readers(of: room, besides: origin, wanting: .asides).filter { takes(from: person, $0) }
            show(event(room.name, to: nil), to: readers, &effects)
        case .person(let other):
            let readers = other.sessions.filter { takes(from: person, $0) }
            let copies = person === other ? [] : person.sessions.filter { $0 != origin?.id }
            let shown = (readers + copies).filter { local.sessions[$0]?.reading.interests.contains(.asides) == true }
            show(event(nil, to: other.nick), to: shown, &effects)
        }
    }

    func takes(from person: Person, _ id: SessionID) -> Bool {
        local.sessions[id].map { !$0.ignores(person) } ?? false
    }
}

/// An enclosure that goes alone, on its way.
struct Passage {
    enum Place {
        case room(Room)
        case person(Person)
    }

    let person: Person
    let place: Place
    let enclosure: Enclosure
    let id: EventID
    let time: Int64
    let isKept: Bool
}

extension SharedState {
    /// It gets an id, and nothing of it is kept here, but who passed it on in private.
    func pass(
        _ enclosure: Enclosure, to destination: Record.Destination, isKept: Bool, by id: PersonID
    ) -> Applied {
        guard let person = people[id] else { return .nothing }
        func passed(_ place: Passage.Place, as id: EventID) -> Applied {
            .passed(
                Passage(person: person, place: place, enclosure: enclosure, id: id, time: lastTime, isKept: isKept))
        }
        switch destination {
        case .room(let named):
            guard let room = rooms.find(named), person.isIn(room.id) || room.isOpenToOutside else { return .nothing }
            return passed(.room(room), as: rooms.nextID(in: room, at: lastTime))
        case .person(let id):
            guard let other = people[id] else { return .nothing }
            let id = rooms.nextID(in: nil, at: lastTime)
            if isKept {
                note(id, to: other.nick, by: person) { letter in
                    (letter.recipient, letter.recipientAccount) = (other.id, other.account?.id)
                }
            }
            return passed(.person(other), as: id)
        }
    }
}

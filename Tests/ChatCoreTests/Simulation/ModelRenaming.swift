import Dialects

@testable import ChatCore

extension Model {
    /// A room is called otherwise: all that is in it and of it stays.
    mutating func rename(
        _ key: String, _ place: Place, to name: RoomName, _ reason: Text?, by id: SessionID
    ) -> Expected {
        guard place.rank(id) >= (place.standings == nil ? .op : .founder), let old = RoomName(place.name) else {
            return .refused(.notAllowed)
        }
        let lobby = lobby?.asciiLowercased
        guard key != lobby, name.key != lobby, name.text != place.name, name.key == key || places[name.key] == nil
        else { return .refused(.notAllowed) }
        var place = place
        place.name = name.text
        // What was said is told as of the room that it is now.
        for index in place.said.indices {
            place.said[index].brief = name.text + place.said[index].brief.dropFirst(old.text.count)
        }
        places[key] = nil
        places[name.key] = place
        for person in people {
            change(person.id) { person in
                person.rooms = person.rooms.map { $0 == key ? name.key : $0 }
                if person.current == key { person.current = name.key }
            }
        }
        var expected = Expected(reply: .roomRenamed(from: old, name))
        expected.heard.append(
            Heard(
                "\(name) was \(old) until \(self[id].nick)" + (reason.map { " (\($0))" } ?? ""),
                by: listeners(in: name.key, to: id)))
        return expected
    }
}

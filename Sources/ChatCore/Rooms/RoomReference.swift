/// A room by its name, and the place at which it stood when it was named: so nobody has to look for the name.
package struct RoomReference: Hashable, Sendable {
    package let name: RoomName
    /// A hint; -1 where there is none.
    let place: RoomID

    package init(_ name: RoomName) {
        self.name = name
        place = RoomID(index: -1)
    }

    init(_ room: Room) {
        name = room.name
        place = room.id
    }

    package static func == (left: RoomReference, right: RoomReference) -> Bool { left.name == right.name }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(name)
    }
}

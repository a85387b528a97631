/// A room by its name, and the id that it had when it was named: so the name is mostly not looked up.
package struct RoomReference: Hashable, Sendable {
    package let name: RoomName
    /// A hint; -1 where there is none.
    let id: RoomID

    package init(_ name: RoomName) {
        self.name = name
        id = RoomID(index: -1)
    }

    init(_ room: Room) {
        name = room.name
        id = room.id
    }

    package static func == (left: RoomReference, right: RoomReference) -> Bool { left.name == right.name }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(name)
    }
}

/// A room's slot in the hub's table; valid while the room lasts.
public struct RoomID: Hashable, Sendable {
    public let index: Int32

    public init(index: Int32) {
        self.index = index
    }
}

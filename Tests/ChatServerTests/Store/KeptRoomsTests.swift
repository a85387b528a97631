import ChatCore
import Testing

@testable import ChatServer

@Suite struct KeptRoomsTests {
    private func name(_ text: String) throws -> RoomName { try #require(RoomName(text)) }

    /// A room is looked for where the hub has it, but it is the name that counts.
    @Test func aPlaceIsAHint() throws {
        let (tea, milk) = (try name("tea"), try name("milk"))
        var rooms = KeptRooms([tea: 3], last: 7)
        for _ in 1...2 {
            #expect(rooms.number(of: tea, at: RoomID(index: 2)) == 3)
            #expect(try rooms.number(of: name("TEA"), at: RoomID(index: 2)) == 3)
            #expect(rooms.number(of: tea, at: RoomID(index: 0)) == 3)
            #expect(rooms.number(of: tea, at: RoomID(index: -1)) == 3)
            #expect(rooms.number(of: milk, at: RoomID(index: 2)) == nil)
        }
        // What was there before is forgotten.
        #expect(rooms.add(milk) == 8 && rooms.number(of: milk, at: RoomID(index: 2)) == 8)
        #expect(rooms.remove(tea) == 3 && rooms.number(of: tea, at: RoomID(index: 2)) == nil)
        #expect(rooms.add(tea) == 9 && rooms.number(of: tea, at: RoomID(index: 2)) == 9)
        #expect(rooms.number(of: milk, at: RoomID(index: 2)) == 8)
    }
}

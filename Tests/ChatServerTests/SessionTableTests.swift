import ChatCore
import Testing

@testable import ChatServer

@Suite struct SessionTableTests {
    @Test func aSlotIsEmptyOnceItsSessionHasEnded() throws {
        let served = try Served()
        let (ann, bob) = (try served.join(), try served.join())
        let table = served.server.sessions
        let session = try #require(table[1])
        #expect(table.has(session))
        #expect(table.session(session.id) === session)
        bob.halfClose()
        try served.run { served.server.sessionCount == 1 }
        // It stays a slot: a line of the session that waits its turn may ask for it.
        #expect(table[1] == nil && !table.has(session) && table.session(session.id) == nil)
        #expect(table.compactMap { $0 }.count == 1 && !ann.isAtEnd)
    }

    /// A slot is another session's, later; what was to come for the first one does not come to it.
    @Test func anIDIsOfOneSession() throws {
        let served = try Served()
        let (ann, bob) = (try served.join(), try served.join())
        let table = served.server.sessions
        let first = try #require(table[1]?.id)
        bob.halfClose()
        try served.run { served.server.connections == 1 }
        let cy = try served.join()
        let second = try #require(table[1]?.id)
        #expect(second.slot == first.slot && second != first)
        #expect(table.session(first) == nil && table.session(second) === table[1])
        #expect(!ann.isAtEnd && !cy.isAtEnd)
    }

    @Test func slotsStayWhenAllAreRemoved() throws {
        let served = try Served()
        let ann = try served.join()
        let session = try #require(served.server.sessions[0])
        served.server.sessions.removeAll()
        #expect(!served.server.sessions.has(session) && !ann.isAtEnd)
    }
}

import Testing

@testable import partyline

/// A server may be anybody's, and send without end.
@Suite struct HostileServerTests {
    @Test func membersAreBounded() {
        var talk = Talk.ready()
        for number in 1...(RoomState.mostMembers + 10) { talk.hear("JOIN \(Talk.stamp) #lobby n\(number)") }
        #expect(talk.conversation.rooms[0].nicks.count == RoomState.mostMembers)
        talk.hear("QUIT \(Talk.stamp) n1", "JOIN \(Talk.stamp) #lobby late")
        #expect(talk.conversation.rooms[0].nicks.contains("late"))
    }

    @Test func whatIsNoNickIsNotRemembered() {
        var talk = Talk.ready(context: true)
        talk.hear("JOIN \(Talk.stamp) #lobby \(String(repeating: "n", count: 33))", "ROW c1 names #lobby ann 1x")
        talk.hear("NICK \(Talk.stamp) ann \(String(repeating: "n", count: 8000))")
        #expect(talk.conversation.rooms[0].nicks == [])
    }

    @Test func whatIsHeldIsBounded() {
        var talk = Talk.ready(context: true)
        for id in 1...(RoomState.mostHeld + 10) { talk.hear(Talk.said(id, "ann", "line \(id)")) }
        #expect(talk.conversation.rooms[0].held?.count == RoomState.mostHeld)
        talk.hear("OK c1 room=#lobby", "OK c2 room=#lobby count=0")
        #expect(talk.shown().last == "<ann> line \(RoomState.mostHeld + 10)")
        #expect(talk.conversation.rooms[0].held == nil)
    }

    @Test func longTokensAreNotSentBack() {
        var talk = Talk.ready()
        talk.hear("PING \(String(repeating: "a", count: 33))")
        #expect(talk.sent() == [])
        talk.hear("PING \(String(repeating: "a", count: 32))")
        #expect(talk.sent() == ["@- /pong \(String(repeating: "a", count: 32))"])
    }
}

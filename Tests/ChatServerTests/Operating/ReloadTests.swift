import ChatCore
import Configuration
import Libevent
import Testing

@testable import ChatServer

@Suite struct ReloadTests {
    private func port(_ server: Server) -> UInt16 { server.addresses[0].port }

    @Test func doorsThatStayAreNotTouched() throws {
        let served = try Served()
        let before = port(served.server)
        var changed = served.server.configuration
        changed.listen.append(Configuration.Listen(.host("127.0.0.1", port: 0)))
        try served.server.reload(changed)
        #expect(served.server.addresses.count == 2)
        #expect(port(served.server) == before)
        changed.listen.removeLast()
        try served.server.reload(changed)
        #expect(served.server.addresses.map(\.port) == [before])
    }

    @Test func whatCantBeHadChangesNothing() throws {
        let served = try Served()
        let before = served.server.addresses.map(\.description)
        var changed = served.server.configuration
        changed.name = "other"
        changed.listen = [
            Configuration.Listen(.host("127.0.0.1", port: 0)), Configuration.Listen(.host("127.0.0.1", port: 0)),
            Configuration.Listen(.host("192.0.2.1", port: 6000)),
        ]
        #expect(throws: LibeventError.self) { try served.server.reload(changed) }
        #expect(served.server.configuration.name == "localhost")
        #expect(served.server.addresses.map(\.description) == before)
        changed.listen = []
        #expect(throws: ConfigurationError.self) { try served.server.reload(changed) }
        #expect(served.server.addresses.map(\.description) == before)
    }

    @Test func anEmptyLobbyGoesWithItsName() throws {
        let served = try Served()
        let peer = try served.join()
        var changed = served.server.configuration
        changed.rooms.lobby = RoomName("hall")
        try served.server.reload(changed)
        // Somebody is still in it.
        #expect(served.server.roomCount == 1)
        peer.send("/part\n")
        try served.run { served.server.roomCount == 0 }
    }

    @Test func aClusterStaysWhatItIs() throws {
        let served = try Served()
        var changed = served.server.configuration
        (changed.name, changed.cluster.replicas) = ("other", 1)
        let fault = "[cluster] can't be changed by a reload; start the node anew"
        #expect(throws: ConfigurationError([fault])) { try served.server.reload(changed) }
        #expect(served.server.configuration.name == "localhost")
    }

    @Test func socketsThatWereNotHandedOver() throws {
        let served = try Served()
        var changed = served.server.configuration
        changed.listen.append(try #require(Configuration.Listen(address: "systemd:line")))
        #expect(throws: ConfigurationError.self) { try served.server.reload(changed) }
    }
}

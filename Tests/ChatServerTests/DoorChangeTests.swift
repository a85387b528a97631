import Configuration
import Glibc
import Libevent
import TestSupport
import Testing

@testable import ChatServer

/// Addresses that a reload changes for others which the system would refuse beside them.
@Suite struct DoorChangeTests {
    private func place(_ host: String, of server: Server) -> Configuration.Listen {
        Configuration.Listen(.host(host, port: server.addresses[0].port))
    }

    private func reload(_ server: Server, _ listen: Configuration.Listen...) throws {
        var changed = server.configuration
        changed.listen = listen
        try server.reload(changed)
    }

    @Test func oneAddressForAllAndBack() throws {
        let served = try Served()
        let server = served.server
        let port = server.addresses[0].port
        let first = try served.join()
        try reload(server, place("0.0.0.0", of: server))
        #expect(server.addresses.map(\.description) == ["0.0.0.0:\(port)"])
        let second = try served.join()
        try reload(server, place("127.0.0.1", of: server))
        #expect(server.addresses.map(\.description) == ["127.0.0.1:\(port)"])
        let third = try served.join()
        first.send("hello\n")
        try served.run { second.text.contains("> hello") && third.text.contains("> hello") }
    }

    /// The socket stays, and with it who waits to be accepted.
    @Test func anotherNameForTheSameAddress() throws {
        let served = try Served()
        let waiting = try served.connect()
        try reload(served.server, place("127.0.0.1", of: served.server))
        try served.run { waiting.text.contains("*** #lobby") }
        try reload(served.server, place("localhost", of: served.server))
        #expect(served.server.addresses.contains { $0.host == "127.0.0.1" })
        _ = try served.join()
    }

    /// What was open stays open when another address fails, and is in the way of others still.
    @Test func aChangeThatFails() throws {
        let served = try Served()
        let server = served.server
        let before = server.addresses.map(\.description)
        #expect(throws: LibeventError.self) {
            try reload(
                server, place("0.0.0.0", of: server), Configuration.Listen(.host("192.0.2.1", port: 6_000)))
        }
        #expect(server.addresses.map(\.description) == before)
        let all = place("0.0.0.0", of: server).description
        let address = try #require(try Endpoint(all)?.resolve(passive: true).first)
        let error = try #require(throws: LibeventError.self) {
            try Listener(on: served.loop, address: address)
        }
        #expect(error.code == EADDRINUSE)
        _ = try served.join()
    }

    @Test func aUnixSocketsMode() throws {
        let folder = try TestFolder()
        let paths = ["\(folder.path)/one", "\(folder.path)/two"]
        func places(_ mode: UInt16) -> [Configuration.Listen] {
            paths.map { path in
                var listen = Configuration.Listen(.path(path))
                listen.mode = mode
                return listen
            }
        }
        let served = try Served { $0.listen = places(0o660) }
        func modes() -> [UInt32] {
            paths.map { path in
                var status = stat()
                return lstat(path, &status) == 0 ? status.st_mode & 0o7777 : 0
            }
        }
        #expect(modes() == [0o660, 0o660])
        var changed = served.server.configuration
        changed.listen = places(0o600)
        try served.server.reload(changed)
        #expect(modes() == [0o600, 0o600])
        #expect(served.server.addresses.count == 2)
        // The second can't be had, so the first stays what it was.
        unlink(paths[1])
        changed.listen = places(0o666)
        #expect(throws: LibeventError.self) { try served.server.reload(changed) }
        #expect(modes() == [0o600, 0])
        #expect(served.server.configuration.listen[0].mode == 0o600)
    }
}

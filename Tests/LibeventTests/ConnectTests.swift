import Glibc
import TestSupport
import Testing

@testable import Libevent

/// A connection that we make, to a listener on the same loop.
@Suite struct ConnectTests {
    private let loop: EventLoop
    private let deadline: Libevent.Timer

    init() throws {
        let loop = try EventLoop()
        self.loop = loop
        deadline = try Libevent.Timer(on: loop) {
            Issue.record("it did not come in time")
            loop.stop()
        }
        deadline.schedule(after: .seconds(60))
    }

    @Test(arguments: Machine.loopbacks) func talksBothWays(_ place: String) throws {
        let address = try resolved(place)
        let listener = try Listener(on: loop, address: address)
        var served: LineConnection?
        listener.onAccept = { [loop] descriptor, peer in
            #expect(peer.host == address.host)
            served = try? LineConnection(on: loop, descriptor: descriptor, maximumLineLength: 100)
            served?.onEvent = { connection, event in
                if case .line(let line) = event {
                    connection.write("you said \(String(decoding: line, as: UTF8.self))\n".utf8)
                }
            }
        }
        let client = try LineConnection.connect(on: loop, to: listener.address, maximumLineLength: 100)
        var seen: [String] = []
        client.onEvent = { [loop] connection, event in
            switch event {
            case .connected:
                seen.append("connected")
                connection.write("hello\n".utf8)
            case .line(let line):
                seen.append(String(decoding: line, as: UTF8.self))
                loop.stop()
            default: break
            }
        }
        loop.run()
        #expect(seen == ["connected", "you said hello"])
    }

    @Test func refused() throws {
        let listener = try Listener(on: loop, address: try resolved("127.0.0.1:0"))
        let address = listener.address
        listener.close()
        let client = try LineConnection.connect(on: loop, to: address, maximumLineLength: 100)
        var cause: LineConnection.CloseCause?
        client.onEvent = { [loop] _, event in
            if case .closed(let why) = event { cause = why }
            loop.stop()
        }
        loop.run()
        #expect(cause == .failed(LibeventError("connect", code: ECONNREFUSED)))
    }

    @Test func noSuchPath() throws {
        let address = try #require(SocketAddress(path: "/nonexistent/socket"))
        #expect(throws: LibeventError("connect", code: ENOENT, subject: "unix:/nonexistent/socket")) {
            _ = try LineConnection.connect(on: loop, to: address, maximumLineLength: 100)
        }
    }

    /// Given up before it was made.
    @Test func closedWhileConnecting() throws {
        let listener = try Listener(on: loop, address: try resolved("127.0.0.1:0"))
        let dropped = try LineConnection.connect(on: loop, to: listener.address, maximumLineLength: 100)
        dropped.onEvent = { _, event in Issue.record("\(event)") }
        dropped.close()
        let drained = try LineConnection.connect(on: loop, to: listener.address, maximumLineLength: 100)
        var events: [String] = []
        drained.onEvent = { [loop] _, event in
            events.append("\(event)")
            loop.stop()
        }
        drained.closeAfterDrain(within: .seconds(1))
        loop.run()
        #expect(events == ["closed(Libevent.ByteConnection.CloseCause.drained)"])
    }
}

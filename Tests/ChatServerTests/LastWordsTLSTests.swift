import Configuration
import Glibc
import Libevent
import TestSupport
import Testing

@testable import ChatServer

/// What a peer that came by TLS said before its connection ended, however it did.
@Suite struct LastWordsTLSTests {
    enum Ending: CaseIterable {
        /// With the greeting unread, so that the server is sent a reset after TLS's own farewell.
        case closes
        /// Without a word, by a reset.
        case resets
    }

    @Test(arguments: Ending.allCases) func everyLineArrives(_ ending: Ending) throws {
        let folder = try CertificateFolder()
        let pair = try folder.make()
        let served = try Served {
            $0.listen.append(Configuration.Listen(.host("127.0.0.1", port: 0)))
            $0.listen[1].tls = true
            $0.tls.certificate = pair.certificate
            $0.tls.key = pair.key
            $0.limits.messagesPerSecond = 0
            $0.limits.connectionsPerAddress = 1_000
        }
        let other = try served.join()
        let context = try TLSContext(clientTrusting: pair.certificate)
        var clients: [LineConnection] = []
        for number in 0..<200 {
            let client = try LineConnection.connect(
                on: served.loop, to: served.server.addresses[1], maximumLineLength: 4_096, tls: context,
                serverName: "localhost")
            client.onEvent = { client, event in
                guard case .connected = event else { return }
                client.pauseInput()
                client.write(Array("words \(number)\n".utf8))
                if ending == .resets, let socket = client.socket {
                    var hard = linger(l_onoff: 1, l_linger: 0)
                    setsockopt(socket, SOL_SOCKET, SO_LINGER, &hard, socklen_t(MemoryLayout<linger>.size))
                }
                client.close()
            }
            clients.append(client)
            guard number % 10 == 9 else { continue }
            try served.run { other.lines.count { $0.contains("> words ") } == number + 1 }
        }
        for number in 0..<200 { #expect(other.lines.contains { $0.hasSuffix("> words \(number)") }, "\(number)") }
    }
}

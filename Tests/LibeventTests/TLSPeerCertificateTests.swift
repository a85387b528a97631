import TestSupport
import Testing

@testable import Libevent

/// Which certificate of a client's a server gets to see.
@Suite struct TLSPeerCertificateTests {
    private let folder: CertificateFolder
    private let server: CertificateFolder.Pair

    init() throws {
        folder = try CertificateFolder()
        server = try folder.make()
    }

    /// What the server has of the client, once both are connected.
    private func shown(by pair: CertificateFolder.Pair?, asking: Bool = true) throws -> [UInt8]? {
        let identity = try pair.map { try TLSContext.Identity(certificate: $0.certificate, key: $0.key) }
        let wired = try TLSWired(
            server: TLSContext(server: server.certificate, key: server.key),
            client: TLSContext(clientTrusting: server.certificate, showing: identity))
        if asking { wired.server?.askForPeerCertificate() }
        #expect(wired.server?.peerCertificate == nil)
        try wired.run(to: 2)
        try wired.settle()
        #expect(wired.log.sorted() == ["client connected", "server connected"])
        return wired.server?.peerCertificate
    }

    @Test(arguments: [30, -1]) func isTaken(days: Int) throws {
        // Nobody knows its issuer, and it may be over: what counts is that the client has its key.
        let pair = try folder.make("ann", for: "DNS:ann", days: days)
        let shown = try #require(try shown(by: pair))
        #expect(try shown == folder.der(of: pair.certificate))
    }

    @Test func mayBeLeftOut() throws {
        #expect(try shown(by: nil) == nil)
    }

    @Test func isNotAskedForByItself() throws {
        #expect(try shown(by: folder.make("ann"), asking: false) == nil)
    }

    @Test func isThatOfTheKey() throws {
        let (ann, bob) = (try folder.make("ann"), try folder.make("bob"))
        #expect(throws: TLSError.self) {
            try TLSContext.Identity(certificate: ann.certificate, key: bob.key)
        }
    }

    @Test func isNoneWithoutTLS() throws {
        let wired = try Wired()
        wired.connection.askForPeerCertificate()
        #expect(wired.connection.peerCertificate == nil)
    }
}

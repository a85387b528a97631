import ChatCore
import Configuration
import Dialects
import Libevent
import Testing

@testable import ChatServer

/// A server with accounts and a listener of IRC, where ann has an account.
final class IRCTown {
    static let ann = nick("ann")
    static let bob = nick("bob")

    let accounts: AccountsServed
    var served: Served { accounts.served }

    init(
        exempt: Bool = true, configuring configure: @escaping (inout Configuration) -> Void = { _ in },
        _ change: @escaping (inout AccountRules) -> Void = { _ in }
    ) throws {
        accounts = try AccountsServed(exempt: exempt) {
            $0.scramRounds = 4_096
            change(&$0)
        } configuring: {
            var listen = Configuration.Listen(.host("127.0.0.1", port: 0))
            listen.spoken = .irc
            $0.listen.append(listen)
            // It is not opened: logins are in memory.
            $0.store.path = "/nowhere/partyline.db"
            $0.accounts.scram = true
            configure(&$0)
        }
        let requests = served.server.requests
        let logins = try IRCLogins(requests, accounts.accounts)
        requests.irc?.logins = logins
        requests.deferral = Deferrals([accounts.accounts, logins])
        served.server.ircNewcomers.logins = logins
        _ = try accounts.program("ann").ask("/register hunter22")
        // Who logs in while ann is here is one with her.
        try served.run { self.served.server.sessionCount == 0 }
    }

    static func nick(_ text: String) -> Nick {
        guard let nick = Nick(text) else { preconditionFailure("\(text) is no nick") }
        return nick
    }

    func client(_ lines: String...) throws -> RawPeer {
        let address = try #require(served.server.addresses.last)
        let peer = try RawPeer(on: served.loop, to: address, receiveBuffer: nil, reads: true)
        for line in lines { peer.send(line + "\r\n") }
        return peer
    }

    /// One who is welcomed.
    func welcomed(_ nick: String) throws -> RawPeer {
        let peer = try client("NICK \(nick)", "USER u 0 * :Somebody")
        try wait(peer, " 221 ")
        return peer
    }

    func wait(_ peer: RawPeer, _ text: String, _ location: SourceLocation = #_sourceLocation) throws {
        try served.run(until: { peer.text.contains(text) || peer.isAtEnd }, location)
        #expect(peer.text.contains(text), sourceLocation: location)
    }
}

/// `AUTHENTICATE` with a name and its password.
func saslPlain(_ name: String, _ password: String) -> String {
    "AUTHENTICATE " + base64("\0\(name)\0\(password)")
}

func base64(_ text: String) -> String {
    let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
    let bytes = Array(text.utf8)
    var coded = ""
    for start in stride(from: 0, to: bytes.count, by: 3) {
        let three = (0..<3).map { start + $0 < bytes.count ? Int(bytes[start + $0]) : 0 }
        let number = three[0] << 16 | three[1] << 8 | three[2]
        for place in 0..<4 {
            coded.append(start + place <= bytes.count ? digits[number >> (18 - 6 * place) & 63] : "=")
        }
    }
    return coded
}

import ChatCore
import Configuration
import Dialects
import Libevent
import Passwords
import Secrets
import Testing

@testable import ChatServer

/// A server with accounts, whose logins are kept in memory.
final class AccountsServed {
    let served: Served
    let logins: MemoryLogins
    let hashing: HandHashing
    let accounts: AccountRequests

    init(
        exempt: Bool = true, _ change: (inout AccountRules) -> Void = { _ in },
        configuring configure: (inout Configuration) -> Void = { _ in }
    ) throws {
        served = try Served {
            configure(&$0)
            $0.limits.messagesPerSecond = 0
            if exempt { $0.limits.exempt = [try Network("127.0.0.0/8")] }
        }
        logins = try MemoryLogins(on: served.loop)
        hashing = try HandHashing(on: served.loop)
        var rules = AccountRules()
        rules.cost = try #require(PasswordHash.Cost(memory: 19, passes: 1))
        rules.registrations = Registrations.Limits(afterSeconds: 0, perAddressDay: 0, per10Minutes: 0)
        change(&rules)
        accounts = try AccountRequests(served.server.requests, logins, hashing, rules)
        served.server.requests.accounts = accounts
        served.server.requests.deferral = accounts
    }

    var hub: Hub { served.server.hub }

    func account(_ name: String) throws -> AccountID {
        let nick = try #require(Nick(name))
        return try #require(hub.account(owning: nick)).id
    }

    /// A program, which reads the answers to what it asks for.
    func program(_ nick: String? = nil) throws -> Program {
        let program = Program(try served.join(), served)
        program.peer.send((nick.map { "/nick \($0)\n" } ?? "") + "/wire 1\n")
        try served.run { program.peer.text.contains("OK - proto=1") }
        return program
    }

    final class Program {
        let peer: RawPeer
        private let served: Served
        private var count = 0

        init(_ peer: RawPeer, _ served: Served) {
            self.peer = peer
            self.served = served
        }

        /// Sends a command.
        /// - Returns: its tag.
        func send(_ command: String) -> String {
            count += 1
            peer.send("@t\(count) \(command)\n")
            return "t\(count)"
        }

        /// What was answered to a tag: the answer's lines without it.
        func answer(to tag: String, _ location: SourceLocation = #_sourceLocation) throws -> [String] {
            func lines() -> [String] {
                peer.lines.compactMap { line in
                    let words = line.split(separator: " ", maxSplits: 2, omittingEmptySubsequences: false)
                    guard words.count > 1, words[1] == tag else { return nil }
                    return words.count > 2 ? "\(words[0]) \(words[2])" : String(words[0])
                }
            }
            try served.run(until: { lines().last.map { !$0.hasPrefix("ROW") } ?? false }, location)
            return lines()
        }

        func ask(_ command: String, _ location: SourceLocation = #_sourceLocation) throws -> String {
            try answer(to: send(command), location).joined(separator: "\n")
        }
    }
}

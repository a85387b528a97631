import ChatCore
import Dialects
import Framing
import Libevent
import Secrets
import Testing

@testable import ChatServer

/// Claims what is asked for about accounts, and answers it when a test says so.
private final class HeldAccounts: Deferral {
    private(set) var claimed: [(command: AccountCommand, ticket: Ticket)] = []
    private unowned let requests: Requests
    var answersLater = true

    init(of requests: Requests) {
        self.requests = requests
        requests.deferral = self
    }

    func claim(_ request: Request, as ticket: Ticket) -> Claim {
        guard case .account(let command) = request.body else { return .none }
        claimed.append((command, ticket))
        return answersLater ? .later : .notNow(retry: 3)
    }

    func cancel() {}

    func answer() {
        requests.answer(claimed[claimed.count - 1].ticket) { [requests] in requests.tell($0, .here) }
    }
}

/// Lines that are secrets: what a person types after it was asked for one.
@Suite struct SecretPromptTests {
    private static let (willEcho, wontEcho): ([UInt8], [UInt8]) = ([255, 251, 1], [255, 252, 1])
    private let served: Served
    private let accounts: HeldAccounts
    private let ann: RawPeer
    private let bob: RawPeer

    init() throws {
        served = try Served { $0.limits.messagesPerSecond = 0 }
        accounts = HeldAccounts(of: served.server.requests)
        (ann, bob) = (try served.join(), try served.join())
    }

    private var session: Session {
        get throws { try #require(served.server.sessions[0]) }
    }

    private func ask(_ prompt: SecretPrompt, because cause: SecretPrompt.Cause? = nil) throws {
        served.server.requests.ask(try session, prompt, because: cause)
        try served.run { ann.contains("please") }
    }

    /// All that ann sends has been read, and bob would have read it.
    private func settle() throws {
        ann.send("done\n")
        try served.run { bob.text.contains("> done") }
    }

    @Test func theNextLineIsItAndNoOtherHearsOfIt() throws {
        try ask(.login(Nick("ann")))
        #expect(ann.contains(Self.willEcho + Array("-- the password of ann, please".utf8)))
        ann.send("  hunter 22 /nick x\n")
        try served.run { accounts.claimed.count == 1 }
        #expect(accounts.claimed[0].command == .login(Nick("ann"), Secret("hunter 22 /nick x".utf8)))
        try served.run { ann.bytes.ends(with: Self.wontEcho) }
        accounts.answer()
        try settle()
        #expect(!bob.text.contains("hunter") && accounts.claimed.count == 1)
        #expect(ann.text.contains("-- yes") && ann.count(of: Self.willEcho) == 1 && ann.count(of: Self.wontEcho) == 1)
    }

    @Test func whatCantBeDoneNowEndsItAsWell() throws {
        accounts.answersLater = false
        try ask(.login(nil))
        ann.send("hunter22\n")
        try settle()
        #expect(ann.text.contains("not-now") && !bob.text.contains("hunter") && ann.count(of: Self.wontEcho) == 1)
    }

    @Test func soDoesTheEndOfItsTime() throws {
        try ask(.login(nil))
        ann.send("hunter22\n")
        try served.run { accounts.claimed.count == 1 }
        served.server.requests.refuseDue(at: served.loop.now + .seconds(60))
        try settle()
        #expect(!bob.text.contains("hunter"))
        #expect(try session.prompt == nil)
    }

    @Test func aNewOneIsTypedTwice() throws {
        try ask(.newAccount)
        ann.send("hunter22\nhunter23\n")
        try served.run { ann.contains("not the same") }
        ann.send("hunter22\nhunter22\n")
        try served.run { accounts.claimed.count == 1 }
        #expect(accounts.claimed[0].command == .register(Secret("hunter22".utf8)))
        accounts.answer()
        try settle()
        #expect(!bob.text.contains("hunter") && ann.count(of: Self.willEcho) == 1)
    }

    @Test func aChangeAsksForTheOldAndTheNew() throws {
        try ask(.oldPassword)
        ann.send("old one\nnew one\nanother\nnew one\nnew one\n")
        try served.run { accounts.claimed.count == 1 }
        #expect(
            accounts.claimed[0].command == .changePassword(old: Secret("old one".utf8), new: Secret("new one".utf8)))
        accounts.answer()
        try settle()
        #expect(!bob.text.contains("old one") && !bob.text.contains("new one"))
    }

    @Test(arguments: ["\n", "   \n", "\u{200B}\r\n"])
    func anEmptyLineStops(line: String) throws {
        try ask(.forget)
        ann.send(line)
        try served.run { ann.contains("-- nothing was done") }
        try settle()
        #expect(accounts.claimed.isEmpty && ann.count(of: Self.wontEcho) == 1)
    }

    @Test func whatIsNotUTF8Stops() throws {
        try ask(.login(nil))
        ann.send(bytes: [0x68, 0xFC, 0x68, 10])
        try served.run { ann.contains("not UTF-8") }
        try settle()
        #expect(accounts.claimed.isEmpty && ann.count(of: Self.wontEcho) == 1)
    }

    /// It might look like the header of another protocol, or like what a telnet spoiled.
    @Test func itMayBeAnything() throws {
        for line in ["PASS secret", "Host: x", "USER a b c d", "GET / HTTP/1.1", "/quit", "//x", "у меня"] {
            try ask(.login(nil))
            ann.send("\(line)\n")
            let count = accounts.claimed.count + 1
            try served.run { accounts.claimed.count == count }
            #expect(accounts.claimed[count - 1].command == .login(nil, Secret(line.utf8)))
            accounts.answer()
        }
        try settle()
    }

    /// A terminal that sends each key leaves the editing to us.
    @Test func erasingIsDone() throws {
        try ask(.login(nil))
        ann.send(bytes: [255, 253, 1] + Array("huntex\u{7F}r22\r\0".utf8))
        try served.run { accounts.claimed.count == 1 }
        #expect(accounts.claimed[0].command == .login(nil, Secret("hunter22".utf8)))
        accounts.answer()
        // DO ECHO was an answer to our offer, and is not refused.
        #expect(ann.count(of: Self.wontEcho) == 1)
    }

    @Test func aLineIsWipedAfterUse() throws {
        try ask(.login(nil))
        var line = Array("hunter22".utf8)
        try line.withUnsafeMutableBytes { line in
            let isDone = try session.perform(UnsafeRawBufferPointer(line))
            #expect(!isDone)
        }
        #expect(line == [UInt8](repeating: 0, count: 8))
        #expect(accounts.claimed[0].command == .login(nil, Secret("hunter22".utf8)))
    }

    // MARK: - Upgrades

    /// The new process knows that the next line is a secret. It must not be said.
    @Test func anUpgradeAsksOn() throws {
        try ask(.login(Nick("ann")))
        let next = try served.server.handOver()
        let accounts = HeldAccounts(of: next.requests)
        #expect(next.sessions[0]?.prompt == .login(Nick("ann")))
        ann.send("hunter22\n")
        try served.run { accounts.claimed.count == 1 }
        #expect(accounts.claimed[0].command == .login(Nick("ann"), Secret("hunter22".utf8)))
        accounts.answer()
        try settle()
        #expect(!bob.text.contains("hunter") && ann.count(of: Self.wontEcho) == 1)
    }

    /// What was typed before stays behind: it is to be typed anew.
    @Test(arguments: [SecretPrompt.newAccount, .oldPassword])
    func anUpgradeAsksForTheFirstAnew(prompt: SecretPrompt) throws {
        try ask(prompt)
        ann.send("first\n")
        try served.run { served.server.sessions[0]?.prompt != prompt }
        let next = try served.server.handOver()
        #expect(next.sessions[0]?.prompt == prompt)
        ann.send("\n")
        try served.run { ann.contains("nothing was done") }
        try settle()
        #expect(!bob.text.contains("first"))
    }

    /// Its line waits, and is asked for anew.
    @Test func anUpgradeDoesAnewWhatWaits() throws {
        try ask(.login(nil))
        ann.send("first\n")
        try served.run { accounts.claimed.count == 1 }
        let next = try served.server.handOver { _ = HeldAccounts(of: $0.requests) }
        #expect(next.sessions[0]?.prompt == .login(nil))
        let deferral = try #require(next.requests.deferral as? HeldAccounts)
        try served.run { deferral.claimed.count == 1 }
        deferral.answer()
        try settle()
        #expect(!bob.text.contains("first"))
    }
}

extension RawPeer {
    fileprivate func contains(_ text: String) -> Bool { contains(Array(text.utf8)) }

    fileprivate func contains(_ wanted: [UInt8]) -> Bool { count(of: wanted) > 0 }

    fileprivate func count(of wanted: [UInt8]) -> Int {
        bytes.indices.count { bytes[$0...].starts(with: wanted) }
    }
}

extension [UInt8] {
    fileprivate func ends(with end: [UInt8]) -> Bool { suffix(end.count).elementsEqual(end) }
}

import ChatCore
import Dialects
import Testing

@testable import ChatServer

/// Who comes and goes without a word was never there for others.
@Suite struct NewcomerTests {
    /// - Parameter grace: in milliseconds; the largest never ends within a test.
    private func served(grace: Int = 10_000) throws -> Served {
        try Served { $0.limits.arrivalGraceMilliseconds = grace }
    }

    /// A bystander whom the others know of.
    private func bystander(in served: Served) throws -> RawPeer {
        let ann = try served.join()
        ann.send("/nick ann\nhello\n/ping start\n")
        try served.run { ann.text.contains("pong start") }
        return ann
    }

    /// What the bystander has read since it came, once all that was under way has come.
    private func read(by peer: RawPeer, in served: Served) throws -> String {
        peer.send("/ping end\n")
        try served.run { peer.text.contains("pong end") }
        let after = peer.text.components(after: "pong start\n")
        return after.replacing("-- pong end\n", with: "")
    }

    /// Connects, reads what it is told, and closes.
    private func look(in served: Served) throws {
        _ = try served.join()
    }

    @Test func aLookIsNotTold() throws {
        let served = try served()
        let ann = try bystander(in: served)
        for _ in 1...5 {
            try look(in: served)
            try served.run { served.server.sessionCount == 1 }
        }
        let half = try served.join()
        half.halfClose()
        try served.run { half.isAtEnd }
        #expect(try read(by: ann, in: served) == "")
        #expect(served.server.metrics.endedSessions[.unheard] == 6)
    }

    @Test func whoStaysIsToldWhenTheGraceIsOver() throws {
        let served = try served(grace: 1)
        let ann = try bystander(in: served)
        let bob = try served.join()
        try served.run { ann.text.contains("*** guest2 joined #lobby") }
        #expect(!bob.isAtEnd)
    }

    @Test func withoutAGraceAllAreToldAtOnce() throws {
        let served = try served(grace: 0)
        let ann = try bystander(in: served)
        try look(in: served)
        try served.run { ann.text.contains("*** guest2 quit") }
        #expect(ann.text.contains("*** guest2 joined #lobby"))
    }

    @Test(arguments: [
        ("hello", "<guest2> hello"), ("/me waves", "* guest2 waves"), ("/topic cakes", "*** guest2 set the topic"),
        ("/away", "*** guest2 is away"), ("/msg ann psst", "[guest2] psst"), ("/msg #lobby hi", "<guest2> hi"),
        ("/say hi", "<guest2> hi"), ("/say nonce=0123456789abcdef hi", "<guest2> hi"),
    ])
    func whatOthersNoticeIsToldAfterTheArrival(line: String, told: String) throws {
        let served = try served()
        let ann = try bystander(in: served)
        let bob = try served.join()
        bob.send(line + "\n")
        try served.run { ann.text.contains(told) }
        #expect(try read(by: ann, in: served).hasPrefix("*** guest2 joined #lobby\n\(told)"))
    }

    @Test func joiningElsewhereIsNoticed() throws {
        let served = try served()
        let ann = try bystander(in: served)
        let bob = try served.join()
        bob.send("/join #kitchen\n")
        try served.run { bob.text.contains("*** #kitchen") }
        #expect(try read(by: ann, in: served) == "*** guest2 joined #lobby\n")
    }

    @Test func aNickTakenAtOnceShowsNoGuest() throws {
        let served = try served()
        let ann = try bystander(in: served)
        let bot = try served.join()
        bot.send("/wire 1\n@1 /nick bot\n@2 /ping\n@3 /help\n@4 hello\n")
        try served.run { bot.text.contains("OK 4") }
        #expect(try read(by: ann, in: served) == "*** bot joined #lobby\n<bot> hello\n")
    }

    @Test func whoQuitsWithoutAWordWasNeverThere() throws {
        let served = try served()
        let ann = try bystander(in: served)
        let bob = try served.join()
        bob.send("/nick bob\n/who\n/quit bye\n")
        try served.run { bob.isAtEnd }
        #expect(bob.text.contains("-- bob: in #lobby"), "it is there for itself")
        #expect(try read(by: ann, in: served) == "")
        #expect(served.server.metrics.endedSessions[.quit] == 1)
    }

    @Test func listsDoNotTellOfIt() throws {
        let served = try served()
        let ann = try bystander(in: served)
        let bob = try served.join()
        ann.send("/who\n/names\n/rooms\n/nick guest2\n/join #lobby\n")
        let text = try read(by: ann, in: served)
        let lists = "-- ann: in #lobby\n-- #lobby: ann\n-- #lobby (1)\n"
        #expect(text.hasPrefix(lists + "!! nick-in-use: guest2 is taken\n*** #lobby: nobody else is here\n-- "))
        #expect(!bob.isAtEnd)
    }

    @Test(arguments: ["/msg guest2 psst", "/whois guest2", "/ignore guest2"])
    func whoIsAskedForByNameIsTold(line: String) throws {
        let served = try served()
        let ann = try bystander(in: served)
        let bob = try served.join()
        ann.send(line + "\n")
        #expect(try read(by: ann, in: served).hasPrefix("*** guest2 joined #lobby\n"))
        bob.send("hello\n")
        #expect(try !read(by: ann, in: served).contains("joined #lobby\n*** guest2"), "but once")
    }

    @Test func whoComesLaterIsToldOfIt() throws {
        let served = try served()
        let ann = try bystander(in: served)
        let bob = try served.join()
        let cy = try served.join()
        #expect(cy.text.contains("*** #lobby: ann, guest2 (2 others here)"))
        bob.send("/nick bob\nhello\n")
        try served.run { cy.text.contains("<bob> hello") }
        #expect(cy.text.hasSuffix("*** guest2 is now bob\n<bob> hello\n"), "it knows already that bob is there")
        #expect(try read(by: ann, in: served) == "*** bob joined #lobby\n<bob> hello\n")
    }

    @Test func whoComesLaterIsToldThatItIsGone() throws {
        let served = try served()
        let ann = try bystander(in: served)
        var bob: RawPeer? = try served.join()
        let cy = try served.join()
        #expect(bob?.isAtEnd == false)
        bob = nil
        try served.run { cy.text.contains("*** guest2 quit") }
        #expect(try read(by: ann, in: served) == "")
    }

    @Test func aPortScanIsNotTold() throws {
        let served = try served()
        let ann = try bystander(in: served)
        do {
            let scan = try (1...50).map { _ in try served.connect() }
            try served.run { scan.allSatisfy { $0.text.contains("*** #lobby") } }
        }
        try served.run { served.server.sessionCount == 1 }
        #expect(try read(by: ann, in: served) == "")
    }

    @Test func whatIsSaidMeanwhileIsRead() throws {
        let served = try served()
        let ann = try bystander(in: served)
        let bob = try served.join()
        ann.send("who is there?\n")
        try served.run { bob.text.contains("<ann> who is there?") }
    }
}

extension String {
    /// What follows a mark; all of it where there is no such mark.
    fileprivate func components(after mark: String) -> String {
        guard let range = firstRange(of: mark) else { return self }
        return String(self[range.upperBound...])
    }
}

import ChatCore
import Testing

@testable import Dialects

@Suite("CAP")
struct CapabilityTests {
    private static let all = CapabilityName.all.reduce(into: Capabilities()) { $0.formUnion($1.capability) }

    private var offer: CapabilityOffer {
        var offer = CapabilityOffer([.sasl, .serverTime, .batch, .sts, .multiline, .capNotify])
        offer.setValue("PLAIN,EXTERNAL", of: .sasl)
        offer.setValue("max-bytes=4096,max-lines=32", of: .multiline)
        offer.setValue("port=6697", of: .sts)
        return offer
    }

    private var server: String { "irc.example" }

    /// What is answered before the client has a nick.
    private func answer(
        _ negotiation: inout CapabilityNegotiation, _ words: String..., offer: CapabilityOffer? = nil,
        welcomed: Bool = false
    )
        -> String
    {
        let reply = negotiation.receive(words, offer: offer ?? self.offer, isRegistered: welcomed)
        return rendered { negotiation.put(reply, to: "*", into: $0, server: server) }
    }

    @Test("LS tells values from 302 on")
    func list() {
        var old = CapabilityNegotiation()
        #expect(
            answer(&old, "LS") == ":irc.example CAP * LS :batch cap-notify draft/multiline sasl server-time\r\n")
        #expect(old.isOpen && !old.is302 && old.enabled == [])
        var new = CapabilityNegotiation()
        #expect(
            answer(&new, "ls", "302")
                == ":irc.example CAP * LS :batch cap-notify draft/multiline=max-bytes=4096,max-lines=32 "
                + "sasl=PLAIN,EXTERNAL server-time sts=port=6697\r\n")
        #expect(new.is302 && new.enabled == .capNotify)
        _ = answer(&new, "LS", "301")
        #expect(new.is302)
        var odd = CapabilityNegotiation()
        _ = answer(&odd, "LS", "99999999999999999999")
        #expect(odd.version == 301)
    }

    @Test("what is long is in several lines, or without drafts")
    func long() {
        var offer = CapabilityOffer(CapabilityTests.all)
        offer.setValue(String(repeating: "x", count: 200), of: .sasl)
        var new = CapabilityNegotiation()
        let told = answer(&new, "LS", "302", offer: offer).split(separator: "\r\n")
        #expect(told.count == 2 && told.allSatisfy { $0.utf8.count <= 510 })
        #expect(told[0].hasPrefix(":irc.example CAP * LS * :account-notify "))
        #expect(told[1].hasPrefix(":irc.example CAP * LS :"))
        var old = CapabilityNegotiation()
        #expect(answer(&old, "LS", offer: offer).contains("draft/"))
        let reply = old.receive(["LS"], offer: offer, isRegistered: false)
        let short = rendered { old.put(reply, to: "*", into: $0, server: String(repeating: "s", count: 63)) }
        #expect(short.utf8.count <= 512 && !short.contains("draft/") && short.hasSuffix(" userhost-in-names\r\n"))
    }

    @Test("REQ is done whole or not at all, and repeats what was asked")
    func request() {
        var negotiation = CapabilityNegotiation()
        #expect(
            answer(&negotiation, "REQ", " server-time  batch ") == ":irc.example CAP * ACK : server-time  batch \r\n")
        #expect(negotiation.enabled == [.serverTime, .batch] && negotiation.isOpen)
        #expect(answer(&negotiation, "REQ", "sasl nothing") == ":irc.example CAP * NAK :sasl nothing\r\n")
        #expect(negotiation.enabled == [.serverTime, .batch])
        #expect(answer(&negotiation, "REQ", "-batch sasl") == ":irc.example CAP * ACK :-batch sasl\r\n")
        #expect(negotiation.enabled == [.serverTime, .sasl])
        #expect(answer(&negotiation, "LIST") == ":irc.example CAP * LIST :sasl server-time\r\n")
        for words in ["sts", "echo-message", "Batch", "sasl=PLAIN", "--batch", "-"] {
            #expect(answer(&negotiation, "REQ", words) == ":irc.example CAP * NAK :\(words)\r\n")
        }
        #expect(answer(&negotiation, "REQ", "") == ":irc.example CAP * ACK :\r\n")
        #expect(answer(&negotiation, "REQ", "-cap-notify") == ":irc.example CAP * ACK :-cap-notify\r\n")
        _ = answer(&negotiation, "LS", "302")
        #expect(answer(&negotiation, "REQ", "-cap-notify") == ":irc.example CAP * NAK :-cap-notify\r\n")
    }

    @Test("registration waits for END, and never after it is done")
    func ending() {
        var negotiation = CapabilityNegotiation()
        #expect(answer(&negotiation, "LS") != "" && negotiation.isOpen)
        #expect(answer(&negotiation, "END") == "" && !negotiation.isOpen)
        #expect(answer(&negotiation, "REQ", "batch", welcomed: true) != "" && !negotiation.isOpen)
        #expect(answer(&negotiation, "LS", welcomed: true) != "" && !negotiation.isOpen)
        #expect(answer(&negotiation, "LIST") != "" && !negotiation.isOpen)
    }

    @Test("others are refused")
    func unknown() {
        var negotiation = CapabilityNegotiation()
        #expect(answer(&negotiation, "NOTACMD") == ":irc.example 410 * NOTACMD :Invalid CAP command\r\n")
        #expect(answer(&negotiation) == ":irc.example 461 * CAP :Not enough parameters\r\n")
        #expect(answer(&negotiation, "") == ":irc.example 461 * CAP :Not enough parameters\r\n")
        #expect(!negotiation.isOpen)
    }

    @Test("a long REQ is acknowledged in lines of 512 bytes")
    func longRequest() {
        var negotiation = CapabilityNegotiation()
        let words = Array(repeating: "server-time", count: 41).joined(separator: " ")
        let answer = answer(&negotiation, "REQ", words).split(separator: "\r\n")
        #expect(
            answer.count == 2 && answer.allSatisfy { $0.utf8.count <= 510 && $0.hasPrefix(":irc.example CAP * ACK :s") }
        )
        let unknown = String(repeating: "x", count: 501)
        let refused = self.answer(&negotiation, "REQ", unknown)
        #expect(refused.utf8.count == 512)
    }

    @Test("a changed offer is told to who asked for that")
    func changes() {
        var new = offer
        new.capabilities.remove(.batch)
        new.capabilities.insert(.setname)
        new.setValue("PLAIN", of: .sasl)
        var negotiation = CapabilityNegotiation(enabled: [.batch, .capNotify], version: 302)
        let change = negotiation.change(from: offer, to: new)
        #expect(change.new == ["sasl=PLAIN", "setname"] && change.gone == ["batch"])
        #expect(negotiation.enabled == .capNotify)
        #expect(
            rendered { negotiation.put(change, to: "ann", into: $0, server: server) }
                == ":irc.example CAP ann DEL :batch\r\n:irc.example CAP ann NEW :sasl=PLAIN setname\r\n")
        var silent = CapabilityNegotiation(enabled: .batch)
        let untold = silent.change(from: offer, to: new)
        #expect(untold.new.isEmpty && untold.gone.isEmpty && silent.enabled == [])
    }

    @Test("names are sorted, and each has a bit of its own")
    func names() {
        #expect(CapabilityName.all.map(\.text) == CapabilityName.all.map(\.text).sorted())
        #expect(CapabilityTests.all.rawValue.nonzeroBitCount == CapabilityName.all.count)
    }

    @Test("readers are of twelve classes")
    func classes() {
        #expect(ReaderClass([]).index == 0)
        #expect(ReaderClass([.serverTime, .echoMessage]).tags == .time)
        #expect(ReaderClass([.accountTag]).tags == .account)
        #expect(ReaderClass([.accountTag, .serverTime]).tags == .timeAndAccount)
        #expect(ReaderClass([.messageTags, .multiline]).tags == .all)
        #expect(ReaderClass([.messageTags, .multiline, .batch]).tags == .allAndMultiline)
        #expect(ReaderClass([.multiline, .batch]).tags == .none)
        #expect(ReaderClass([.extendedJoin, .serverTime]) == ReaderClass(index: 7))
        for index in 0..<ReaderClass.count { #expect(ReaderClass(index: index).index == index) }
        #expect(ReaderClass.Tags.allCases.map(\.hasTime) == [false, true, false, true, true, true])
        #expect(ReaderClass.Tags.allCases.map(\.hasAccount) == [false, false, true, true, true, true])
    }
}

@Suite("IRC: sts")
struct STSTests {
    @Test("is told by its value alone, can't be switched on, and is never taken away")
    func sts() {
        var offer = CapabilityOffer([.sts, .serverTime])
        offer.setValue("port=6697", of: .sts)
        #expect(offer.words(hasValues: true) == ["server-time", "sts=port=6697"])
        #expect(offer.words(hasValues: false) == ["server-time"])
        var client = CapabilityNegotiation()
        _ = client.receive(["LS", "302"], offer: offer, isRegistered: true)
        #expect(client.receive(["REQ", "sts"], offer: offer, isRegistered: true) == .refused("sts"))
        let none = CapabilityOffer([.serverTime])
        #expect(client.change(from: offer, to: none) == ([], []))
        #expect(client.change(from: none, to: offer) == (["sts=port=6697"], []))
        var old = CapabilityNegotiation()
        _ = old.receive(["REQ", "cap-notify"], offer: CapabilityOffer([.capNotify]), isRegistered: true)
        #expect(old.change(from: none, to: offer) == ([], []))
    }
}

@Suite("005")
struct ISupportTests {
    @Test("has at most 13 tokens a line, each with one =")
    func tokens() {
        var facts = ISupport.Facts()
        facts.network = "My = Net\\ä"
        let support = ISupport(facts)
        #expect(support.tokens == support.tokens.sorted())
        #expect(support.tokens.allSatisfy { $0.utf8.allSatisfy { (0x21...0x7E).contains($0) } })
        #expect(support.tokens.allSatisfy { token in token.utf8.count(where: { $0 == UInt8(ascii: "=") }) <= 1 })
        #expect(support.tokens.contains(#"NETWORK=My\x20\x3D\x20Net\x5C\xC3\xA4"#))
        #expect(support.tokens.contains("PREFIX=(qov)~@+"))
        #expect(support.tokens.contains("CHANMODES=Ibe,k,fl,CHMRimnst"))
        let text = rendered { support.put(to: "ann", from: String(repeating: "s", count: 63), into: $0) }
        let all = text.split(separator: "\r\n")
        #expect(all.count == 3)
        var read: [String] = []
        for line in all {
            #expect(line.utf8.count <= 510 && line.hasSuffix(" :are supported by this server"))
            let words = line.split(separator: " ").dropFirst(3).prefix { !$0.hasPrefix(":") }
            #expect(words.count <= ISupport.mostOfLine)
            read += words.map(String.init)
        }
        #expect(read == support.tokens)
    }

    @Test("what has changed is told")
    func changes() {
        var facts = ISupport.Facts()
        let old = ISupport(facts)
        #expect(old.changes(since: old) == [])
        facts.history = 0
        facts.monitored = 5
        let changes = ISupport(facts).changes(since: old)
        #expect(changes.contains("MONITOR=5") && changes.contains("-CHATHISTORY") && changes.contains("-MSGREFTYPES"))
        #expect(rendered { old.put([], to: "ann", from: "s", into: $0) } == "")
    }
}

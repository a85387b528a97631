import ChatCore
import Testing

@testable import Dialects

@Suite("IRC: the dialect of a session")
struct IRCDialectTests {
    private func dialect(_ capabilities: Capabilities) -> IRCDialect {
        IRCDialect(
            server: "irc.example", nick: "ann", user: IRCRegistration.User(name: "~a", realName: "Ann"),
            capabilities: CapabilityNegotiation(enabled: capabilities, version: 302), modes: [],
            rendering: RenderingID(rawValue: 9))
    }

    private func labeled(_ answer: String, _ capabilities: Capabilities, _ label: String = "a;b") -> String {
        let dialect = dialect(capabilities)
        let gathered = ByteBuffer()
        gathered.put(answer)
        return rendered { dialect.put(gathered, labeled: Array(label.utf8), into: $0) }
    }

    @Test("an answer goes out as it is where its client wants no label")
    func plain() {
        #expect(labeled("x\r\ny\r\n", [.labeledResponse, .batch], "") == "x\r\ny\r\n")
        #expect(labeled("x\r\n", []) == "x\r\n")
        #expect(labeled("", []) == "")
    }

    @Test("one line is labeled, none is acknowledged, and several are a batch")
    func labels() {
        let all: Capabilities = [.labeledResponse, .batch]
        #expect(labeled(":s 366 ann\r\n", all) == "@label=a\\:b :s 366 ann\r\n")
        #expect(labeled("@time=t :s X\r\n", all) == "@label=a\\:b;time=t :s X\r\n")
        #expect(labeled("", all) == "@label=a\\:b :irc.example ACK\r\n")
        #expect(
            labeled("@time=t :s X\r\n:s Y\r\n", all)
                == "@label=a\\:b :irc.example BATCH +b1 labeled-response\r\n@batch=b1;time=t :s X\r\n@batch=b1 :s Y\r\n"
                + ":irc.example BATCH -b1\r\n")
    }

    @Test("lines of a batch within stay that batch's")
    func nestedBatch() {
        let answer = ":s BATCH +7 draft/multiline #r\r\n@batch=7 :s X\r\n:s BATCH -7\r\n"
        let told = labeled(":s Y\r\n" + answer, [.labeledResponse, .batch])
        #expect(told.contains("\r\n@batch=b1 :s BATCH +7"))
        #expect(told.contains("\r\n@batch=7 :s X\r\n"))
        // One that is all there is needs none around it.
        #expect(labeled(answer, [.labeledResponse, .batch]) == "@label=a\\:b " + answer)
    }

    @Test("it reads as its rendering says, in whatever room, and waits where others are refused")
    func asADialect() {
        let dialect = Dialect.irc(dialect([.serverTime]))
        #expect(
            dialect.reading
                == Reading(
                    rendering: RenderingID(rawValue: 9), marksRooms: false, isShownRooms: false,
                    interests: [.ranksBeneath, .signals]))
        #expect(dialect.endsLinesInCRLF && dialect.isChosen && !dialect.isForPeople && !dialect.refusesHaste)
        #expect(dialect.pulse(isTelnet: false) == .ping)
        #expect(rendered { dialect.putPing(token: "x", into: $0) } == "PING :irc.example\r\n")
        #expect(
            rendered { dialect.putEnding(.pingTimeout, now: 0, into: $0) }.hasPrefix("ERROR :Closing link: "))
        #expect(dialect.irc?.readers == IRCRendering(ReaderClass(.serverTime), server: "irc.example"))
    }

    @Test("it shows what its client has asked for, by capabilities and modes")
    func interests() {
        func interests(_ capabilities: Capabilities, _ modes: UserModes = []) -> Interests {
            let dialect = dialect(capabilities)
            dialect.modes = modes
            return dialect.reading.interests
        }
        #expect(interests([.awayNotify]) == [.ranksBeneath, .signals, .away, .awayOfNewcomers])
        #expect(interests([.setname, .extendedMonitor]) == [.ranksBeneath, .signals, .realNames, .ofWatched])
        #expect(interests([], [.wallops, .noCTCP]) == [.ranksBeneath, .broadcasts])
        #expect(Dialect.line(LineDialect()).reading.interests == .usual)
    }

    @Test("CAP goes on after the welcome")
    func negotiation() {
        let dialect = dialect([])
        let told = rendered { lines in
            dialect.negotiate(["REQ", "batch"], CapabilityOffer([.batch]), into: lines)
        }
        #expect(told == ":irc.example CAP ann ACK :batch\r\n")
        #expect(dialect.enabled == [.batch])
    }
}

import ChatCore
import Testing

@testable import Dialects

@Suite("IRC: requests")
struct IRCRequestTests {
    private func request(_ line: String) -> IRCRequest? {
        Array(line.utf8).withUnsafeBytes { IRCRequest(line: $0) }
    }

    private func saying(_ text: String) -> IRCSaying {
        Array(text.utf8).withUnsafeBytes { IRCSaying($0)! }
    }

    private func room(_ name: String) -> RoomName { RoomName(name)! }

    private func nick(_ name: String) -> Nick { Nick(name)! }

    @Test("a line with several rooms or receivers has a step for each")
    func lists() {
        #expect(
            request("JOIN #a,bad,#b key,,x")?.steps == [
                .join(room("#a"), RoomKey("key")), .refuse(IRCRefusal(.noSuchChannel, "bad")),
                .join(room("#b"), RoomKey("x")),
            ])
        #expect(request("JOIN 0")?.steps == [.partAll])
        #expect(request("PART #a,#b :so long")?.steps == [.part(room("#a"), "so long"), .part(room("#b"), "so long")])
        #expect(
            request("privmsg #a,bob :hi")?.steps == [
                .say(.room(room("#a"), atLeast: .none), saying("hi")), .say(.nick(nick("bob")), saying("hi")),
            ])
        #expect(request("NAMES #a,#b")?.steps == [.names(["#a", "#b"], asked: "#a,#b")])
        #expect(request("NAMES")?.steps == [.names([], asked: "")])
        #expect(
            request("KICK #a bob,1x :out")?.steps == [
                .kick(room("#a"), nick("bob"), "out"), .refuse(IRCRefusal(.noSuchNick, "1x")),
            ])
        #expect(
            request("KICK #a,#b bob,cy")?.steps == [
                .kick(room("#a"), nick("bob"), nil), .kick(room("#b"), nick("cy"), nil),
            ])
        #expect(request("KICK #a,#b bob")?.steps == [.refuse(IRCRefusal(.needMoreParameters, "KICK"))])
    }

    @Test("what is asked of people")
    func people() {
        #expect(request("MONITOR + a,,1x,b")?.steps == [.monitor(.add(["a", "1x", "b"]))])
        #expect(request("MONITOR - a")?.steps == [.monitor(.remove(["a"]))])
        #expect(request("MONITOR +")?.steps == [.monitor(.add([]))])
        for (word, step) in [("C", IRCMonitorRequest.clear), ("l", .list), ("S", .status)] {
            #expect(request("MONITOR \(word)")?.steps == [.monitor(step)])
        }
        #expect(request("MONITOR x")?.steps == [.refuse(IRCRefusal(.needMoreParameters, "MONITOR"))])
        #expect(request("WHOWAS ann 2")?.steps == [.whowas("ann", count: 2)])
        for count in ["", " 0", " -1", " x"] {
            #expect(request("WHOWAS ann\(count)")?.steps == [.whowas("ann", count: nil)])
        }
        #expect(request("WHOWAS")?.steps == [.refuse(IRCRefusal(.noNickGiven))])
        #expect(request("SETNAME :Ann B.")?.steps == [.setName("Ann B.")])
        for name in ["", String(repeating: "x", count: 151)] {
            #expect(request("SETNAME :\(name)")?.steps == [.fail(.invalidRealName)])
        }
        #expect(request("INVITE")?.steps == [.invitations])
    }

    @Test("what is asked of operators")
    func operators() {
        #expect(request("KILL bob :no more")?.steps == [.kill(nick("bob"), "no more")])
        #expect(request("KILL bob")?.steps == [.kill(nick("bob"), nil)])
        #expect(request("KILL 1x :y")?.steps == [.refuse(IRCRefusal(.noSuchNick, "1x"))])
        #expect(request("WALLOPS :hear")?.steps == [.broadcast("hear")])
        #expect(request("WALLOPS :")?.steps == [.refuse(IRCRefusal(.needMoreParameters, "WALLOPS"))])
        #expect(request("REHASH")?.steps == [.rehash])
    }

    @Test("what can't be is refused where it stands; a notice never is")
    func refusals() {
        #expect(request("") == nil)
        #expect(request(":prefix") == nil)
        #expect(request("FOO bar")?.steps == [.refuse(IRCRefusal(.unknownCommand, "FOO"))])
        #expect(request("JOIN")?.steps == [.refuse(IRCRefusal(.needMoreParameters, "JOIN"))])
        #expect(request("PRIVMSG")?.steps == [.refuse(IRCRefusal(.noRecipient, words: "No recipient given (PRIVMSG)"))])
        #expect(request("PRIVMSG bob")?.steps == [.refuse(IRCRefusal(.noTextToSend))])
        #expect(request("PRIVMSG bob :")?.steps == [.refuse(IRCRefusal(.noTextToSend))])
        #expect(request("PRIVMSG a,b,c,d,e :x")?.steps == [.refuse(IRCRefusal(.tooManyTargets, "a,b,c,d,e"))])
        for line in ["NOTICE", "NOTICE bob", "NOTICE a,b,c,d,e :x"] { #expect(request(line)?.steps == []) }
        #expect(
            request("PRIVMSG bob :" + String(repeating: "x", count: 500))?.steps == [.refuse(IRCRefusal(.inputTooLong))]
        )
        #expect(request("USER a b c d")?.steps == [.refuse(IRCRefusal(.alreadyRegistered))])
        #expect(request("NICK :")?.steps == [.refuse(IRCRefusal(.noNickGiven))])
        #expect(request("NICK server")?.steps == [.refuse(IRCRefusal(.badNick, "server"))])
        #expect(request("PING")?.steps == [.refuse(IRCRefusal(.noOrigin))])
        #expect(request("MODE 1x")?.steps == [.refuse(IRCRefusal(.noSuchNick, "1x"))])
        let spoiled: [UInt8] = Array("PRIVMSG bob :".utf8) + [0xFF]
        #expect(
            spoiled.withUnsafeBytes { IRCRequest(line: $0) }?.steps.map(String.init(describing:)).first?
                .contains("INVALID_UTF8") == true)
    }

    @Test("texts are plain and short, and an empty one is none")
    func texts() {
        #expect(request("TOPIC #a")?.steps == [.topic(room("#a"))])
        #expect(request("TOPIC #a :")?.steps == [.setTopic(room("#a"), "")])
        #expect(request("TOPIC #a :\u{2}bold\u{2}")?.steps == [.setTopic(room("#a"), "bold")])
        #expect(request("AWAY")?.steps == [.away(nil)])
        #expect(request("AWAY :")?.steps == [.away(nil)])
        #expect(request("QUIT :bye")?.steps == [.quit("bye")])
        let long = String(repeating: "ä", count: 200)
        guard case .away(let note?)? = request("AWAY :\(long)")?.steps.first else { return #expect(Bool(false)) }
        #expect(note.utf8.count == IRCLimits.note)
    }

    @Test("a label is taken along, unless it is too long")
    func labels() {
        #expect(request("@label=a\\:b PING x")?.label == Array("a;b".utf8))
        #expect(request("PING x")?.label == [])
        #expect(request("@label=\(String(repeating: "x", count: 65)) PING x")?.label == [])
    }

    @Test("what goes through much is dear")
    func cost() {
        #expect(request("LIST")?.cost == .dear)
        #expect(request("WHO *")?.cost == .dear)
        #expect(request("WHO #a")?.cost == .dear)
        #expect(request("JOIN #a")?.cost == .dear)
        #expect(request("LUSERS")?.cost == .dear)
        #expect(request("NAMES #a")?.cost == .charged)
        #expect(request("NAMES #a,#b")?.cost == .dear)
        #expect(request("PRIVMSG #a :x")?.cost == .plain)
        // All of the room are gone through to find the few.
        #expect(request("PRIVMSG @#a :x")?.cost == .charged)
        #expect(request("NOTICE #a,~#b :x")?.cost == .charged)
    }

    @Test("what a client sends by itself, and is little work, is light")
    func light() {
        for line in ["PING x", "PONG x", "CAP LIST", "MODE #a", "AUTHENTICATE *"] {
            #expect(request(line)?.cost == .light, "\(line)")
        }
        for line in ["MODE #a +m", "MODE #a b", "MODE ann", "NICK ann", "TOPIC #a"] {
            #expect(request(line)?.cost != .light, "\(line)")
        }
    }

    @Test("what is said in a room is found on a short way, and is the same")
    func said() {
        let short = [
            "PRIVMSG #a :x", "PRIVMSG #a :two words ", "PRIVMSG #A-b~c :::x", "PRIVMSG #a :ä\u{1F600}",
            "PRIVMSG #a : x",
            "PRIVMSG #a :x\r", "PRIVMSG #a :x\r\r", "PRIVMSG #a#b :x", "PRIVMSG #a :a\u{1}b",
        ]
        for line in short {
            guard let said = Self.said(line),
                case .say(.room(let room, atLeast: .none), let saying)? = request(line)?.steps.first
            else {
                Issue.record("\(line)")
                continue
            }
            #expect(said.room == room && said.text == saying.text, "\(line)")
        }
        let long = [
            "PRIVMSG #a :", "PRIVMSG #a :\r", "PRIVMSG #a :\u{1}ACTION x\u{1}", "PRIVMSG #a :\u{2}x", "PRIVMSG #a x",
            "PRIVMSG #a,#b :x", "PRIVMSG @#a :x", "PRIVMSG bob :x", "PRIVMSG # :x", "PRIVMSG #a!b :x", "PRIVMSG  #a :x",
            "PRIVMSG #a  :x", "privmsg #a :x", "NOTICE #a :x", "@label=1 PRIVMSG #a :x", ":ann PRIVMSG #a :x",
            "PRIVMSG #",
            "PRIVMSG #a ", "PRIVMSG #\(String(repeating: "a", count: 33)) :x",
            "PRIVMSG #a :\(String(repeating: "x", count: 500))", "PRIVMSG #a :\u{200B}",
        ]
        for line in long { #expect(Self.said(line) == nil, "\(line)") }
        // No UTF-8.
        #expect([UInt8]("PRIVMSG #a :".utf8 + [0xFF]).withUnsafeBytes { IRCRequest.said(in: $0) == nil })
    }

    private static func said(_ line: String) -> (room: RoomName, text: Text)? {
        Array(line.utf8).withUnsafeBytes { IRCRequest.said(in: $0) }
    }

    @Test("of whose people a WHO asks")
    func roomOfWho() {
        #expect(request("WHO #a %tcuhnfdar,743")?.roomOfWho == RoomName("#a"))
        for line in ["WHO a", "WHO *", "WHO", "NAMES #a"] { #expect(request(line)?.roomOfWho == nil, "\(line)") }
    }
}

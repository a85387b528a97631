import Dialects

@testable import partyline

/// A conversation with a server that is played by the test.
struct Talk {
    var conversation: Conversation

    /// Nonces are `nonce` and a number, from 1.
    init(
        nick: String? = nil, rooms: [String] = [], context: Bool = false, comesBack: Bool = true, insists: Bool = false
    ) {
        self.init(
            Conversation.Wishes(nick: nick, rooms: rooms, context: context, comesBack: comesBack, insists: insists))
    }

    init(_ wishes: Conversation.Wishes) {
        var number = 0
        conversation = Conversation(wishes) {
            number += 1
            return "nonce\(number)"
        }
    }

    /// One that has got through `/wire 1`.
    /// - Parameter keys: more of those that the server's answer has.
    static func ready(
        nick: String? = nil, rooms: [String] = [], context: Bool = false, comesBack: Bool = true, keys: String = ""
    ) -> Talk {
        var talk = Talk(nick: nick, rooms: rooms, context: context, comesBack: comesBack)
        talk.connect(keys: keys)
        return talk
    }

    /// What is shown and sent is dropped.
    mutating func connect(as nick: String = "guest1", keys: String = "") {
        conversation.begin()
        hear("OK - proto=1 nick=\(nick) room=#lobby server=test max-line=2048" + (keys.isEmpty ? "" : " " + keys))
        _ = conversation.takeOutputs()
    }

    mutating func hear(_ lines: String...) {
        for line in lines { Array(line.utf8).withUnsafeBytes { conversation.receive($0) } }
    }

    mutating func say(_ line: String) { conversation.submit(line) }

    /// The lines to send, since the last look; all else is dropped.
    /// - Parameter withToken: the one that asks for a token is among them.
    mutating func sent(withToken: Bool = false) -> [String] {
        conversation.takeOutputs().compactMap { if case .send(let line) = $0 { line } else { nil } }
            .filter { withToken || $0 != "@r /wire 1 resume" }
    }

    /// What is shown, since the last look, as lines without times and colours.
    mutating func shown() -> [String] {
        var renderer = Renderer(theme: Theme(isColoured: false), showsTime: false)
        return conversation.takeOutputs().compactMap {
            guard case .show(let display) = $0 else { return nil }
            renderer.currentRoom = conversation.currentRoom
            renderer.nick = conversation.nick
            return renderer.line(display, now: Talk.time)
        }
    }

    /// Answers, bells and hang-ups, since the last look.
    mutating func rest() -> [Conversation.Output] {
        conversation.takeOutputs().filter {
            switch $0 {
            case .answered, .bell, .hangUp: true
            default: false
            }
        }
    }

    /// 2026-11-22T19:58:01.123Z
    static let time: Int64 = 1_795_377_481_123_000
    static let stamp = "2026-11-22T19:58:01.123Z"

    static func said(_ id: Int, _ nick: String, _ text: String, room: String = "#lobby") -> String {
        "MSG \(id) \(stamp) \(room) \(nick) :\(text)"
    }
}

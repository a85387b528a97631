import ChatCore
import Libevent

/// The peers who speak IRC: newcomers who send whatever there is, and clients who ask as they should, each time with a label.
extension ServerHarness {
    /// What a client has to switch on for its answers to be judged; the others come and go.
    private static let needed = "batch echo-message labeled-response message-tags server-time"
    private static let others = [
        "account-tag", "away-notify", "cap-notify", "draft/chathistory", "draft/message-redaction",
        "draft/metadata-3", "draft/multiline", "draft/read-marker", "extended-join", "extended-monitor",
        "multi-prefix", "no-implicit-names", "setname", "standard-replies", "userhost-in-names",
    ]

    /// - Returns: the nick that it begins with.
    func connectIRC(_ data: inout FuzzedData, isStrict: Bool, in day: Day) throws(Violation) {
        if isStrict { try settle(day) }
        let nick = "p\(day.comers)"
        let reader = FuzzedIRCReader(nick: nick, address: tellsNoAddress ? ircAddress.ip?.description : nil)
        let peer = try day.connect(irc: reader, from: ircAddress, isStrict: isStrict)
        guard isStrict else { return }
        peer.put("CAP REQ :\(ServerHarness.needed)\r\nCAP REQ \(data.pick(ServerHarness.others))\r\n".utf8)
        peer.put("NICK \(nick)\r\nUSER \(nick) 0 * :\(nick)\r\nCAP END\r\n".utf8)
        // Who is in the lobby hears what is said there.
        peer.put("JOIN #lobby\r\n".utf8)
        let isThere = try turner.turn { () throws(Violation) in
            peer.send()
            try receive(day)
            return peer.isPresent
        }
        try demand(isThere, "a client of IRC did not come to be in the lobby")
    }

    /// Bytes of any kind, or a line that somebody may send before the welcome, or after it.
    func ramble(by peer: FuzzPeer, _ data: inout FuzzedData, in day: Day) {
        let nick = data.pick(["ann", "bob", "p1", "p2", "x"])
        switch data.below(12) {
        case 0: peer.put("NICK \(nick)\r\n".utf8)
        case 1: peer.put("USER \(nick) 0 * :\(nick)\r\n".utf8)
        case 2: peer.put("NICK \(nick)\nUSER \(nick) 0 * :\(nick)\nJOIN #lobby,#a\n".utf8)
        case 3: peer.put("CAP \(data.pick(["LS 302", "LS", "END", "LIST", "REQ :sasl batch", "REQ x"]))\r\n".utf8)
        case 4: peer.put(Array("PASS :".utf8) + line(data.bytes(data.below(64))) + [10])
        case 5: peer.put("AUTHENTICATE \(data.pick(["PLAIN", "SCRAM-SHA-256", "*", "+", "AGEAYg=="]))\r\n".utf8)
        case 6: peer.put("\(data.pick(["JOIN :", "PROTOCTL NAMESX", "MODE \(nick) i", "JOIN #a", "QUIT"]))\r\n".utf8)
        case 7, 8:
            peer.put(request(&data, as: nick) + [13, 10])
        case 9: peer.put(Array("@+a=".utf8) + line(data.bytes(data.below(256))) + Array(" TAGMSG #a\r\n".utf8))
        default: peer.put(data.bytes(data.below(64)))
        }
    }

    /// Something that is asked with a label.
    func ask(irc peer: FuzzPeer, _ data: inout FuzzedData) {
        let nick = peer.irc?.nick ?? ""
        switch data.below(16) {
        case 0..<4: peer.ask(irc: "PRIVMSG #lobby :x".utf8 + styled(&data), saysInLobby: true)
        case 4: peer.ask(irc: "NOTICE #lobby :x".utf8 + styled(&data), saysInLobby: true)
        case 5: peer.ask(irc: "PRIVMSG #lobby :\u{1}ACTION x".utf8 + styled(&data) + [1], saysInLobby: true)
        case 6:
            let tags = Array("+x=".utf8) + data.bytes(data.below(128)).filter { $0 > 0x20 && $0 < 0x7F && $0 != 0x3B }
            peer.ask(irc: "PRIVMSG #lobby :x".utf8 + styled(&data), with: tags, saysInLobby: true)
        case 7: askInLines(peer, &data)
        default: peer.ask(irc: request(&data, as: nick))
        }
    }

    /// A text of several lines.
    private func askInLines(_ peer: FuzzPeer, _ data: inout FuzzedData) {
        let room = data.pick(["#lobby", "#a"])
        var lines: [UInt8] = []
        for _ in 0..<data.below(6) {
            let concatenates = data.flag() ? ";draft/multiline-concat" : ""
            lines += Array("@batch=1\(concatenates) PRIVMSG \(room) :x".utf8) + styled(&data) + [13, 10]
        }
        peer.ask(
            irc: "BATCH +1 draft/multiline \(room)".utf8, more: lines + Array("BATCH -1\r\n".utf8),
            saysInLobby: room == "#lobby")
    }

    // MARK: - Requests that say nothing in the lobby, and leave nobody out of it

    /// - Parameter nick: who asks.
    /// - Returns: a line without its end.
    private func request(_ data: inout FuzzedData, as nick: String) -> [UInt8] {
        let room = data.pick(["#a", "#b"])
        let other = data.pick(["ann", "bob", "guest1", "p1", "p2", nick])
        switch data.below(22) {
        case 0: return Array("PRIVMSG \(data.pick([other, room, "@#a", "\(room),\(other)"])) :".utf8) + styled(&data)
        case 1: return Array("NOTICE \(data.pick([other, room])) :\u{1}PING ".utf8) + styled(&data) + [1]
        case 2: return Array("JOIN \(room) ".utf8) + parameter(&data)
        case 3: return Array("PART \(room) :".utf8) + styled(&data)
        case 4: return Array("MODE \(room) ".utf8) + parameters(&data)
        case 5:
            return Array("MODE \(room) +\(data.pick(["b", "e", "I", "bbb", "k", "o", "v"])) ".utf8) + parameters(&data)
        case 6: return Array("MODE \(nick) ".utf8) + parameter(&data)
        case 7: return Array("TOPIC \(data.pick([room, "#lobby"])) :".utf8) + styled(&data)
        case 8: return Array("KICK \(room) \(other) :".utf8) + styled(&data)
        case 9: return Array("INVITE \(other) \(room)".utf8)
        case 10:
            return Array(
                "WHO \(data.pick([room, "#lobby", "*", other])) \(data.pick(["o", "%tcuihsnfdlaor,7", ""]))".utf8)
        case 11:
            return Array("\(data.pick(["NAMES", "LIST", "WHOIS", "WHOWAS"])) \(data.pick([room, other, "*"]))".utf8)
        case 12:
            let words = ["LUSERS", "MOTD", "VERSION", "TIME", "INFO", "ADMIN", "HELP", "LINKS", "STATS u", "ISUPPORT"]
            return Array(data.pick(words).utf8)
        case 13:
            let bound = data.pick(["*", "msgid=\(data.number())", "timestamp=2026-01-01T00:00:00.000Z"])
            let which = data.pick(["LATEST", "BEFORE", "AFTER", "AROUND"])
            return Array("CHATHISTORY \(which) \(data.pick(["#lobby", room])) \(bound) \(data.below(128))".utf8)
        case 14: return Array("AWAY :".utf8) + styled(&data)
        case 15: return Array("MONITOR \(data.pick(["+", "-", "C", "L", "S"])) ".utf8) + parameter(&data)
        case 16:
            let what = data.pick(["SET a :", "SUB ", "UNSUB ", "GET ", "LIST ", "CLEAR ", "SYNC ", "SUBS "])
            return Array("METADATA \(data.pick(["*", room, other])) \(what)".utf8) + styled(&data)
        case 17: return Array("REDACT #lobby \(data.number()) :".utf8) + styled(&data)
        case 18: return Array("NICK \(data.pick(["ann", "p1", "p2", nick, "\(nick)_"]))".utf8)
        case 19: return Array("SETNAME :".utf8) + styled(&data)
        case 20:
            return Array(
                "CAP \(data.pick(["REQ \(data.flag() ? "-" : "")\(data.pick(ServerHarness.others))", "LIST"]))".utf8)
        default:
            let word = data.pick([
                "TAGMSG", "MARKREAD", "WHO", "USERHOST", "ISON", "BATCH", "WALLOPS", "KILL", "NS", "X",
            ])
            return Array("\(word) ".utf8) + parameters(&data)
        }
    }

    // MARK: - Words

    /// Words with codes of formatting and whatever else may stand in a line.
    private func styled(_ data: inout FuzzedData) -> [UInt8] {
        let bytes = line(data.bytes(data.below(256)))
        return String(validating: bytes, as: UTF8.self) == nil ? Array("y".utf8) : bytes
    }

    private func parameter(_ data: inout FuzzedData) -> [UInt8] {
        styled(&data).filter { $0 != 32 }
    }

    private func parameters(_ data: inout FuzzedData) -> [UInt8] {
        Array((0...data.below(6)).map { _ in parameter(&data) }.joined(separator: [32])).prefix(380) + []
    }

    /// What ends no line.
    private func line(_ bytes: [UInt8]) -> [UInt8] {
        bytes.filter { $0 != 0 && $0 != 10 && $0 != 13 }
    }
}

private func + (words: String.UTF8View, bytes: [UInt8]) -> [UInt8] { Array(words) + bytes }

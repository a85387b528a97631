import ChatCore
import TestSupport

/// What happens next, by a seed.
struct ClusterDraw {
    enum Deed {
        case connect, disconnect, command, kill, pause, leave, takeToken, lose, resume
    }

    private static let nicks = ["ann", "bob", "cy", "dee", "eve", "fay"]

    private var generator: SplitMix64
    /// On some days there are ops, who are at it all the time.
    private let isStrict: Bool
    private let rooms: [String]

    init(seed: UInt64) {
        generator = SplitMix64(seed: seed)
        isStrict = generator.chance(40)
        rooms = isStrict ? ["tea"] : ["lobby", "lobby", "lobby", "tea", "den"]
    }

    mutating func nodeCount() -> Int { 2 + generator.below(3) }

    mutating func pick<Element>(_ elements: [Element]) -> Element? {
        elements.isEmpty ? nil : elements[generator.below(elements.count)]
    }

    /// Whether a node that was held for dead goes on with its connections, as most do.
    mutating func comesBack() -> Bool { generator.chance(70) }

    /// Whether two show one token at once.
    mutating func isShownTwice() -> Bool { generator.chance(40) }

    /// Some tell what they have read last.
    mutating func tellsLast() -> Bool { generator.chance(50) }

    mutating func isHidden() -> Bool { generator.chance(20) }

    /// Who comes under a nick of their own, as some do; nil: another comes as a guest.
    mutating func entrance() -> Hub.Entrance? {
        guard generator.chance(30), let nick = nick() else { return nil }
        let account = generator.chance(50) ? AccountID(number: UInt32(1 + generator.below(4))) : nil
        return Hub.Entrance(nick, Introduction(user: .line, realName: ""), account: account)
    }

    /// In steps of a tenth of a second.
    mutating func pauseLength() -> Int { generator.chance(50) ? 5 + generator.below(40) : 60 + generator.below(120) }

    mutating func absence() -> Int { generator.chance(30) ? generator.below(20) : 80 + generator.below(100) }

    mutating func deed(clients: Int) -> Deed {
        switch generator.below(1_000) {
        case ..<4: .kill
        case ..<10: .pause
        case ..<13: .leave
        case ..<100 where clients < 8: .connect
        case ..<125: .disconnect
        case ..<145: .lose
        case ..<175: .takeToken
        case ..<200: .resume
        default: .command
        }
    }

    private mutating func room() -> RoomName? { RoomName(generator.pick(rooms)) }

    private mutating func nick() -> Nick? { Nick(generator.pick(ClusterDraw.nicks)) }

    /// - Returns: what is to be done, and the line if one is said by it.
    mutating func command(line: String) -> (Command, line: String?) {
        let text = Text(cleaned: Array(line.utf8))
        guard let room = room(), let nick = nick() else { return (.back, nil) }
        if isStrict, generator.chance(30) { return (.moderate(room, moderation(of: nick)), nil) }
        switch generator.below(100) {
        case ..<45: return (.sayIn(room, text), line)
        case ..<58: return (.join(room), nil)
        case ..<62: return (.part(room, reason: nil), nil)
        case ..<72: return (.nick(nick), nil)
        case ..<75: return (.tell(nick, text), nil)
        case ..<78: return (.setTopic(room, text), nil)
        case ..<81: return (generator.chance(50) ? .away(note: text) : .back, nil)
        case ..<90: return (.moderate(room, moderation(of: nick)), nil)
        case ..<98: return (.account(account(nick)), nil)
        default: return (.names(room), nil)
        }
    }

    private mutating func moderation(of nick: Nick) -> Moderation {
        switch generator.below(7) {
        case 0: return .kick(nick, reason: nil)
        case 1: return .give(generator.chance(50) ? .op : .voice, nick)
        case 2: return .take(.op, nick)
        case 3:
            return .set(.mute, .person(nick), seconds: Int64(1 + generator.below(20)), reason: nil, putsOut: false)
        case 4: return .set(.ban, .person(nick), seconds: Int64(1 + generator.below(20)), reason: nil, putsOut: true)
        case 5: return .invite(nick)
        default:
            var change = ModeChange()
            change.add(word: generator.pick(["+moderated", "-moderated", "+invite-only", "-invite-only", "+limit=3"]))
            return .modes(change)
        }
    }

    private mutating func account(_ nick: Nick) -> AccountRequest {
        switch generator.below(7) {
        case 0, 1: return .register
        case 2, 3, 4: return .logIn(AccountID(number: UInt32(1 + generator.below(4))), keepsNick: false)
        case 5: return .logOut
        default: return generator.chance(30) ? .erase : .reserve(nick)
        }
    }
}

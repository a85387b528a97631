/// Something that happened in a room besides what was said there, as it is kept: who did it, and a text that tells what. The text begins
/// with a letter for the kind; an own id stands behind it where there is one, and what it takes follows.
///
///     j:Ann B.    p    p:bye    t1795000000000000 cakes    kbob:spam    rbob 2 0    m+secret -slow    c#tea #cake:why
enum Happening {
    /// - Returns: who did it, and the text; nil: it is nothing that is kept.
    static func written(_ event: Event) -> (by: Nick, text: Text)? {
        func written(_ by: Nick, _ letter: Character, _ words: String, _ rest: Text?) -> (Nick, Text) {
            var text = Array("\(letter)\(words)".utf8)
            if let rest { text += [UInt8(ascii: ":")] + rest.utf8 }
            return (by, Text(cleaned: text))
        }
        switch event.kind {
        case .join(let nick): return written(nick, "j", "", event.source?.realName)
        case .part(let nick, let reason): return written(nick, "p", "", reason)
        case .quit(let nick, let reason): return written(nick, "q", "", reason)
        case .merged(let nick, let other): return written(nick, "g", other.text, nil)
        case .nick(let old, let new): return written(old, "n", new.text, nil)
        case .topic(let nick, let text): return written(nick, "t", "\(event.id)", text)
        case .kick(let nick, let by, let reason): return written(by, "k", nick.text, reason)
        case .rank(let nick, let rank, let by, let was):
            return written(by, "r", "\(nick) \(rank.rawValue) \(was.rawValue)", nil)
        case .voiceBeneath(let nick, let isSet, let by): return written(by, "v", "\(nick) \(isSet ? 1 : 0)", nil)
        case .modes(let by, var change):
            // The key itself is in no event, and a word for it has one.
            if change.added.contains(.key), let key = RoomKey("*") { change.setKey(key) }
            return written(by, "m", change.words.joined(separator: " "), nil)
        case .roomRenamed(let old, let by, let reason):
            return written(by, "c", "\(old) \(event.room?.text ?? "")", reason)
        case .aside(let nick, nil): return event.enclosure == nil ? nil : written(nick, "a", "\(event.id)", nil)
        default: return nil
        }
    }

    /// What was written.
    struct Read {
        let kind: Event.Kind
        /// 0: it has none.
        var id: EventID = 0
        var realName: Text?
        /// What the room was called from then on, where that is what happened.
        var room: RoomName?
    }

    /// - Returns: nil where it is none.
    static func read(_ text: Text, by nick: Nick) -> Read? {
        guard let letter = text.utf8.first else { return nil }
        let content = text.utf8.dropFirst()
        let end = content.firstIndex(of: UInt8(ascii: ":")) ?? content.endIndex
        let words = String(decoding: content[..<end], as: UTF8.self).split(
            separator: " ", omittingEmptySubsequences: false)
        let rest = end == content.endIndex ? nil : Text(cleaned: Array(content[(end + 1)...]))
        let isBare = words == [""]
        switch Character(UnicodeScalar(letter)) {
        case "j": return isBare ? Read(kind: .join(nick), realName: rest) : nil
        case "c":
            let names = words.compactMap { $0.hasPrefix("#") ? RoomName($0) : nil }
            guard names.count == 2, words.count == 2 else { return nil }
            return Read(kind: .roomRenamed(from: names[0], by: nick, reason: rest), room: names[1])
        default: return kind(letter, words, rest, by: nick).map { Read(kind: $0.kind, id: $0.id) }
        }
    }

    private static func kind(
        _ letter: UInt8, _ words: [Substring], _ rest: Text?, by nick: Nick
    ) -> (kind: Event.Kind, id: EventID)? {
        let first = words.first.flatMap { Nick($0) }
        func number(_ index: Int) -> Int? { words.indices.contains(index) ? Int(words[index]) : nil }
        func rank(_ index: Int) -> Rank? { number(index).flatMap { UInt8(exactly: $0) }.flatMap { Rank(rawValue: $0) } }
        let isBare = words == [""]
        switch Character(UnicodeScalar(letter)) {
        case "p" where isBare: return (.part(nick, reason: rest), 0)
        case "q" where isBare: return (.quit(nick, reason: rest), 0)
        case "g": return first.map { (.merged(nick, into: $0), 0) }
        case "n": return first.map { (.nick(old: nick, new: $0), 0) }
        case "t": return number(0).flatMap { id in rest.map { (.topic(by: nick, $0), EventID(id)) } }
        case "k": return first.map { (.kick($0, by: nick, reason: rest), 0) }
        case "r":
            guard let first, let now = rank(1), let was = rank(2) else { return nil }
            return (.rank(first, now, by: nick, was: was), 0)
        case "v": return first.map { (.voiceBeneath($0, number(1) == 1, by: nick), 0) }
        case "m":
            var change = ModeChange()
            guard words.allSatisfy({ change.add(word: $0) }) else { return nil }
            return (.modes(by: nick, change.withoutKey), 0)
        case "a": return number(0).map { (.aside(from: nick, to: nil), EventID($0)) }
        default: return nil
        }
    }
}

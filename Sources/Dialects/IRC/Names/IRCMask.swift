import ChatCore

/// A list of a room that masks stand in: `b`, `e` or `I`.
package enum MaskList: UInt8, Hashable, Sendable, CaseIterable {
    case bans = 0x62
    case exempts = 0x65
    case invited = 0x49

    package var letter: UInt8 { rawValue }

    package init(of kind: MaskKind) {
        switch kind {
        case .ban, .mute: self = .bans
        case .exempt: self = .exempts
        case .invited: self = .invited
        }
    }
}

/// An entry of such a list as IRC writes it: `nick!user@host` with `*` and `?`, `a:account`, and either behind `m:`, which mutes.
package struct IRCMask: Hashable, Sendable {
    package let kind: MaskKind
    package let subject: MaskSubject

    /// The letters of `EXTBAN`, which has no prefix.
    package static let extbans = "am"
    /// The one of `ACCOUNTEXTBAN`.
    package static let accountExtban = "a"

    package init(_ kind: MaskKind, _ subject: MaskSubject) {
        self.kind = kind
        self.subject = subject
    }

    /// Takes a mask for a list.
    ///
    /// Missing parts of `nick!user@host` are `*`. In the list of exempts `m:` says nothing more, as who is on it is exempt from mutes, too.
    /// - Returns: nil where it can't be one, or is longer than `MaskSubject.maximumLength` in the hub's form.
    package init?(_ text: some StringProtocol, in list: MaskList) {
        var rest = Substring(text)
        var mutes = false
        if let muted = IRCMask.behind("m", rest) {
            guard list != .invited else { return nil }
            (rest, mutes) = (muted, true)
        }
        // It would be about everybody.
        guard !rest.isEmpty else { return nil }
        let subject: MaskSubject?
        if let account = IRCMask.behind("a", rest) {
            subject = MaskSubject(.account, account)
        } else {
            subject = IRCMask.subject(of: rest)
        }
        guard let subject else { return nil }
        self.subject = subject
        kind =
            switch list {
            case .bans: mutes ? .mute : .ban
            case .exempts: .exempt
            case .invited: .invited
            }
    }

    private static func behind(_ letter: Character, _ text: Substring) -> Substring? {
        guard text.first?.lowercased() == letter.lowercased(), text.dropFirst().first == ":" else { return nil }
        return text.dropFirst(2)
    }

    /// A mask of which only one part says something is about that part in the hub, too, so that it is one whatever its writer speaks.
    private static func subject(of text: Substring) -> MaskSubject? {
        let (nick, user, host) = completed(text)
        switch (nick == "*", user == "*", host == "*") {
        case (_, true, true): return MaskSubject(.nick, nick)
        case (true, true, false): return MaskSubject(.host, host)
        default: return MaskSubject(.mask, "\(nick)!\(user)@\(host)")
        }
    }

    /// `nick`, `nick!user`, `user@host` and `nick!user@host` in their three parts. One word with a `.` or `:` is a host.
    package static func completed(_ text: Substring) -> (nick: String, user: String, host: String) {
        func part(_ part: Substring?) -> String {
            // The hub takes several stars in a row for one.
            guard let part, !part.allSatisfy({ $0 == "*" }) else { return "*" }
            return String(part)
        }
        let (front, host) = halves(text, at: "@")
        let (nick, user) = halves(front, at: "!")
        if user == nil, host != nil { return ("*", part(nick), part(host)) }
        if user == nil, text.contains(where: { $0 == "." || $0 == ":" }) { return ("*", "*", part(text)) }
        return (part(nick), part(user), part(host))
    }

    private static func halves(_ text: Substring, at mark: Character) -> (Substring, Substring?) {
        guard let index = text.firstIndex(of: mark) else { return (text, nil) }
        return (text[..<index], text[text.index(after: index)...])
    }

    // MARK: - Writing

    package var list: MaskList { MaskList(of: kind) }

    /// As it stands in the list.
    package var text: String {
        let mask =
            switch subject.kind {
            case .account: "a:\(subject.value)"
            case .host: "*!*@\(subject.value)"
            case .nick: "\(subject.value)!*@*"
            case .mask: subject.value
            }
        return kind == .mute ? "m:" + mask : mask
    }
}

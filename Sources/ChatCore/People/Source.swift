/// Who did something, as they were then, for dialects that show more than a nick. All events of a person share one, until something of it
/// changes.
public final class Source: Hashable, Sendable {
    public let nick: Nick
    /// As `nick!user@host` has it; a host that is not known is `unknown`.
    public let userHost: String
    /// To which they were logged in; nil: they were a guest.
    public let account: Nick?
    /// A program speaks for them.
    public let isBot: Bool
    /// What they are really called; nil where they have not said, and of what is kept. It makes no two of them different.
    public let realName: Text?

    /// - Parameter userHost: what `isUserHost` says is one.
    package init(nick: Nick, userHost: String, account: Nick?, isBot: Bool, realName: Text? = nil) {
        self.realName = realName
        self.nick = nick
        self.userHost = userHost
        self.account = account
        self.isBot = isBot
    }

    convenience init(of person: Person) {
        self.init(
            nick: person.nick, userHost: "\(person.user)@\(person.host?.text ?? Host.unknown)",
            account: person.account?.name, isBot: person.isProgram,
            realName: person.particulars?.introduction?.realName)
    }

    /// Who said something that is kept; nil where no more than a nick is known of them.
    convenience init?(of said: HubSnapshot.Said, account: Nick?) {
        guard !said.userHost.isEmpty else { return nil }
        self.init(nick: said.nick, userHost: said.userHost, account: account, isBot: said.isBot)
    }

    /// Whether a text is what `userHost` can be. What comes from outside may be otherwise.
    package static func isUserHost(_ text: String) -> Bool {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        return parts.count == 2 && UserName(parts[0]) != nil && Host(parts[1]) != nil
    }

    public static func == (left: Source, right: Source) -> Bool {
        left === right
            || left.nick.text == right.nick.text && left.userHost == right.userHost
                && left.account?.text == right.account?.text && left.isBot == right.isBot
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(nick)
        hasher.combine(userHost)
    }
}

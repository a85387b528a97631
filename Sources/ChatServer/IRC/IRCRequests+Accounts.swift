import ChatCore
import Dialects

/// Who somebody is: accounts, and what they are called for them.
extension IRCRequests {
    /// Where there are no accounts.
    func refuse(_ request: IRCAccountRequest, _ asked: IRCAsked) {
        switch request {
        case .authenticate(let parameter):
            let isAbort = parameter.withBytes { $0.elementsEqual(IRCName.nobody.utf8) }
            asked.answers.put(isAbort ? .saslAborted : .saslFail)
        case .register(let account, _, _): asked.answers.put(IRCStandardReply.withoutAccounts(.register, account))
        case .oper: asked.answers.put(.noOperHost)
        }
    }

    /// Carries a command out whose answer is another's to write.
    /// - Returns: why not; nil: it was carried out.
    func refusal(of command: Command, _ asked: IRCAsked) -> Refusal? {
        for case .refused(let refusal) in driver.perform(command, by: asked.session.id) { return refusal }
        return nil
    }

    /// `nick!user@host`, as others see it.
    func mask(of asked: IRCAsked) -> String {
        guard let source = hub.source(of: asked.session.id) else { return IRCName.nobody }
        return "\(source.nick)!\(source.userHost)"
    }

    /// Tells who they are, where that is not what their client was told last: a nick goes back to who has registered it, and an account may
    /// be suspended.
    func tellIdentity(of asked: IRCAsked) {
        guard let source = hub.source(of: asked.session.id) else { return }
        let dialect = asked.dialect
        if source.nick.text != dialect.nick.text {
            asked.tell(.nick(old: dialect.nick, new: source.nick), by: source, at: driver.moment.wall)
            dialect.nick = source.nick
        }
        let account = hub.account(of: asked.session.id)?.name
        guard account?.text != dialect.account?.text else { return }
        dialect.account = account
        if let account {
            asked.answers.putLoggedIn(as: account, mask: mask(of: asked))
        } else {
            asked.answers.putLoggedOut(mask: mask(of: asked))
        }
    }

    /// Shows the rooms that somebody came to be in by being one with whom is here already.
    /// - Parameter known: those that their client knows of.
    func tellRooms(besides known: [RoomName], _ asked: IRCAsked) {
        for room in hub.rooms(of: asked.session.id) where !known.contains(room) { show(room, asked) }
    }
}

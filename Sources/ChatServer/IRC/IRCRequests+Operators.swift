import ChatCore
import Dialects

/// What operators of the server ask for. The hub decides who is one.
extension IRCRequests {
    func kill(_ nick: Nick, _ reason: Text?, _ asked: IRCAsked) {
        perform(.operate(.kill(nick, reason: reason)), for: nick.text, asked) { _ in }
    }

    /// Who says it reads it, too.
    func broadcast(_ text: Text, _ asked: IRCAsked) {
        perform(.operate(.broadcast(text)), asked) { [unowned self] reply in
            guard reply != nil else { return }
            asked.tell(
                .broadcast(by: asked.dialect.nick, text), by: hub.source(of: asked.session.id), at: driver.moment.wall)
        }
    }

    func rehash(_ asked: IRCAsked) {
        guard hub.isOperator(asked.session.id) else { return asked.answers.put(IRCRefusal(.noPrivileges)) }
        asked.answers.put(.rehashing, [settings.configuration.name], text: "The configuration is read again")
        onRehash?()
    }
}

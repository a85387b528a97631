import Configuration
import Dialects

/// What clients of IRC are told of a configuration.
extension Configuration {
    /// What they may switch on.
    static let ircOffer = CapabilityOffer([
        .accountTag, .awayNotify, .batch, .capNotify, .echoMessage, .extendedJoin, .extendedMonitor, .labeledResponse,
        .messageTags, .multiPrefix, .noImplicitNames, .serverTime, .setname, .standardReplies, .userhostInNames,
    ])

    var ircFacts: IRCRegistration.Facts {
        IRCRegistration.Facts(server: name, offer: Configuration.ircOffer, hidesUsers: irc.usernames == .fixed)
    }

    var isupport: ISupport {
        var facts = ISupport.Facts()
        facts.network = irc.network
        facts.roomsOfPerson = rooms.perSession
        facts.monitored = hubLimits.watchedPerSession
        facts.history = 0
        return ISupport(facts)
    }
}

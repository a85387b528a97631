import ChatCore
import Configuration
import Dialects
import Passwords

/// What clients of IRC are told of a configuration.
extension Configuration {
    /// What they may switch on.
    static let ircOffer: CapabilityOffer = {
        var offer = CapabilityOffer([
            .accountTag, .awayNotify, .batch, .capNotify, .channelRename, .chatHistory, .echoMessage, .eventPlayback,
            .extendedJoin,
            .extendedMonitor,
            .labeledResponse, .messageRedaction, .messageTags, .metadata, .multiPrefix, .multiline, .noImplicitNames,
            .readMarker, .serverTime, .setname, .standardReplies, .userhostInNames,
        ])
        offer.setValue(
            "max-bytes=\(IRCMultiline.mostBytes),max-lines=\(IRCMultiline.mostLines)", of: .multiline)
        offer.setValue(IRCMetadata.limits, of: .metadata)
        return offer
    }()

    /// - Parameter mechanisms: by which the client can log in.
    func ircFacts(_ mechanisms: [SASLMechanism]) -> IRCRegistration.Facts {
        IRCRegistration.Facts(
            server: name, offer: ircOffer(mechanisms), hidesUsers: irc.usernames == .fixed, hasAccounts: hasAccounts)
    }

    var isupport: ISupport {
        var facts = ISupport.Facts()
        facts.network = irc.network
        facts.roomsOfPerson = rooms.perSession
        facts.monitored = hubLimits.watchedPerSession
        facts.history = IRCHistoryRequest.most
        return ISupport(facts)
    }
}

/// What has to do with accounts.
extension Configuration {
    var hasAccounts: Bool { !store.path.isEmpty }

    /// By what a client can log in: what is of no use to it is not offered.
    func mechanisms(for claimant: Claimant, _ certificate: CertificateDigest?) -> [SASLMechanism] {
        guard hasAccounts else { return [] }
        var mechanisms: [SASLMechanism] = []
        if accounts.clearText != .refuse || claimant.isProtected { mechanisms.append(.plain) }
        if certificate != nil { mechanisms.append(.external) }
        if accounts.scram { mechanisms.append(.scramSHA256) }
        return mechanisms
    }

    /// What a client may switch on that can log in by these.
    func ircOffer(_ mechanisms: [SASLMechanism]) -> CapabilityOffer {
        var offer = Configuration.ircOffer
        guard hasAccounts else { return offer }
        offer.capabilities.formUnion(.accountNotify)
        if !mechanisms.isEmpty {
            offer.capabilities.formUnion(.sasl)
            offer.setValue(SASLMechanism.list(mechanisms), of: .sasl)
        }
        if accounts.registration {
            offer.capabilities.formUnion(.accountRegistration)
            var words: [String] = []
            if accounts.registerBeforeConnect { words.append("before-connect") }
            if accounts.registerNeedsEmail { words.append("email-required") }
            offer.setValue(words.isEmpty ? nil : words.joined(separator: ","), of: .accountRegistration)
        }
        return offer
    }

    /// What is wrong with a REGISTER, whoever asks.
    /// - Parameter name: of the account; it has to be the nick.
    func fault(inRegistration name: String, _ email: String, by nick: Nick) -> IRCStandardReply? {
        guard Nick(name) == nick else {
            return .registering(name, "ACCOUNT_NAME_MUST_BE_NICK", "An account is called as you are, \(nick)")
        }
        guard !accounts.registerNeedsEmail else {
            return .registering(name, "INVALID_EMAIL", "An address of e-mail is needed, and no mail can be sent yet")
        }
        return nil
    }
}

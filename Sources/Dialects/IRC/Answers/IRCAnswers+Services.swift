import Bytes
import ChatCore

/// What services answer: by NOTICE, in words.
extension IRCAnswers {
    package func put(_ words: String, by service: IRCService) {
        guard let nick = Nick(service.rawValue) else { return }
        var line = IRCLine(into: lines)
        line.source(nick, user: service.rawValue, host: server)
        line.command("NOTICE")
        line.parameter(word: me)
        line.trailing(words: words)
        line.end()
    }

    /// - Parameter command: of the same meaning, by which refusals find their words.
    package func put(_ refusal: Refusal, by service: IRCService) {
        let told = IRCRefusal(refusal, of: service == .nickServ ? .nickServ : .chanServ)
        put(told.words ?? "\(told.numeric.text)", by: service)
    }

    package func put(_ refusal: ServerRefusal, by service: IRCService) {
        if case .account(let refusal) = refusal { return put(IRCRefusal.words(for: refusal), by: service) }
        put(RefusalText(refusal).words, by: service)
    }

    package func put(_ reply: Reply, by service: IRCService) {
        let words: String? =
            switch reply {
            case .registered(let name): "\(name) is your account now"
            case .loggedIn(let name, _): "you are logged in as \(name)"
            case .loggedOut(let nick): "you are logged out, and called \(nick)"
            case .reserved(let nick): "\(nick) is kept for you"
            case .released(let nick): "\(nick) is anybody's again"
            case .erased(let name): "the account \(name) is erased"
            case .roomRegistered(let room, _): "\(room) is registered and stays; you are its founder"
            case .roomDropped(let room): "\(room) is registered no more, and gone when all have left"
            default: nil
            }
        if let words { put(words, by: service) }
    }

    package func put(_ reply: AccountReply, by service: IRCService) {
        let words: String? =
            switch reply {
            case .passwordChanged: "your password is changed"
            case .certificateAdded(let label): "this certificate logs you in from now on; it is called \(label)"
            case .certificates(let count): count == 0 ? "no certificate logs you in" : nil
            case .certificateRemoved(let label): "the certificate \(label) logs nobody in any more"
            case .tokenAdded, .tokens, .tokenRemoved, .reset: nil
            }
        if let words { put(words, by: service) }
    }

    package func put(_ profile: AccountProfile, by service: IRCService) {
        var words = "\(profile.name): since \(Timestamp(profile.created).rfc3339.prefix(10))"
        if !profile.nicks.isEmpty { words += ", also \(profile.nicks.map(\.text).joined(separator: ", "))" }
        if !profile.rooms.isEmpty { words += "; of \(profile.rooms.map(\.text).joined(separator: ", "))" }
        if profile.isSuspended { words += "; suspended" }
        put(words + (profile.isHere ? "; here" : "; not here"), by: service)
    }

    func put(_ row: AccountRow, by service: IRCService) {
        guard case .certificate(let label, let created, let used) = row else { return }
        let day = { (time: Int64) in String(Timestamp(time).rfc3339.prefix(10)) }
        put("\(label): bound \(day(created))" + (used.map { ", used \(day($0))" } ?? ", never used"), by: service)
    }

    /// Something that nobody asked for, but has to know.
    func put(_ hint: Hint, by service: IRCService) {
        switch hint {
        case .clearText: put("others may have read your password on its way; come by TLS where you can", by: service)
        case .noPassword: put("you have no password now; PASSWD sets one", by: service)
        case .nickCommand, .here, .leaving, .secret, .noSecret: break
        }
    }
}

/// Coming under a nick, as dialects have it in which one says first who one is. Until then nobody is here: whoever is never done with it
/// was never seen.
extension Hub {
    /// What somebody wants to be here as.
    public struct Entrance: Sendable {
        public var nick: Nick
        public var introduction: Introduction
        /// Whose they have proved to be.
        public var account: AccountID?

        public init(_ nick: Nick, _ introduction: Introduction, account: AccountID? = nil) {
            self.nick = nick
            self.introduction = introduction
            self.account = account
        }
    }

    /// Whether somebody could come under a nick now, who is not here yet.
    /// - Parameter account: whose they have proved to be.
    public func checkEntrance(as nick: Nick, account: AccountID? = nil, at now: Moment) throws(Refusal) {
        let account = try entering(account, at: now)
        // They become one with whom is here, whatever nick that is.
        if account?.person != nil { return }
        try checkNick(nick, of: nil, account, at: now)
    }

    private func entering(_ id: AccountID?, at now: Moment) throws(Refusal) -> Account? {
        guard let id else { return nil }
        guard let account = shared.accounts[id] else { throw .account(.needsLogin) }
        try checkLogin(to: account, at: now)
        return account
    }

    /// Takes somebody in under the nick that they want, into no room. Where the person of their account is here, they become one with them,
    /// are called as those are, and are in the rooms of those.
    /// - Parameters:
    ///   - reading: what their dialect wants.
    ///   - host: where they come from; nil where that is not known.
    public func enter(
        _ entrance: Entrance, as reading: Reading = Reading(), from host: Host? = nil, at now: Moment,
        _ effects: inout [Effect]
    ) throws(Refusal) -> SessionID {
        let arrival = try decideEntrance(entrance, from: host, at: now, &effects)
        guard case .arrived(let person, _) = commit(arrival, at: now.wall) else { throw .nickInUse(entrance.nick) }
        let session = local.sessions.add(of: person, reading: reading, at: now)
        noteArrival(of: person, at: shared.lastTime, &effects)
        if let id = entrance.account {
            apply(.account(.logIn(person.id, id, keepsNick: true)), at: now.wall, by: session, &effects)
        }
        dismissIfBanned(session.person, at: now.wall, &effects)
        return session.id
    }

    /// - Returns: the record by which they arrive.
    func decideEntrance(
        _ entrance: Entrance, from host: Host?, at now: Moment, _ effects: inout [Effect]
    ) throws(Refusal) -> Record {
        try checkEntrance(as: entrance.nick, account: entrance.account, at: now)
        if let account = entrance.account, shared.accounts[account]?.person != nil {
            return .arrive(isHidden: false, from: host, isOutside: true)
        }
        freeNick(entrance.nick, for: nil, at: now, by: nil, &effects)
        return .introduce(entrance.nick, entrance.introduction, from: host)
    }

    /// Whether somebody may be called so.
    /// - Parameters:
    ///   - person: who asks; nil: they are not here yet.
    ///   - account: whose they are.
    func checkNick(_ nick: Nick, of person: Person?, _ account: Account?, at now: Moment) throws(Refusal) {
        if shared.serverBans.bans(nick, at: now.wall), !(account?.isOperator ?? false) {
            throw .account(.nickBanned(nick))
        }
        if limits.keepsServiceNicks, nick.isOfService { throw .nickInUse(nick) }
        let owner = shared.accounts.owner(of: nick)
        if let owner, owner !== account { throw .account(.nickReserved(owner.name)) }
        // Who has it while it is another's account's gives it back.
        if let other = shared.people.find(nick), other !== person, owner == nil || other.account === owner {
            throw .nickInUse(other.nick)
        }
    }

    /// Whoever has a nick that is another's account's is called otherwise from now on.
    func freeNick(
        _ nick: Nick, for person: Person?, at now: Moment, by origin: Session?, _ effects: inout [Effect]
    ) {
        guard let other = shared.people.find(nick), other !== person else { return }
        order(.account(.displace(other.id)), at: now.wall, by: origin, &effects)
    }
}

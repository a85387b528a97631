/// Where several nodes are one chat: whose tokens are good, which sessions were lost by which somebody may come back, and who is held. All
/// nodes know it, so whoever was lost at one may come back at any.
///
/// A node that is alone keeps that to itself (decision 25): nothing is in here then.
struct Losses {
    /// A session that was lost. It has a number, which no other ever has.
    struct Loss: Hashable {
        var person: PersonID
        /// At which it was. Whoever looks after those of that node ends it in time.
        let node: NodeNumber
        /// Nobody is here by another: the person is held for its sake.
        var isHeld: Bool
        /// nil: it had none, or that is used up.
        var token: TokenDigest?
        /// What came later came to nobody.
        let lastID: EventID
        /// What others are told once its time is over.
        let reason: Text?
    }

    struct Owner: Hashable {
        var person: PersonID
        /// Whose session has it, or had.
        let node: NodeNumber
        /// Of the session, if that was lost.
        var loss: UInt64?
    }

    private(set) var lost: [UInt64: Loss] = [:]
    private var tokens: [TokenDigest: Owner] = [:]
    /// Each one's tokens, in the order in which they got them.
    private var owned: [PersonID: [TokenDigest]] = [:]
    /// For the sake of which loss somebody is held.
    private var held: [PersonID: UInt64] = [:]
    /// The number of the last loss.
    private(set) var lastNumber: UInt64 = 0
    /// What all of it comes to, but for `lastNumber`.
    private(set) var digest: UInt64 = 0
    /// What has come, has changed or is gone since somebody asked for it. It follows from the rest.
    private var changed: [UInt64] = []

    init() {}

    var isEmpty: Bool { lost.isEmpty && tokens.isEmpty }

    func owner(of token: TokenDigest) -> Owner? { tokens[token] }

    func hasToken(_ person: PersonID) -> Bool { owned[person] != nil }

    func tokens(of person: PersonID) -> [TokenDigest] { owned[person] ?? [] }

    func holds(_ person: PersonID) -> Bool { held[person] != nil }

    /// For the sake of which loss somebody is held.
    func holding(_ person: PersonID) -> Loss? { held[person].flatMap { lost[$0] } }

    func number(ofHolding person: PersonID) -> UInt64? { held[person] }

    /// - Returns: the numbers of what has changed since this was asked last, in the order in which it did.
    mutating func takeChanged() -> [UInt64] {
        defer { changed = [] }
        return changed
    }

    // MARK: - Tokens

    /// A session of somebody at a node has a token from now on.
    /// - Returns: whether it is a new one, as all are.
    mutating func give(_ token: TokenDigest, to person: PersonID, at node: NodeNumber) -> Bool {
        guard tokens[token] == nil else { return false }
        set(token, Owner(person: person, node: node))
        owned[person, default: []].append(token)
        return true
    }

    /// A token is good no more: it was used, or the session that had it is gone for good.
    /// - Returns: whose it was.
    @discardableResult
    mutating func use(_ token: TokenDigest) -> Owner? {
        guard let owner = tokens[token] else { return nil }
        set(token, nil)
        owned[owner.person]?.removeAll { $0 == token }
        if owned[owner.person]?.isEmpty == true { owned[owner.person] = nil }
        if let number = owner.loss { change(number) { $0.token = nil } }
        return owner
    }

    // MARK: - Losses

    /// A session was lost.
    /// - Parameters:
    ///   - token: that it had; one that is another's, or used up, counts as none.
    ///   - isHeld: nobody is here by another.
    /// - Returns: the number of the loss; nil where nobody can come back by it.
    mutating func lose(
        of person: PersonID, at node: NodeNumber, _ token: TokenDigest?, isHeld: Bool, after lastID: EventID,
        reason: Text?
    ) -> UInt64? {
        var known = token
        if let token, let owner = tokens[token], owner.person != person || owner.node != node || owner.loss != nil {
            known = nil
        } else if let token, tokens[token] == nil {
            known = nil
        }
        guard isHeld || known != nil else { return nil }
        lastNumber &+= 1
        put(
            lastNumber,
            Loss(person: person, node: node, isHeld: isHeld, token: known, lastID: lastID, reason: reason))
        if let known, var owner = tokens[known] {
            owner.loss = lastNumber
            set(known, owner)
        }
        if isHeld { held[person] = lastNumber }
        return lastNumber
    }

    /// The session of a node that has a token was not lost.
    /// - Returns: whether that was not known.
    mutating func recover(_ token: TokenDigest, of person: PersonID, at node: NodeNumber) -> Bool {
        guard var owner = tokens[token], owner.person == person, owner.node == node, let number = owner.loss else {
            return false
        }
        owner.loss = nil
        set(token, owner)
        change(number) { $0.token = nil }
        return true
    }

    /// Somebody is held no more: they are back.
    /// - Returns: for the sake of which loss they were held.
    @discardableResult
    mutating func release(_ person: PersonID) -> Loss? {
        guard let number = held.removeValue(forKey: person) else { return nil }
        let loss = lost[number]
        change(number) { $0.isHeld = false }
        return loss
    }

    /// The time of a loss is over.
    /// - Returns: what it was; nil where it is over already.
    mutating func end(_ number: UInt64) -> Loss? {
        guard let loss = lost[number] else { return nil }
        if loss.isHeld { held[loss.person] = nil }
        if let token = loss.token { use(token) }
        if lost[number] != nil { put(number, nil) }
        return loss
    }

    /// Somebody is gone.
    mutating func forget(_ person: PersonID) {
        guard !isEmpty else { return }
        if let number = held[person] { _ = end(number) }
        for token in tokens(of: person) { use(token) }
    }

    /// A guest has become one with somebody: what the guest had is theirs.
    mutating func move(from guest: PersonID, to person: PersonID) {
        release(guest)
        for token in owned.removeValue(forKey: guest) ?? [] {
            guard var owner = tokens[token] else { continue }
            owner.person = person
            set(token, owner)
            owned[person, default: []].append(token)
            if let number = owner.loss { change(number) { $0.person = person } }
        }
    }

    // MARK: - Digests

    private mutating func set(_ token: TokenDigest, _ owner: Owner?) {
        if let old = tokens[token] { digest &-= Losses.digest(of: token, old) }
        tokens[token] = owner
        if let owner { digest &+= Losses.digest(of: token, owner) }
    }

    private mutating func put(_ number: UInt64, _ loss: Loss?) {
        if let old = lost[number] { digest &-= Losses.digest(of: number, old) }
        lost[number] = loss
        if let loss { digest &+= Losses.digest(of: number, loss) }
        if changed.last != number { changed.append(number) }
    }

    /// A loss by which nobody can come back any more, and for which nobody is held, is over.
    private mutating func change(_ number: UInt64, _ change: (inout Loss) -> Void) {
        guard var loss = lost[number] else { return }
        change(&loss)
        put(number, loss.isHeld || loss.token != nil ? loss : nil)
    }

    private static func digest(of token: TokenDigest, _ owner: Owner) -> UInt64 {
        var digest = Digest(of: .token)
        digest.mix(token)
        digest.mix(owner.person)
        digest.mix(Int(owner.node.value))
        digest.mix(Int64(bitPattern: owner.loss ?? 0))
        return digest.value
    }

    private static func digest(of number: UInt64, _ loss: Loss) -> UInt64 {
        var digest = Digest(of: .loss)
        digest.mix(Int64(bitPattern: number))
        digest.mix(loss.person)
        digest.mix(Int(loss.node.value))
        digest.mix(loss.isHeld ? 1 : 0)
        if let token = loss.token { digest.mix(token) }
        digest.mix(loss.lastID)
        digest.mix(loss.reason?.utf8.count ?? -1)
        if let reason = loss.reason { digest.mix(reason.utf8) }
        return digest.value
    }

    /// The same as `digest`, from all there is.
    var fullDigest: UInt64 {
        tokens.reduce(0) { $0 &+ Losses.digest(of: $1.key, $1.value) }
            &+ lost.reduce(0) { $0 &+ Losses.digest(of: $1.key, $1.value) }
    }
}

// MARK: - Snapshots

extension Losses {
    func write(to snapshot: inout HubSnapshot, _ people: People) {
        snapshot.lastLoss = lastNumber
        snapshot.losses = lost.sorted { $0.key < $1.key }.map { number, loss in
            HubSnapshot.Loss(
                number: number, person: loss.person, node: loss.node, isHeld: loss.isHeld, token: loss.token,
                lastID: loss.lastID, reason: loss.reason)
        }
        guard !owned.isEmpty else { return }
        snapshot.tokens = people.all.flatMap { person in
            tokens(of: person.id).compactMap { token in
                tokens[token].map { HubSnapshot.Token(token, of: person.id, at: $0.node) }
            }
        }
    }

    init(_ snapshot: HubSnapshot, _ people: People) throws(SnapshotError) {
        for copy in snapshot.tokens {
            guard people[copy.person] != nil, give(copy.token, to: copy.person, at: copy.node) else {
                throw SnapshotError("a token is nobody's, or somebody has it twice")
            }
        }
        for copy in snapshot.losses {
            guard copy.number > lastNumber, people[copy.person] != nil, !copy.isHeld || held[copy.person] == nil else {
                throw SnapshotError("what was lost is nobody's, or has no order")
            }
            lastNumber = copy.number - 1
            let number = lose(
                of: copy.person, at: copy.node, copy.token, isHeld: copy.isHeld, after: copy.lastID,
                reason: copy.reason)
            guard number == copy.number, lost[copy.number]?.token == copy.token else {
                throw SnapshotError("what was lost has a token that is another's, or leads nowhere")
            }
        }
        guard snapshot.lastLoss >= lastNumber else { throw SnapshotError("the number of the last loss is another") }
        lastNumber = snapshot.lastLoss
    }
}

extension HubSnapshot {
    /// A session that was lost at one of several nodes, and by which somebody may come back.
    package struct Loss: Hashable, Sendable {
        package var number: UInt64
        package var person: PersonID
        package var node: NodeNumber
        package var isHeld: Bool
        package var token: TokenDigest?
        package var lastID: EventID
        package var reason: Text?

        package init(
            number: UInt64, person: PersonID, node: NodeNumber, isHeld: Bool, token: TokenDigest?, lastID: EventID,
            reason: Text?
        ) {
            self.number = number
            self.person = person
            self.node = node
            self.isHeld = isHeld
            self.token = token
            self.lastID = lastID
            self.reason = reason
        }
    }

    /// Whose a token is, by a session at which of several nodes.
    package struct Token: Hashable, Sendable {
        package var token: TokenDigest
        package var person: PersonID
        package var node: NodeNumber

        package init(_ token: TokenDigest, of person: PersonID, at node: NodeNumber) {
            self.token = token
            self.person = person
            self.node = node
        }
    }
}

import ChatCore
import Dialects
import Libevent
import Passwords

/// Where several servers are one chat all of them know who was lost, and whose tokens are good. One of them ends each in time: that by which
/// they were, or the first of those that are alive.
extension Returns {
    /// Something that was let go and did not come back from the log is let go again after so long.
    private static let lettingGoAgain = Duration.seconds(5)

    var isShared: Bool { hub.onProposed != nil }

    func shareLosses() {
        hub.onLossesChanged = { [unowned self] numbers in for number in numbers { noteChange(of: number) } }
        hub.sessionWithToken = { [unowned self] in tokens.session(with: $0) }
        hub.onReplaced = { [unowned self] in onReplaced?($0) }
    }

    /// What was lost before this server came: there is as much time for it as if it had been lost now.
    func takeOver() {
        for number in hub.losses { noteChange(of: number) }
    }

    // MARK: - Losing

    /// Has all know that somebody was lost, who may come back.
    func shareLoss(_ departure: Departure) {
        let token = tokens.digest(of: departure.id)
        tokens.forget(departure.id)
        hub.proposeHold(departure.id, token, reason: departure.why.reason) { [weak self] number in
            if let number { self?.count(number, from: departure.address) }
        }
    }

    /// Who is held counts among the connections of their address.
    private func count(_ number: UInt64, from address: IPAddress?) {
        guard let session = lost[number] else { return }
        lost[number]?.address = address
        guard session.isHeld, session.isCounted else { return }
        admission.release(nil)
        admission.hold(address.map { HostKey($0) })
    }

    /// The log tells of a loss: that it is new, or over, or that nobody is held for its sake any more.
    private func noteChange(of number: UInt64) {
        guard let loss = hub.loss(number) else { return drop(number) }
        guard let known = lost[number] else { return add(loss, number) }
        if known.isHeld, !loss.isHeld { released(known.person) }
        lost[number]?.person = loss.person
        lost[number]?.token = loss.token
    }

    private func add(_ loss: Hub.Loss, _ number: UInt64) {
        let isOurs = hub.looksAfter?(loss.node) ?? false
        var session = LostSession(
            person: loss.person, isHeld: loss.isHeld, token: loss.token,
            address: nil, due: loop.now + .seconds(seconds), reason: loss.reason)
        session.isCounted = isOurs && loss.isHeld
        if session.isCounted { admission.hold(nil) }
        add(session, as: number)
        guard session.isCounted else { return }
        var effects: [Effect] = []
        hub.noteAbsence(of: loss.person, at: driver.moment, &effects)
    }

    private func drop(_ number: UInt64) {
        guard let session = lost[number] else { return }
        if session.isHeld {
            if session.isCounted { admission.release(session.address.map { HostKey($0) }) }
            if held[session.person] == number { held[session.person] = nil }
        }
        lost[number] = nil
        kept.remove(number)
    }

    /// Asks for the end of what was lost, as far as this server has to.
    func letGo(_ numbers: [UInt64]) {
        var endings: [ReturnChange.Ending] = []
        for number in numbers {
            guard let session = lost[number], let loss = hub.loss(number) else { continue }
            if hub.looksAfter?(loss.node) == true {
                endings.append(ReturnChange.Ending(number, reason: session.reason))
            }
            // Who looks after it may be gone by then.
            kept.remove(number)
            lineUp(number, due: loop.now + Returns.lettingGoAgain)
        }
        hub.proposeLettingGo(endings)
    }

    // MARK: - Coming back

    /// Asks for a session to be somebody's whose token that is.
    /// - Parameter finish: is given what it is told, with its next token, behind its rows; nil: the token was used up meanwhile.
    /// - Returns: by which it is known where the log does not tell what came of it; nil: the token is no good.
    func resume(
        _ text: String, by session: SessionID, since: EventID?,
        then finish: @escaping ((back: Hub.Return, next: String?)?) -> Void
    ) -> Hub.Order? {
        guard let token = ResumeToken.digest(of: text) else { return nil }
        let next = seconds > 0 ? ResumeToken() : nil
        let reason = { (nick: Nick) in TextHygiene.text("is \(nick.text)") }
        return hub.proposeResuming(
            by: token, next: next?.digest, session, since: since, reason: reason, at: driver.moment
        ) { [unowned self] back in
            if back != nil, let next { tokens.give(next.digest, to: session) }
            finish(back.map { ($0, next?.text) })
        }
    }

    /// A session is here again after the others held this server for dead, and so is its token.
    func recoverToken(of session: SessionID) {
        if let token = tokens.digest(of: session) { hub.proposeToken(token, for: session, insteadOf: nil) }
    }
}

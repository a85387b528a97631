@testable import ChatCore
@testable import Cluster

/// People are lost, and come back where they can.
extension ClusterSimulation {
    /// So many steps long somebody may come back.
    static let holdingTime = 80

    func watch(_ hub: Hub, at node: SimulatedNode) {
        hub.sessionWithToken = { [unowned node] in node.tokens[$0] }
        hub.onReplaced = { [unowned node] in node.replaced.append($0) }
        hub.onLossesChanged = { [unowned self, unowned node, unowned hub] numbers in
            for number in numbers {
                node.due[number] = hub.loss(number) == nil ? nil : node.due[number] ?? step + Self.holdingTime
            }
        }
    }

    func takeToken(_ client: SimulatedNode.Client?, at node: SimulatedNode) {
        guard let client, let session = client.session, !client.hasLeft, client.pending == nil,
            let hub = node.replica?.hub
        else { return }
        doing = "\(client.ticket) at \(node.number) takes a token"
        let token = makeToken()
        hub.proposeToken(token, for: session, insteadOf: client.token)
        give(token, to: client, session, at: node)
    }

    private func makeToken() -> TokenDigest {
        tokenCount += 1
        guard let token = TokenDigest((0..<32).map { UInt8(truncatingIfNeeded: tokenCount >> ($0 % 4 * 8)) }) else {
            preconditionFailure("a digest has 32 bytes")
        }
        return token
    }

    private func give(
        _ token: TokenDigest, to client: SimulatedNode.Client, _ session: SessionID, at node: SimulatedNode
    ) {
        if let old = client.token { node.tokens[old] = nil }
        client.token = token
        node.tokens[token] = session
        knownTokens.append(token)
        if knownTokens.count > 12 { knownTokens.removeFirst() }
    }

    /// A connection breaks.
    func lose(_ client: SimulatedNode.Client?, at node: SimulatedNode) {
        guard let client, let session = client.session, !client.hasLeft, let hub = node.replica?.hub else { return }
        doing = "\(client.ticket) is lost at \(node.number)"
        guard !hub.isHidden(session), client.token != nil || hub.account(of: session) != nil else {
            return disconnect(client, at: node)
        }
        tally.held += 1
        node.clients.removeAll { $0 === client }
        if let token = client.token { node.tokens[token] = nil }
        guard bug != .holdsAlone || node !== nodes[1] else {
            _ = hub.hold(session)
            return
        }
        hub.proposeHold(session, client.token, reason: "lost") { _ in }
    }

    /// Somebody shows a token that is theirs, or that somebody else shows at another node.
    func resume(at node: SimulatedNode, and others: [SimulatedNode]) {
        guard let token = draw.pick(knownTokens) else { return }
        resume(by: token, at: node)
        if draw.isShownTwice(), let other = draw.pick(others) { resume(by: token, at: other) }
    }

    private func resume(by token: TokenDigest, at node: SimulatedNode) {
        let free = node.clients.filter { $0.session != nil && $0.pending == nil && !$0.hasLeft }
        guard let client = draw.pick(free), let session = client.session,
            let hub = node.replica?.hub
        else { return }
        doing = "\(client.ticket) comes back at \(node.number)"
        let (next, since) = (makeToken(), draw.tellsLast() ? hub.lastID - 1_000 : nil)
        let guest = hub.person(of: session)
        let reason = { (_: Nick) -> Text? in "is back" }
        let order = hub.proposeResuming(
            by: token, next: next, session, since: since, reason: reason, at: now(node)
        ) { [unowned self, unowned node] back in
            client.pending = nil
            resumed(back, by: token, next, client, at: node)
        }
        guard order != nil else {
            tally.refusedTokens += 1
            return
        }
        client.pending = ""
        guard node === nodes[1], let guest else { return }
        if bug == .resumesTooSoon { note(used: token) }
        if bug == .resumesAtOnce, let person = hub.shared.losses.owner(of: token)?.person {
            var effects: [Effect] = []
            let change = ReturnChange.resume(guest, to: person, by: token, next: next, reason: nil)
            hub.settle(.returning(change), from: node.number, at: now(node), &effects)
        }
    }

    private func resumed(
        _ back: Hub.Return?, by token: TokenDigest, _ next: TokenDigest, _ client: SimulatedNode.Client,
        at node: SimulatedNode
    ) {
        guard back != nil else {
            tally.refusedTokens += 1
            return
        }
        tally.resumed += 1
        if bug != .resumesTooSoon || node !== nodes[1] { note(used: token) }
        if let session = client.session { give(next, to: client, session, at: node) }
    }

    private func note(used token: TokenDigest) {
        do throws(Violation) {
            try checker.note(used: token)
        } catch {
            if violation == nil { violation = error }
        }
    }

    /// What a node's server does now and then.
    func lookAfterLosses(of node: SimulatedNode) {
        guard let replica = node.replica, node.isHere else { return }
        let replaced = node.replaced
        node.replaced = []
        for session in replaced { end(session, at: node) }
        var endings: [ReturnChange.Ending] = []
        for (number, due) in node.due.sorted(by: { $0.key < $1.key }) where step >= due {
            guard let loss = replica.hub.loss(number), replica.hub.looksAfter?(loss.node) == true else { continue }
            endings.append(ReturnChange.Ending(number, reason: loss.reason))
            // It may never come back from the log.
            node.due[number] = step + Self.holdingTime
        }
        replica.hub.proposeLettingGo(endings)
    }

    func readmitAll(at node: SimulatedNode) {
        guard let hub = node.replica?.hub else { return }
        var effects: [Effect] = []
        for absentee in node.absentees {
            guard let client = node.client(of: absentee.id) else {
                hub.forget(absentee)
                continue
            }
            // Its number is good again when it has arrived.
            client.session = nil
            do {
                try hub.proposeReturn(of: absentee, ticket: client.ticket, at: now(node), &effects)
            } catch {
                hub.proposeReturnAsGuest(of: absentee, ticket: client.ticket)
            }
            client.absentee = absentee
            if absentee.account != nil { client.pending = "" }
        }
        node.absentees = []
        carryOut(effects, for: nil, at: node)
    }

    /// Somebody who comes back has a nick that somebody else has.
    func bringBackAsGuest(_ client: SimulatedNode.Client, at node: SimulatedNode) {
        guard let absentee = client.absentee, let hub = node.replica?.hub else { return }
        hub.proposeReturnAsGuest(of: absentee, ticket: client.ticket)
    }

    /// Who was held for gone is here again, and so is their token.
    func isBack(_ client: SimulatedNode.Client, as session: SessionID, at node: SimulatedNode) {
        guard let absentee = client.absentee, let hub = node.replica?.hub else { return }
        client.absentee = nil
        tally.readmitted += 1
        hub.restore(absentee)
        if let token = client.token { hub.proposeToken(token, for: session, insteadOf: nil) }
    }
}

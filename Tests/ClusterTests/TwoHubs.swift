import ChatCore
import Testing

@testable import Cluster

/// Two hubs that are one chat, by a log in which nothing breaks: what both have decided waits until it is delivered, in the order in which
/// it was decided.
final class TwoHubs {
    let hubs: [Hub]
    let numbers: [NodeNumber]
    private var log: [(hub: Int, proposal: Hub.Proposal)] = []
    private var tickets = 0
    private(set) var sessions: [Int: SessionID] = [:]
    private(set) var notArrived: Set<Int> = []
    private(set) var answers: [SessionKey: Effect] = [:]
    private(set) var events: [[Event]] = [[], []]
    /// Of each hub, which of its sessions has which token.
    private var owners: [[TokenDigest: SessionID]] = [[:], [:]]
    private(set) var replaced: [[SessionID]] = [[], []]
    private var tokens: UInt8 = 0
    private(set) var absentees: [Hub.Absentee] = []
    private var time: Int64 = 1_795_000_000_000_000

    /// Sessions of two hubs may have one id.
    struct SessionKey: Hashable {
        let hub: Int
        let session: SessionID
    }

    init() throws {
        hubs = [Hub(lobby: RoomName("lobby")), Hub(lobby: RoomName("lobby"))]
        numbers = [try node(1), try node(2)]
        for index in hubs.indices {
            hubs[index].onProposed = { [unowned self] proposal in log.append((index, proposal)) }
            hubs[index].sessionWithToken = { [unowned self] in owners[index][$0] }
            hubs[index].onReplaced = { [unowned self] in replaced[index].append($0) }
            hubs[index].looksAfter = { [unowned self] in $0 == numbers[index] }
        }
    }

    private var now: Moment { Moment(wall: time, steady: time) }

    /// Somebody comes to a hub, under a nick if there is one.
    func newcomer(at hub: Int, _ nick: String? = nil) throws -> SessionID {
        tickets += 1
        hubs[hub].proposeArrival(ticket: tickets)
        deliver()
        let session = try #require(sessions[tickets])
        if let nick { `do`(.nick(Nick(nick)), by: session, at: hub) }
        deliver()
        return session
    }

    /// Somebody wants to come under a nick of their own. Nothing is delivered.
    /// - Returns: a ticket.
    func enter(_ nick: Nick, account: AccountID? = nil, at hub: Int) throws -> Int {
        tickets += 1
        var effects: [Effect] = []
        let introduction = Introduction(user: .line, realName: "")
        try hubs[hub].proposeEntrance(
            Hub.Entrance(nick, introduction, account: account), ticket: tickets, at: now, &effects)
        return tickets
    }

    /// Decides a command, and delivers nothing.
    func `do`(_ command: Command, by session: SessionID, at hub: Int) {
        time += 1_000
        answers[SessionKey(hub: hub, session: session)] = nil
        var effects: [Effect] = []
        hubs[hub].perform(command, by: session, at: now, &effects)
        note(effects, session, at: hub)
    }

    func disconnect(_ session: SessionID, at hub: Int) {
        var effects: [Effect] = []
        hubs[hub].disconnect(session, reason: nil, at: now, &effects)
        note(effects, nil, at: hub)
    }

    func answer(to session: SessionID, at hub: Int) -> Effect? { answers[SessionKey(hub: hub, session: session)] }

    /// All that was decided comes back at both.
    func deliver() {
        while !log.isEmpty {
            let (origin, proposal) = log.removeFirst()
            time += 1_000
            for hub in hubs.indices {
                let own = hub == origin ? proposal : nil
                var effects: [Effect] = []
                let settlement = hubs[hub].settle(
                    proposal.record, from: numbers[origin], own, at: now, &effects)
                if case .arrived(let session, let ticket) = settlement { sessions[ticket] = session }
                if case .notArrived(let ticket) = settlement { notArrived.insert(ticket) }
                note(effects, own?.order?.session, at: hub)
                own?.finish(with: settlement)
            }
            #expect(hubs[0].digest == hubs[1].digest, "\(proposal.record)")
        }
        for hub in hubs { #expect(hub.digest == hub.fullDigest) }
    }

    func lose(_ node: Int) {
        for hub in hubs.indices {
            var effects: [Effect] = []
            if hub == node { absentees = hubs[hub].takeAbsentees() }
            hubs[hub].lose(numbers[node], reason: nil, at: time, &effects)
            note(effects, nil, at: hub)
        }
        #expect(hubs[0].digest == hubs[1].digest)
    }

    // MARK: - Being lost

    /// A session has a new token from the next delivery on.
    func giveToken(to session: SessionID, at hub: Int) throws -> TokenDigest {
        tokens += 1
        let token = try #require(TokenDigest(Array(repeating: tokens, count: 32)))
        hubs[hub].proposeToken(token, for: session, insteadOf: nil)
        owners[hub][token] = session
        return token
    }

    /// The connection of a session breaks.
    func lose(_ session: SessionID, _ token: TokenDigest?, at hub: Int) {
        if let token { owners[hub][token] = nil }
        hubs[hub].proposeHold(session, token, reason: "connection lost") { _ in }
    }

    /// - Returns: whether the token is good, as far as is known before anything is delivered.
    func resume(
        by token: TokenDigest, _ session: SessionID, since: EventID? = nil, at hub: Int,
        then finish: @escaping (Hub.Return?) -> Void
    ) throws -> Bool {
        hubs[hub].proposeResuming(
            by: token, next: nil, session, since: since, reason: { _ in "is back" }, at: now, then: finish) != nil
    }

    /// The time of all that were lost is over.
    func letGo(at hub: Int) {
        hubs[hub].proposeLettingGo(hubs[hub].losses.map { ReturnChange.Ending($0, reason: "connection lost") })
    }

    /// A session whose node was held for dead wants to be here again. It enters no rooms.
    func bringBack(_ session: SessionID, _ token: TokenDigest? = nil, at hub: Int) throws {
        let absentee = try #require(absentees.first { $0.id == session })
        tickets += 1
        var effects: [Effect] = []
        do {
            try hubs[hub].proposeReturn(of: absentee, ticket: tickets, at: now, &effects)
        } catch {
            hubs[hub].proposeReturnAsGuest(of: absentee, ticket: tickets)
        }
        deliver()
        hubs[hub].restore(absentee)
        if let token { hubs[hub].proposeToken(token, for: session, insteadOf: nil) }
        deliver()
    }

    private func note(_ effects: [Effect], _ asker: SessionID?, at hub: Int) {
        for effect in effects {
            switch effect {
            case .done, .refused: if let asker { answers[SessionKey(hub: hub, session: asker)] = effect }
            case .deliver(let event, _, _), .show(let event, _): events[hub].append(event)
            default: break
            }
        }
    }
}

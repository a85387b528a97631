/// Several hubs that are one chat. What is decided at one of them is applied when it comes back from the log that all of them read: so each
/// applies the same, in the same order, at the same times (decision 33).
extension Hub {
    /// What a session has asked for: the how manyth it is of all that was asked for here, which tells it from others.
    package struct Order: Hashable, Sendable {
        package let session: SessionID
        package let number: UInt64

        package init(session: SessionID, number: UInt64) {
            self.session = session
            self.number = number
        }
    }

    /// Something that was decided here, and is to be written into the log.
    package struct Proposal {
        package let record: Record
        let purpose: Purpose

        enum Purpose {
            /// Nobody waits for what comes of it.
            case none
            /// `ticket`: by which whoever asked knows it again. `account`: to which they are to be logged in. `returning`: the session that
            /// they had here before.
            case arrival(ticket: Int, reading: Reading, account: AccountID? = nil, returning: SessionID? = nil)
            /// `attempt`: the how manyth of it this is.
            case command(Command, of: Order, attempt: Int)
            /// A session was lost. Is given the number of the loss.
            case hold((UInt64?) -> Void)
            case resume(Resuming)
        }

        /// A session that is to be somebody's who is back.
        struct Resuming {
            let order: Order
            let next: TokenDigest?
            let since: EventID?
            let finish: (Return?) -> Void
        }

        init(_ record: Record, _ purpose: Purpose = .none) {
            self.record = record
            self.purpose = purpose
        }

        /// Who waits for an answer; nil: nobody, or who is not here yet.
        package var order: Order? {
            switch purpose {
            case .command(_, let order, _): order
            case .resume(let resuming): resuming.order
            case .none, .arrival, .hold: nil
            }
        }

        /// Tells who waits for it what came of it, behind its effects.
        package func finish(with settlement: Settlement) {
            switch (purpose, settlement) {
            case (.hold(let finish), .held(let number)): finish(number)
            case (.resume(let resuming), .resumed(let back)): resuming.finish(back)
            case (.resume(let resuming), .notResumed): resuming.finish(nil)
            default: break
            }
        }
    }

    /// What became of a proposal.
    package enum Settlement: Hashable, Sendable {
        case done
        /// The newcomer is here by that session.
        case arrived(SessionID, ticket: Int)
        /// Somebody else has the nick that they wanted to come under.
        case notArrived(ticket: Int)
        /// It came too late, and what was asked for was decided anew: that is on its way.
        case proposedAgain
        /// It came too late again and again. Nothing of it has happened.
        case givenUp
        /// A session was lost, under that number if somebody may come back by it.
        case held(UInt64?)
        case resumed(Return)
        /// The token was used up meanwhile.
        case notResumed
    }

    /// What was asked for is decided so many times at most.
    static let mostAttempts = 5

    // MARK: - Proposing

    /// Has a record be applied: at once, or in its turn where there is a log.
    func order(_ record: Record, at time: Int64, by origin: Session?, _ effects: inout [Effect]) {
        if let onProposed {
            onProposed(Proposal(record))
        } else {
            apply(record, at: time, by: origin, &effects)
        }
    }

    /// Asks for a newcomer to be taken in, as `connect` does it.
    /// - Parameter ticket: comes back with the session.
    package func proposeArrival(
        ticket: Int, as reading: Reading = Reading(), from host: Host? = nil, isHidden: Bool = false,
        mustLogIn: Bool = false
    ) {
        let record = arrival(from: host, isHidden: isHidden, mustLogIn: mustLogIn)
        onProposed?(Proposal(record, .arrival(ticket: ticket, reading: reading)))
    }

    /// Asks for somebody to be taken in under the nick that they want, as `enter` does it. Their login follows when they are here, and is
    /// answered as if they had asked for it then.
    /// - Parameter ticket: comes back with the session.
    package func proposeEntrance(
        _ entrance: Entrance, ticket: Int, as reading: Reading = Reading(), from host: Host? = nil, at now: Moment,
        _ effects: inout [Effect]
    ) throws(Refusal) {
        let record = try decideEntrance(entrance, from: host, at: now, &effects)
        onProposed?(Proposal(record, .arrival(ticket: ticket, reading: reading, account: entrance.account)))
    }

    func makeOrder(by asker: Session) -> Order {
        lastOrder &+= 1
        return Order(session: asker.id, number: lastOrder)
    }

    /// Decides a command. What changes nothing that all know is answered now.
    func propose(
        _ command: Command, by asker: Session, as order: Order, attempt: Int = 1, at now: Moment,
        _ effects: inout [Effect]
    ) -> Settlement {
        let record: Record
        do {
            switch try decide(command, by: asker, at: now, &effects) {
            case .answered(let reply):
                effects.append(.done(reply))
                appendArrival(after: reply, of: asker, &effects)
                return .done
            case .change(let decided): record = decided
            case .say(let utterance): record = utterance.record
            }
        } catch {
            effects.append(.refused(error))
            return .done
        }
        guard attempt <= Hub.mostAttempts else { return .givenUp }
        onProposed?(Proposal(record, .command(command, of: order, attempt: attempt)))
        return .proposedAgain
    }

    // MARK: - Settling

    /// Applies a record that came from the log, unless it came too late.
    /// - Parameters:
    ///   - node: which has written it.
    ///   - proposal: what it was here, if that was this node.
    ///   - now: `wall` is the log's time.
    @discardableResult
    package func settle(
        _ record: Record, from node: NodeNumber, _ proposal: Proposal? = nil, at now: Moment,
        _ effects: inout [Effect]
    ) -> Settlement {
        writer = node
        defer {
            writer = nil
            tellOfLosses()
        }
        let isPermitted = permits(record, at: now.wall)
        switch proposal?.purpose {
        case .arrival(let ticket, let reading, let account, let returning):
            guard isPermitted, let (person, room) = commit(record, at: now.wall).whoIsHere else {
                return .notArrived(ticket: ticket)
            }
            let session = takeIn(person, into: room, as: reading, returning: returning, at: now, &effects)
            if let account {
                let login = Record.account(.logIn(person.id, account, keepsNick: true))
                let command = Command.account(.logIn(account, keepsNick: true))
                onProposed?(Proposal(login, .command(command, of: makeOrder(by: session), attempt: 1)))
            }
            return .arrived(session.id, ticket: ticket)
        case .command(let command, let order, let attempt):
            let asker = local.sessions[order.session]
            let applied = isPermitted ? apply(record, at: now.wall, by: asker, &effects) : .nothing
            guard let asker else {
                endMerged(applied, at: now, &effects)
                return .done
            }
            if case .nothing = applied {
                return propose(command, by: asker, as: order, attempt: attempt + 1, at: now, &effects)
            }
            let reply = answer(to: command, applied, asker, &effects)
            effects.append(.done(reply))
            appendArrival(after: reply, of: asker, &effects)
            return .done
        case .some(.none), nil:
            if isPermitted { apply(record, at: now.wall, by: nil, &effects) }
            return .done
        case .hold:
            let before = shared.losses.lastNumber
            apply(record, at: now.wall, by: nil, &effects)
            return .held(shared.losses.lastNumber == before ? nil : shared.losses.lastNumber)
        case .resume(let resuming): return settle(resuming, record, at: now, &effects)
        }
    }

    /// A session has ended while its login was on its way. What was said of its end named the guest, who is no more.
    private func endMerged(_ applied: Applied, at now: Moment, _ effects: inout [Effect]) {
        guard case .accountChanged(.merged(let merger)) = applied else { return }
        order(.quit([Record.Departure(merger.person.id, reason: nil)]), at: now.wall, by: nil, &effects)
    }
}

extension Applied {
    /// Who is here now, and the room that they are in by that.
    fileprivate var whoIsHere: (Person, Room?)? {
        switch self {
        case .arrived(let person, let room): (person, room)
        case .returned(.readmitted(let person)): (person, nil)
        default: nil
        }
    }
}

import ChatCore
import Dialects
import Libevent
import Logging

/// Looks after what a store that can't be written means to people: what would have to be kept for good is refused beforehand, and
/// operators of the server are told.
final class StoreWatch: Deferral {
    /// So much that holds at once in memory may wait to be written: kicks, mutes and bans.
    static let mostWaiting = 1_000
    /// It has to go well for so long until it counts as over: a slow disk comes and goes.
    private static let wellTime = Duration.seconds(5)

    private let keeper: Keeper
    private let driver: HubDriver
    private let log: Logger
    /// What was let through since it fails.
    private var waiting = 0
    private var isTold = false
    private var failedLast = Instant(nanoseconds: 0)

    init(_ keeper: Keeper, _ driver: HubDriver, log: Logger) {
        self.keeper = keeper
        self.driver = driver
        self.log = log
    }

    private var isFailing: Bool { keeper.isFailing || keeper.isStopped }

    // MARK: - Requests

    func claim(_ request: Request, as ticket: Ticket) -> Claim {
        guard isFailing else {
            waiting = 0
            return .none
        }
        switch need(of: request, by: ticket.session) {
        case .nothing: return .none
        case .soon:
            guard waiting < StoreWatch.mostWaiting else { break }
            waiting += 1
            return .none
        case .now: break
        }
        return .notNow(retry: FixedLimits.answerRetrySeconds)
    }

    func cancel() {}

    /// When what a request changes has to be in the file.
    private enum Need {
        case nothing
        /// It protects people, so it is not to wait.
        case soon
        case now
    }

    private func need(of request: Request, by id: SessionID) -> Need {
        switch request.body {
        case .account(let command): need(of: command)
        case .command(.account(let command)): need(of: command, by: id)
        case .command(.moderate(let room, let moderation)): need(of: moderation, in: room, by: id)
        case .command(.setTopic(let room, _)): keeps(room, for: id) ? .now : .nothing
        case .command(.operate(let command)): need(of: command)
        // Of who is logged in it lasts, where the other has an account, too.
        case .command(.ignore(let nick?)), .command(.unignore(let nick)):
            driver.hub.account(of: id) != nil && driver.hub.account(behind: nick) != nil ? .now : .nothing
        default: .nothing
        }
    }

    private func need(of command: AccountCommand) -> Need {
        switch command {
        case .register, .changePassword, .addToken, .removeToken, .forget, .reset, .certificate(.add),
            .certificate(.remove):
            .now
        // Where nothing is written any more, nothing can be read with trust.
        case .login, .certificate(.logIn): keeper.isStopped ? .now : .nothing
        case .tokens, .certificate(.list): .nothing
        }
    }

    private func need(of command: AccountRequest, by id: SessionID) -> Need {
        switch command {
        case .reserve, .release, .registerRoom, .dropRoom, .erase, .register: .now
        case .messages(let policy): policy != nil && driver.hub.account(of: id) != nil ? .now : .nothing
        case .logIn, .logOut, .describe: .nothing
        }
    }

    private func need(of moderation: Moderation, in room: RoomName?, by id: SessionID) -> Need {
        guard keeps(room, for: id) else { return .nothing }
        switch moderation {
        case .kick, .set(.ban, _, _, _, _), .set(.mute, _, _, _, _): return .soon
        case .set, .unset, .rename: return .now
        case .give, .take: return isRegistered(room, for: id) ? .now : .nothing
        case .modes(let change): return change.isEmpty ? .nothing : .now
        case .voiceBeneath, .listRanks, .list, .invite: return .nothing
        }
    }

    private func need(of command: OperatorRequest) -> Need {
        switch command {
        // A report is written down, and anybody makes one.
        case .kill, .ban, .report: .soon
        case .unban, .suspend: .now
        case .listBans, .announce, .broadcast, .audit: .nothing
        }
    }

    private func keeps(_ room: RoomName?, for id: SessionID) -> Bool {
        (room ?? driver.hub.currentRoom(of: id)).flatMap { keeper.number(of: $0) } != nil
    }

    private func isRegistered(_ room: RoomName?, for id: SessionID) -> Bool {
        (room ?? driver.hub.currentRoom(of: id)).flatMap { driver.hub.rules(of: $0)?.registration } != nil
    }

    // MARK: - Telling

    /// Tells operators when it begins to fail, and when that is over. To be called now and then.
    func look(at now: Instant) {
        if isFailing {
            failedLast = now
            guard !isTold else { return }
            isTold = true
            if keeper.fault == nil {
                let behind = keeper.timeBehind.components.seconds
                log.warning("the store is slow", metadata: ["seconds": "\(behind)", "path": "\(keeper.path)"])
            }
            tell(
                "the store can't be written; talk goes on, and what changes accounts, rooms or lists is refused until it can"
            )
        } else if isTold, now - failedLast >= StoreWatch.wellTime {
            isTold = false
            tell("the store is written again")
        }
    }

    private func tell(_ text: Text) {
        driver.carryOut(for: .nobody) { driver.hub.tellOperators(text, at: driver.moment, &$0) }
    }
}

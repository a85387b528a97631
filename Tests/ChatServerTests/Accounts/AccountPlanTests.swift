import ChatCore
import Configuration
import Dialects
import Libevent
import Secrets
import Testing

@testable import ChatServer

@Suite struct AccountPlanTests {
    private let secret = Secret("hunter22".utf8)

    private func plan(
        _ command: AccountCommand, _ clearText: Configuration.Accounts.ClearText = .warn, isProtected: Bool,
        isLocal: Bool = false, operators: Set<String> = []
    ) throws -> AccountPlan {
        let hub = Hub(lobby: RoomName("lobby"))
        let now = Moment(wall: 1_795_377_481_000_000, steady: 0)
        var effects: [Effect] = []
        let (ann, other) = (hub.connect(at: now, &effects), hub.connect(at: now, &effects))
        let nick = try #require(Nick("ann"))
        hub.perform(.nick(nick), by: ann, at: now, &effects)
        var asker = ann
        if case .register = command {} else { hub.perform(.account(.register), by: ann, at: now, &effects) }
        if case .login = command { asker = other }
        _ = hub.setOperators(operators.compactMap { Nick($0) }, at: now, &effects)
        var rules = AccountRules()
        rules.clearText = clearText
        rules.operators = operators
        return AccountPlan(
            command,
            AccountPlan.Facts(
                hub: hub, now: now, rules: rules, session: asker, isProtected: isProtected, isLocal: isLocal,
                certificate: { nil }))
    }

    @Test func aTokenThatWasNotCopiedWhole() throws {
        guard case .refuse(.account(.wrongToken)) = try plan(.login(nil, Secret("pt_abc".utf8)), isProtected: true)
        else {
            Issue.record("it was taken for a password")
            return
        }
    }

    /// Whoever is quicker than the operator must not become one.
    @Test func operatorsRegisterOnTheServersMachine() throws {
        guard case .refuse(.account(.operatorsName)) = try plan(.register(nil), isProtected: true, operators: ["ann"])
        else {
            Issue.record("it was not refused")
            return
        }
        guard case .ask = try plan(.register(nil), isProtected: true, isLocal: true, operators: ["ann"]) else {
            Issue.record("it was refused")
            return
        }
    }

    @Test func operatorsLogInWhereNobodyReadsAlong() throws {
        let login = AccountCommand.login(Nick("ann"), secret)
        guard case .refuse(.account(.operatorsNeedTLS)) = try plan(login, isProtected: false, operators: ["ann"]) else {
            Issue.record("it was not refused")
            return
        }
        for (isProtected, operators) in [(true, ["ann"]), (false, [])] as [(Bool, Set<String>)] {
            guard case .hash = try plan(login, isProtected: isProtected, operators: operators) else {
                Issue.record("it was refused")
                return
            }
        }
    }

    /// Also where it would only be asked for: nobody is to type one in vain.
    @Test func passwordsMayBeRefusedWhereOthersReadAlong() throws {
        let commands: [AccountCommand] = [
            .register(nil), .register(secret), .login(Nick("ann"), nil), .login(Nick("ann"), secret), .forget(nil),
            .forget(secret),
        ]
        for command in commands {
            guard case .refuse(.account(.clearText)) = try plan(command, .refuse, isProtected: false) else {
                Issue.record("\(command) was not refused")
                continue
            }
            for (clearText, isProtected) in [(.refuse, true), (.warn, false), (.allow, false)]
                as [(Configuration.Accounts.ClearText, Bool)]
            {
                switch try plan(command, clearText, isProtected: isProtected) {
                case .refuse, .refuseByHub: Issue.record("\(command) was refused")
                default: break
                }
            }
        }
    }
}

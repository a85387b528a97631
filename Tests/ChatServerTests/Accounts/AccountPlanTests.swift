import ChatCore
import Dialects
import Libevent
import Secrets
import Testing

@testable import ChatServer

@Suite struct AccountPlanTests {
    private let secret = Secret("hunter22".utf8)

    private func plan(_ command: AccountCommand, _ clearText: AccountRules.ClearText, isProtected: Bool) throws
        -> AccountPlan
    {
        let memory = try MemoryAccounts(on: try EventLoop())
        let nick = try #require(Nick("ann"))
        let session = SessionID(slot: 0, generation: 1)
        if case .forget = command { _ = memory.register(nick, for: session) }
        if case .login = command { _ = memory.register(nick, for: SessionID(slot: 1, generation: 1)) }
        var rules = AccountRules()
        rules.clearText = clearText
        return AccountPlan(
            command,
            AccountPlan.Facts(book: memory, rules: rules, session: session, nick: nick, isProtected: isProtected))
    }

    /// Also where it would only be asked for: nobody is to type one in vain.
    @Test func passwordsMayBeRefusedWhereOthersReadAlong() throws {
        let commands: [AccountCommand] = [
            .register(nil), .register(secret), .login(nil, nil), .login(nil, secret), .forget(nil), .forget(secret),
        ]
        for command in commands {
            guard case .refuse(.clearText) = try plan(command, .refuse, isProtected: false) else {
                Issue.record("\(command) was not refused")
                continue
            }
            for (clearText, isProtected) in [(.refuse, true), (.warn, false), (.allow, false)]
                as [(AccountRules.ClearText, Bool)]
            {
                if case .refuse = try plan(command, clearText, isProtected: isProtected) {
                    Issue.record("\(command) was refused")
                }
            }
        }
    }

    @Test(arguments: ["guest1", "Guest42", "guest", "NickServ", "chanserv", "serv"])
    func someNicksAreNobodys(name: String) throws {
        #expect(!AccountRules.mayBelong(try #require(Nick(name))))
    }

    @Test(arguments: ["ann", "guesty", "guest1x", "server", "Service"])
    func othersMayBe(name: String) throws {
        #expect(AccountRules.mayBelong(try #require(Nick(name))))
    }
}

import Testing

@testable import ChatCore

/// Whoever asks for it is told of each session that is called otherwise, or is logged in or out.
@Suite("Names that change")
final class NamingTests {
    private let party = Party()
    private var named: [SessionID] = []

    init() {
        party.hub.onNamed = { [unowned self] in self.named.append($0) }
    }

    private func since(_ change: () -> Void) -> [SessionID] {
        named = []
        change()
        return named
    }

    @Test("a nick, an account, and both")
    func ofOneSession() throws {
        let ann = party.newcomer()
        #expect(since { party.do(.nick("ann"), by: ann) } == [ann])
        #expect(since { party.do(.account(.register), by: ann) } == [ann])
        #expect(since { party.do(.say("hello"), by: ann) } == [])
        #expect(since { party.do(.account(.logOut), by: ann) } == [ann])
        let account = try #require(party.hub.account(owning: "ann")?.id)
        // The nick comes back with the account.
        #expect(since { party.do(.account(.logIn(account)), by: ann) } == [ann])
        #expect(party.hub.nick(of: ann) == "ann")
        #expect(since { party.do(.account(.reserve("annie")), by: ann) } == [])
    }

    @Test("who logs in beside another session, and who is back")
    func ofOthers() throws {
        let ann = party.newcomer("ann")
        party.do(.account(.register), by: ann)
        let account = try #require(party.hub.account(of: ann)?.id)
        let phone = party.newcomer("phone")
        #expect(since { party.do(.account(.logIn(account)), by: phone) } == [phone])
        // Both are called so.
        #expect(since { party.do(.nick("annie"), by: phone) } == [ann, phone])
        let person = try #require(party.hub.person(of: ann))
        let back = party.newcomer()
        #expect(since { _ = party.resume(person, by: back, after: ann, since: nil) } == [back])
    }
}

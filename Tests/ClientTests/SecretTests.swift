import ChatCore
import Dialects
import Secrets
import Testing

@testable import partyline

/// Passwords on their way to the server.
@Suite struct SecretTests {
    private let ann = Nick("ann")

    private static func secret(_ text: String) -> Secret { Secret(text.utf8) }

    private static func secrets(_ talk: inout Talk) -> [String] {
        talk.conversation.takeOutputs().compactMap {
            guard case .sendSecret(let line, let secret) = $0 else { return nil }
            return "\(line) | " + secret.withBytes { String(decoding: $0, as: UTF8.self) }
        }
    }

    @Test func whatLacksItsSecretIsKnown() {
        #expect(UserInput("/login").withoutSecret == .login(nil, nil))
        #expect(UserInput("/LOGIN ann ").withoutSecret == .login(ann, nil))
        #expect(UserInput("/register").withoutSecret == .register(nil))
        #expect(UserInput("/password ").withoutSecret == .changePassword(old: nil, new: nil))
        #expect(UserInput("/forget").withoutSecret == .forget(nil))
        let token = "/login pt_" + String(repeating: "x", count: 43)
        for line in ["/login ann hunter22", "/register x", "/password a b", "/forget x", "/logout", "login", token] {
            #expect(UserInput(line).withoutSecret == nil, "\(line)")
        }
    }

    @Test func aSecretIsSentBehindItsCommand() {
        var talk = Talk.ready()
        talk.conversation.submit(.login(nil, Self.secret("hunter 22")))
        talk.conversation.submit(.login(ann, Self.secret("x")))
        talk.conversation.submit(.register(Self.secret("y")))
        talk.conversation.submit(.changePassword(old: Self.secret("old"), new: Self.secret("new one")))
        talk.conversation.submit(.forget(Self.secret("z")))
        #expect(
            Self.secrets(&talk) == [
                "@1 /login guest1 | hunter 22", "@2 /login ann | x", "@3 /register | y", "@4 /password | old new one",
                "@5 /forget | z",
            ])
        // It is nowhere any more.
        #expect(talk.conversation.queue.unanswered.allSatisfy { $0.line.secret == nil })
    }

    /// As it stands, an old password with a space would end at that.
    @Test func whatWouldBeReadOtherwiseIsSpelled() {
        var talk = Talk.ready()
        talk.conversation.submit(.changePassword(old: Self.secret("my old"), new: Self.secret("a new one")))
        talk.conversation.submit(.changePassword(old: Self.secret("hex:6f"), new: Self.secret("hex:6f")))
        #expect(
            Self.secrets(&talk) == [
                "@1 /password | hex:6d79206f6c64 a new one", "@2 /password | hex:6865783a3666 hex:6f",
            ])
    }

    @Test func whatIsLongerThanALineIsNotSent() {
        var talk = Talk.ready()
        talk.conversation.submit(.login(ann, Self.secret(String(repeating: "x", count: 2_048))))
        #expect(talk.shown().first?.hasPrefix("!! too-long: ") == true)
    }

    /// Whether a login came through is known by its answer alone; the password is not kept for another try.
    @Test func aBreakNamesNoSecret() {
        var talk = Talk.ready()
        talk.conversation.submit(.login(ann, Self.secret("hunter22")))
        talk.say("/register hunter22")
        talk.conversation.lost()
        let shown = talk.shown()
        #expect(
            shown == [
                "It is not known whether this was carried out: /login",
                "It is not known whether this was carried out: /register",
            ])
        #expect(talk.conversation.queue.all.isEmpty)
    }
}

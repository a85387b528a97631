import ChatCore
import Dialects
import Framing
import Secrets

/// Lines that are secrets: a person is asked for one, and its terminal shows nothing of it.
extension Session {
    /// What it was asked for: its next line is the answer, and nothing else.
    var prompt: SecretPrompt? { telnet?.prompt }

    /// Takes the next line for a secret, or no more.
    ///
    /// Whether the peer is a telnet is not known before it answers. One that is none gets three bytes that it can't use.
    func prompt(for prompt: SecretPrompt?) {
        guard prompt != nil || telnet != nil, !server.isGone(self) else { return }
        // A secret is no header of another protocol, whatever it looks like.
        endOpening()
        let input = telnet ?? TelnetInput(of: self)
        telnet = input
        input.prompt = prompt
        input.hideInput(prompt != nil)
    }

    /// The request of a line from a peer with a terminal.
    func understand(_ line: UnsafeRawBufferPointer) -> Request {
        guard var erased = TelnetDecoder.erase(line) else { return requestOrSecret(in: line) }
        defer { if prompt != nil { Secret.wipe(&erased) } }
        return erased.withUnsafeBytes { requestOrSecret(in: $0) }
    }

    private func requestOrSecret(in line: UnsafeRawBufferPointer) -> Request {
        prompt?.request(answeredBy: line) ?? dialect.request(in: line)
    }

    /// Carries out what is asked for about accounts. Its line is wiped, and what a person types shows again.
    /// - Returns: false where it waits for its answer. Until then its prompt stays, as it may have to be understood anew.
    func perform(_ command: AccountCommand, _ request: Request, _ line: UnsafeRawBufferPointer) -> Bool {
        defer { if command.hasSecret { Session.wipe(line) } }
        let before = prompt
        if before != nil { telnet?.hideInput(false) }
        guard perform(request, line) else { return false }
        if before != nil, prompt == before { prompt(for: nil) }
        return true
    }

    /// Overwrites a line with a secret in it, which nobody reads any more: it is memory of the connection's or the intake's own.
    static func wipe(_ line: UnsafeRawBufferPointer) {
        Secret.wipe(UnsafeMutableRawBufferPointer(mutating: line))
    }
}

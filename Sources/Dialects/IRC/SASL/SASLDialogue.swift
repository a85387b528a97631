import ChatCore
import Secrets

/// One client's way through SASL (IRCv3, sasl-3.2): what its `AUTHENTICATE` lines come to, one after the other.
///
/// It knows no account. What is to be found out about one is asked for by a step, and told by `challenge`, `confirm` or `end`; until then
/// the client's input is held back, and a line that comes is the same one once more.
package final class SASLDialogue {
    /// What a line led to.
    package enum Step: Hashable, Sendable {
        /// The message goes on in the next line.
        case nothing
        /// `AUTHENTICATE` with this.
        case send([UInt8])
        case refuse(IRCNumeric)
        /// There is no such mechanism: 908, and 904.
        case refuseMechanism
        /// It is to be found out whether that is so.
        case prove(SASLProof)
    }

    /// What the client's next message is.
    package enum Stage: Hashable, Sendable {
        case reads(SASLMechanism)
        /// The client's last message was asked for.
        case isChallenged(SCRAMExchange)
        /// The client is to say that it knows us, too; it has proved that this account is its.
        case isConfirmed(AccountID)
    }

    private enum State {
        case idle
        case goesOn(Stage)
        /// - Parameter after: what it was before.
        case waits(SASLProof, after: Stage)
    }

    private var state = State.idle
    private let input = AuthenticateInput()

    package init() {}

    /// A mechanism is agreed on, and did not come to its end.
    package var isUnderWay: Bool {
        if case .idle = state { false } else { true }
    }

    /// Takes the parameter of a line.
    /// - Parameter offered: the mechanisms that this client may use.
    package func receive(_ parameter: UnsafeRawBufferPointer, offered: [SASLMechanism]) -> Step {
        let stage: Stage
        switch state {
        case .waits(let proof, _): return .prove(proof)
        case .idle:
            if parameter.elementsEqual(CollectionOfOne(UInt8(ascii: "*"))) { return .refuse(.saslAborted) }
            let name = String(decoding: parameter.prefix(SASLDialogue.longestName), as: UTF8.self)
            guard let mechanism = SASLMechanism(name: name), offered.contains(mechanism) else {
                return .refuseMechanism
            }
            state = .goesOn(.reads(mechanism))
            return .send([])
        case .goesOn(let current): stage = current
        }
        switch input.receive(parameter) {
        case .more: return .nothing
        case .aborted: return refuse(.saslAborted)
        case .tooLong: return refuse(.saslTooLong)
        case .malformed, .tooMuch: return refuse(.saslFail)
        case .message(var message):
            defer { Secret.wipe(&message) }
            guard let proof = SASLDialogue.proof(in: &message, at: stage) else { return refuse(.saslFail) }
            state = .waits(proof, after: stage)
            return .prove(proof)
        }
    }

    /// Longer than any mechanism's.
    private static let longestName = 32

    private static func proof(in message: inout [UInt8], at stage: Stage) -> SASLProof? {
        switch stage {
        case .reads(.plain): PlainCredentials(&message).map { .plain($0) }
        case .reads(.external): ExternalCredentials(message).map { .external($0) }
        case .reads(.scramSHA256): SCRAMExchange(first: message).map { .scramFirst($0) }
        case .isChallenged(let exchange): exchange.proof(in: message).map { .scramLast($0) }
        case .isConfirmed(let account): message.isEmpty ? .scramDone(account) : nil
        }
    }

    private func refuse(_ numeric: IRCNumeric) -> Step {
        end()
        return .refuse(numeric)
    }

    // MARK: - What was found out

    /// The client's first message of SCRAM is answered.
    /// - Returns: what it is sent; nil: it did not ask for that.
    package func challenge(nonce: [UInt8], salt: [UInt8], rounds: Int) -> [UInt8]? {
        guard case .waits(.scramFirst(var exchange), _) = state else { return nil }
        let message = exchange.challenge(nonce: nonce, salt: salt, rounds: rounds)
        state = .goesOn(.isChallenged(exchange))
        return message
    }

    /// Its proof that an account is its was right, and it is to see that we know it, too.
    package func confirm(_ account: AccountID) {
        state = .goesOn(.isConfirmed(account))
    }

    /// It is over, however it went.
    package func end() {
        state = .idle
        input.clear()
    }

    // MARK: - Another process

    /// Where another process goes on, before a line that waits for its answer; nil: nothing is under way.
    package var stage: Stage? {
        switch state {
        case .idle: nil
        case .goesOn(let stage), .waits(_, after: let stage): stage
        }
    }

    /// What came of a message, but for such a line: it may be half a password. nil: nothing did.
    package var pending: Secret? { input.pending }

    /// Goes on with another process's.
    /// - Returns: false where it can't be one; then nothing is under way.
    package func resume(_ stage: Stage, _ pending: Secret?) -> Bool {
        end()
        guard pending.map({ input.resume($0) }) ?? true else { return false }
        state = .goesOn(stage)
        return true
    }
}

/// What is to be found out about a client.
package enum SASLProof: Hashable, Sendable {
    case plain(PlainCredentials)
    case external(ExternalCredentials)
    case scramFirst(SCRAMExchange)
    case scramLast(SCRAMExchange.Proof)
    /// The client has seen that we know it.
    case scramDone(AccountID)
}

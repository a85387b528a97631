import ChatCore
import Dialects
import Libevent
import Passwords
import Secrets

/// What clients of IRC ask about accounts that takes a while, be they welcomed or not: SASL, REGISTER, OPER, and accounts in PASS.
///
/// A client's input is held from its line on until that is answered, so no answer comes later than the answers to what was sent after it
/// (a session's by its ticket, as any other request that waits; a newcomer's by its own).
final class IRCLogins: Deferral {
    /// Who asks, and of what it can be known who they are.
    struct Client {
        let claimant: Claimant
        /// The one that its peer has shown; nil: none.
        let certificate: CertificateDigest?
        let mechanisms: [SASLMechanism]
        let sasl: SASLDialogue
        let ticket: Ticket
        let isWaiting: () -> Bool
    }

    /// What a line of SASL came to.
    enum Outcome {
        case step(SASLDialogue.Step)
        case refused(ServerRefusal)
        case proved(Hub.AccountSummary)
    }

    // Not private, as IRCLogins+Sessions.swift needs them; nobody else does.

    unowned let requests: Requests
    unowned let accounts: AccountRequests
    private var tickets: UInt64 = 0
    private var waiting: [(request: IRCRequest, ticket: Ticket)] = []
    private var timer: Timer?

    init(_ requests: Requests, _ accounts: AccountRequests) throws {
        self.requests = requests
        self.accounts = accounts
        timer = try Timer(on: requests.loop) { [unowned self] in self.beginWaiting() }
    }

    /// A ticket for who has no session.
    func makeTicket() -> Ticket {
        tickets += 1
        return Ticket(session: .none, number: tickets)
    }

    // MARK: - Sessions

    func claim(_ request: Request, as ticket: Ticket) -> Claim {
        guard case .irc(let asked) = request.body, asked.accountRequest != nil else { return .none }
        waiting.append((asked, ticket))
        // It is not answered from within this call.
        timer?.schedule(after: .zero)
        return .later
    }

    private func beginWaiting() {
        let waiting = waiting
        self.waiting = []
        for (request, ticket) in waiting where requests.isWaiting(ticket) {
            if let session = requests.sessions.session(ticket.session) { begin(request, for: session, ticket) }
        }
    }

    func cancel() {
        waiting = []
        timer?.cancel()
    }

    // MARK: - SASL

    /// Takes the parameter of an `AUTHENTICATE`.
    /// - Parameter completion: is called once, if the client still waits; perhaps from within this call.
    func authenticate(_ parameter: Secret, for client: Client, _ completion: @escaping (Outcome) -> Void) {
        let sasl = client.sasl
        let step = parameter.withBytes { sasl.receive($0, offered: client.mechanisms) }
        guard case .prove(let proof) = step else { return completion(.step(step)) }
        let metrics = requests.metrics
        let conclude = { (proved: AccountRequests.Proved) in
            sasl.end()
            switch proved {
            case .success(let account):
                metrics.saslLogins.add(SASLResult(proof))
                completion(.proved(account))
            case .failure(let refusal):
                metrics.saslLogins.add(.failed)
                completion(.refused(refusal))
            }
        }
        switch proof {
        case .plain(let credentials):
            guard let name = Nick(credentials.name) else { return conclude(.failure(.account(.wrongToken))) }
            accounts.prove(
                name, by: credentials.password, for: client.claimant, as: client.ticket, isWaiting: client.isWaiting,
                conclude)
        case .external(let credentials):
            guard let certificate = client.certificate else { return conclude(.failure(.account(.noCertificate))) }
            let name = credentials.name.map { Nick($0) }
            if case .some(nil) = name { return conclude(.failure(.account(.strangeCertificate))) }
            accounts.prove(.certificate(certificate, of: name ?? nil), for: client.claimant) { proved in
                if client.isWaiting() { conclude(proved) }
            }
        case .scramFirst(let exchange): challenge(exchange.name, client, completion)
        case .scramLast(let proof): check(proof, client, completion)
        case .scramDone(let id):
            // It may be erased since.
            conclude(requests.driver.hub.account(id).map { .success($0) } ?? .failure(.account(.wrongToken)))
        }
    }

    private func challenge(_ name: String, _ client: Client, _ completion: @escaping (Outcome) -> Void) {
        lookUp(name, client, completion) { challenge in
            guard
                let message = client.sasl.challenge(
                    nonce: SCRAMCredentials.makeNonce(), salt: challenge.salt, rounds: challenge.rounds)
            else {
                client.sasl.end()
                return completion(.refused(.account(.wrongToken)))
            }
            completion(.step(.send(message)))
        }
    }

    /// Looks up what the challenge was made of once more: another process may have sent it.
    private func check(_ proof: SCRAMExchange.Proof, _ client: Client, _ completion: @escaping (Outcome) -> Void) {
        lookUp(proof.name, client, completion) { [unowned self] challenge in
            switch self.accounts.check(proof.proof, of: proof.message, on: challenge, for: client.claimant) {
            case .success(let (account, signature)):
                client.sasl.confirm(account.id)
                completion(.step(.send(SCRAMExchange.confirmation(signature: signature))))
            case .failure(let refusal):
                client.sasl.end()
                self.requests.metrics.saslLogins.add(.failed)
                completion(.refused(refusal))
            }
        }
    }

    private func lookUp(
        _ name: String, _ client: Client, _ completion: @escaping (Outcome) -> Void,
        _ body: @escaping (AccountRequests.Challenge) -> Void
    ) {
        accounts.challenge(name) { challenge in
            guard client.isWaiting() else { return }
            if let challenge { return body(challenge) }
            client.sasl.end()
            completion(.refused(.notNow(retry: FixedLimits.answerRetrySeconds)))
        }
    }
}

extension IRCAnswers {
    /// Why a client was not logged in. It is the same for a name that nobody has and for a wrong password.
    func putSASL(_ refusal: ServerRefusal) {
        if case .account(let refusal) = refusal {
            switch refusal {
            case .operatorsNeedTLS, .clearText, .noCertificate, .strangeCertificate:
                return put(IRCRefusal(refusal, of: .authenticate))
            default: return put(.saslFail)
            }
        }
        put(.saslFail, text: "SASL authentication failed: \(RefusalText(refusal).words)")
    }
}

import ChatCore
import Configuration
import Dialects
import Glibc
import Handover
import Libevent
import Secrets

/// Newcomers when another process takes over: all go along whose sockets can, with what they have said and proved. What they wait for is
/// asked anew there.
extension IRCNewcomers {
    /// What goes along, and its sockets. It is true until the loop turns.
    /// - Parameter secrets: gets what nobody else is to read.
    func handOver(_ secrets: SecretFile) -> [(IRCNewcomerState, Int32)] {
        handed = []
        return all.compactMap { newcomer in
            guard let state = newcomer.state(secrets), let socket = newcomer.arrival.connection.socket else {
                return nil
            }
            handed.append(newcomer)
            return (state, socket)
        }
    }

    /// Lets go of those that another process has.
    func handedOver() {
        for newcomer in handed { newcomer.arrival.connection.close() }
        handed = []
    }

    /// Goes on with another process's newcomer, which reads from `goOn` on.
    /// - Parameters:
    ///   - account: that it is logged in to, as it is now.
    ///   - secret: takes what goes apart.
    /// - Throws: `LibeventError` where memory is out, or `HandoverError` where a secret is missing.
    func resume(
        _ state: IRCNewcomerState, _ descriptor: Int32, as account: Hub.AccountSummary?,
        _ secret: (SecretFile.Place) throws(HandoverError) -> Secret
    ) throws {
        let connection = try LineConnection(
            on: loop, resuming: state.connection, descriptor: descriptor, maximumLineLength: IRCNewcomers.lineBytes,
            keepAliveSeconds: settings.configuration.limits.pingSeconds,
            outputUnitEnd: state.webSocket.map { _ in WebSocketInput.unitEnd })
        // The listener may be no more.
        var listen = Configuration.Listen(.path(state.listen))
        listen.spoken = .irc
        let door = settings.configuration.listen.first { $0.description == state.listen } ?? listen
        let address = IPAddress(state.address)
        let passwords = try state.passwords.map { place throws(HandoverError) in try secret(place) }
        let pending = try state.saslPending.map { place throws(HandoverError) in try secret(place) }
        let asked = try state.asked.map { asked throws(HandoverError) in try asked.request(secret) }
        admission.enter(address.map { HostKey($0) })
        var arrival = Arrivals.Newcomer(connection: connection, address: address, door: Door(door), isIRC: true)
        if let webSocket = state.webSocket {
            let input = try WebSocketInput(resuming: webSocket)
            connection.decode(with: input)
            arrival.webSocket = input
        }
        let newcomer = take(arrival, resuming: state)
        newcomer.resume(passwords: passwords, asked: asked)
        if let account { newcomer.logIn(to: account) }
        if let stage = state.sasl { _ = newcomer.sasl.resume(stage, pending) }
    }

    /// The old process has let go.
    func goOn() {
        for newcomer in Array(all) { newcomer.arrival.connection.goOn() }
        askAnew()
    }

    /// What was to be found out is not yet: it is asked anew.
    func askAnew() {
        handed = []
        for newcomer in Array(all) {
            if let asked = newcomer.asked {
                newcomer.ask(asked)
            } else if newcomer.registration.isComplete {
                newcomer.knowsPassword = false
                complete(newcomer)
                // Where there are no accounts any more nobody looks at what it sent.
                if !newcomer.isHeld { newcomer.goOn() }
            }
        }
    }
}

extension IRCNewcomer {
    /// nil: it can't go along.
    fileprivate func state(_ secrets: SecretFile) -> IRCNewcomerState? {
        // Who has brought one is known here alone, where no setting tells.
        guard !arrival.isForwarded, let connection = arrival.connection.suspended() else { return nil }
        var state = IRCNewcomerState(
            address: arrival.address?.description ?? "", listen: arrival.door.listen.description,
            since: since.nanoseconds, bytes: bytes, hasBegun: hasBegun, registration: registration,
            webSocket: arrival.webSocket?.state, connection: connection)
        (state.account, state.hasProvedPassword, state.sasl) = (account?.id, hasProvedPassword, sasl.stage)
        state.passwords = registration.passwords.compactMap { secrets.append($0) }
        guard state.passwords.count == registration.passwords.count else { return nil }
        if let pending = sasl.pending {
            guard let place = secrets.append(pending) else { return nil }
            state.saslPending = place
        }
        if let asked {
            guard let kept = IRCNewcomerState.Asked(asked, in: secrets) else { return nil }
            state.asked = kept
        }
        return state
    }
}

extension IRCNewcomerState.Asked {
    fileprivate init?(_ request: IRCAccountRequest, in secrets: SecretFile) {
        switch request {
        case .authenticate(let parameter):
            guard let place = secrets.append(parameter) else { return nil }
            self = .authenticate(place)
        case .register(let account, let email, let password):
            guard let place = secrets.append(password) else { return nil }
            self = .register(account: account, email: email, place)
        // Who is not welcomed is no operator.
        case .oper: return nil
        }
    }

    fileprivate func request(
        _ secret: (SecretFile.Place) throws(HandoverError) -> Secret
    ) throws(HandoverError) -> IRCAccountRequest {
        switch self {
        case .authenticate(let place): .authenticate(try secret(place))
        case .register(let account, let email, let place): .register(account: account, email: email, try secret(place))
        }
    }
}

import ChatCore
import Configuration
import Dialects
import Glibc
import Libevent

/// Newcomers when another process takes over: those go along of whom nothing is known yet but what they are called. The others come again, as
/// what they have proved is known here alone.
extension IRCNewcomers {
    /// What goes along, and its sockets. It is true until the loop turns.
    var handed: [(IRCNewcomerState, Int32)] {
        all.compactMap { newcomer in
            guard let state = newcomer.state, let socket = newcomer.arrival.connection.socket else { return nil }
            return (state, socket)
        }
    }

    /// Lets go of those that another process has.
    func handedOver() {
        for newcomer in all where newcomer.state != nil { newcomer.arrival.connection.close() }
    }

    /// Goes on with another process's newcomer, which reads from `goOn` on.
    /// - Throws: `LibeventError` where memory is out.
    func resume(_ state: IRCNewcomerState, _ descriptor: Int32) throws {
        let connection = try LineConnection(
            on: loop, resuming: state.connection, descriptor: descriptor, maximumLineLength: IRCNewcomers.lineBytes,
            keepAliveSeconds: settings.configuration.limits.pingSeconds)
        // The listener may be no more.
        var listen = Configuration.Listen(.path(state.listen))
        listen.spoken = .irc
        let door = settings.configuration.listen.first { $0.description == state.listen } ?? listen
        let address = IPAddress(state.address)
        admission.enter(address.map { HostKey($0) })
        take(Arrivals.Newcomer(connection: connection, address: address, door: Door(door)), resuming: state)
    }

    /// The old process has let go.
    func goOn() {
        for newcomer in all { newcomer.arrival.connection.goOn() }
    }
}

extension IRCNewcomer {
    /// nil: it can't go along.
    var state: IRCNewcomerState? {
        guard account == nil, !isHeld, !sasl.isUnderWay, registration.passwords.isEmpty, !hasProvedPassword,
            let connection = arrival.connection.suspended()
        else { return nil }
        return IRCNewcomerState(
            address: arrival.address?.description ?? "", listen: arrival.door.listen.description,
            since: since.nanoseconds, bytes: bytes, hasBegun: hasBegun, registration: registration,
            connection: connection)
    }
}

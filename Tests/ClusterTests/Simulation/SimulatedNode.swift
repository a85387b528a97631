import ChatCore

@testable import Cluster

/// One of several nodes, with the people who are connected to it.
final class SimulatedNode {
    /// Somebody who is connected, or wants to be.
    final class Client {
        let ticket: Int
        var session: SessionID?
        /// What it waits for an answer to: a line of its own, or another command, which is empty.
        var pending: String?
        /// By which it can come back.
        var token: TokenDigest?
        /// It comes back, as its node was held for dead.
        var absentee: Hub.Absentee?
        var said: [String] = []
        var hasLeft = false

        init(ticket: Int) {
            self.ticket = ticket
        }
    }

    let number: NodeNumber
    var life: UInt64 = 0
    var replica: Replica?
    var port: SimulatedLog.Port?
    var clients: [Client] = []
    var steady: Int64 = 0
    /// Which of its sessions has which token.
    var tokens: [TokenDigest: SessionID] = [:]
    /// Whom the others hold for gone, while their connections are here.
    var absentees: [Hub.Absentee] = []
    /// Sessions in whose place others have come.
    var replaced: [SessionID] = []
    /// When the time is over of what was lost, by the numbers, in steps.
    var due: [UInt64: Int] = [:]
    /// The step until which it does nothing, as if it were stopped.
    var pausedUntil = 0
    /// When it is started again.
    var startsAt = 0

    init(_ number: NodeNumber) {
        self.number = number
    }

    var isHere: Bool { replica?.state == .here }

    func client(of session: SessionID?) -> Client? {
        session.flatMap { session in clients.first { $0.session == session } }
    }
}

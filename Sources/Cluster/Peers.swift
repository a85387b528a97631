import ChatCore

/// When something was heard last of each of the other nodes.
///
/// One of which nothing is heard is asked first: whoever was stopped for a while has heard of nobody, too. Who does not answer is held for
/// dead. That may be wrong, and does no harm to what all know: nothing that such a node writes counts any more (`LogReader`).
struct Peers {
    /// After so long somebody is asked, and after so long without an answer held for dead, in microseconds.
    static let silence: Int64 = 6_000_000
    static let patience: Int64 = 2_000_000

    enum Doubt: Hashable {
        case ask(Incarnation)
        case down(Incarnation)
    }

    private struct Peer {
        let incarnation: Incarnation
        var heard: Int64
        var asked: Int64?
        var isGivenUp = false
    }

    private var peers: [Peer] = []

    mutating func hear(of incarnation: Incarnation, at time: Int64) {
        guard let index = peers.firstIndex(where: { $0.incarnation == incarnation }) else { return }
        (peers[index].heard, peers[index].asked) = (time, nil)
    }

    /// - Parameters:
    ///   - lives: those that go on, but for one's own.
    ///   - time: of the steady clock.
    /// - Returns: what is to be done about those of whom nothing is heard, once each.
    mutating func look(at lives: [Incarnation], at time: Int64) -> [Doubt] {
        peers.removeAll { !lives.contains($0.incarnation) }
        for life in lives where !peers.contains(where: { $0.incarnation == life }) {
            peers.append(Peer(incarnation: life, heard: time))
        }
        var doubts: [Doubt] = []
        for index in peers.indices where !peers[index].isGivenUp {
            let peer = peers[index]
            if let asked = peer.asked {
                guard time - asked >= Peers.patience else { continue }
                peers[index].isGivenUp = true
                doubts.append(.down(peer.incarnation))
            } else if time - peer.heard >= Peers.silence {
                peers[index].asked = time
                doubts.append(.ask(peer.incarnation))
            }
        }
        return doubts
    }
}

import ChatCore
import Cluster
import Configuration
import Libevent

/// A server that is one of several that are one chat.
extension Server {
    /// Why a node can't go on, in words for who runs it.
    package struct NodeFault: Error, CustomStringConvertible {
        package let description: String
    }

    /// Begins to read what was written before it came. Newcomers wait until it has.
    package func joinCluster() {
        node?.start()
    }

    /// Whether newcomers are let in at once: in a cluster, once all is read that was written before this node came.
    package var isServing: Bool { node?.isHere ?? true }

    /// Is told when newcomers are let in.
    package var onServing: (() -> Void)? {
        get { node?.onHere }
        set { node?.onHere = newValue }
    }

    func wire(_ node: ClusterNode) {
        node.onBeginning = { [unowned self] in
            returns.takeOver()
            keeping.shareCloaks()
            checkStore()
        }
        node.homecoming.tokens = returns
        driver.orders = node.orders
        reception.entrances = node.entrances
        ircReception.entrances = node.entrances
        departures.orders = node.orders
        keeping.node = node
        figures.node = node
        requests.node = node
        node.homecoming.onBack = { [unowned requests] in requests.irc?.noteIdentity(of: $0) }
        shutdown.waits = { [unowned node] in !node.hasEnded }
        node.onEnded = { [unowned self] in self.ended($0) }
    }

    /// What of that which all nodes share a reload would change here alone; nil: nothing.
    func clusterFault(in changed: Configuration) -> String? {
        guard changed.sharedDigest != configuration.sharedDigest else { return nil }
        return "lobby, guests, operators, and what is kept are the same at all nodes of a cluster; end them all, change"
            + " that at each, and start them"
    }

    /// All was read that the log has: the store can't have more of it, unless that was another one.
    private func checkStore() {
        guard let filled = keeper?.filled, let sequence = node?.sequence, filled > sequence else { return }
        fail(
            "its store has the cluster's log up to \(filled), and the log ends at \(sequence): it is another one, or was put"
                + " back; name another file, or see docs/CLUSTER.md, Losing the log")
    }

    private func fail(_ words: String) {
        onNodeFault?(NodeFault(description: words))
        drain()
    }

    private func ended(_ ending: Replica.Ending) {
        keeping.loseProposed()
        switch ending {
        case .left: shutdown.stopIfAllHaveLeft()
        case .fenced where !isDraining: node?.comeBack()
        case .fenced: shutdown.stopIfAllHaveLeft()
        default:
            fail(ending.words)
        }
    }
}

extension Replica.Ending {
    /// What happened, and what to do about it.
    fileprivate var words: String {
        switch self {
        case .left: "this node has left"
        case .fenced: "the other nodes held this one for dead"
        case .unfit(.tooOld):
            "the cluster writes what this version does not understand; install the one of the other nodes"
        case .unfit:
            "its settings are not those of the other nodes; they must have the same lobby, history and accounts"
        case .impersonated: "another process writes as this node; each needs a cluster.node of its own"
        case .newerLevel(let error): "a newer version writes what this one does not understand (\(error)); install that"
        case .wentBack(let end, let read):
            "the cluster's log ends at \(end), and \(read) was read of it: it is not the log that it was;"
                + " see docs/CLUSTER.md, Losing the log"
        }
    }
}

import Libevent
import NATSClient

/// Why a node can't take part in its cluster, in words for its operator.
package enum JoinFault: Error, Sendable, CustomStringConvertible {
    /// No server of the list is one that can be used.
    case unfit([String])
    /// A subject may not be used: the server's words.
    case denied(String)
    case noStream(String)
    /// A stream is kept otherwise than it has to be: what differs.
    case differs(String, [String])
    /// JetStream is not there for this account.
    case refused(String)
    /// A node that is alive has this name.
    case nameInUse(String)
    /// All numbers of nodes are taken.
    case full
    /// The newest snapshot is of a newer program.
    case newerSnapshot(level: Int)
    /// The log's beginning was dropped, and there is no snapshot to begin with: the first message that it has.
    case noSnapshot(first: UInt64)
    /// Nobody could be asked: why.
    case unreachable([String])
    /// It has no memory.
    case failed(LibeventError)

    /// It is of the configuration, here or at the servers, and trying again is of no use.
    package var isConfiguration: Bool {
        switch self {
        case .nameInUse, .unreachable, .failed: false
        default: true
        }
    }

    package var description: String {
        switch self {
        case .unfit(let faults), .unreachable(let faults): faults.joined(separator: "\n")
        case .denied(let words):
            "the server refuses: \(words); docs/CLUSTER.md lists what a node's user must be allowed"
        case .noStream(let name): "there is no stream \(name); run partylined --cluster-init once, for all nodes"
        case .differs(let name, let what):
            "the stream \(name) is not kept as it has to be: \(what.joined(separator: ", ")); "
                + "partylined --cluster-init says how, and cluster.replicas has to be the same at all nodes"
        case .refused(let words): "the server keeps no streams for this account: \(words)"
        case .nameInUse(let name):
            "another node is alive that is called \(name); give each its own name by node in [cluster]"
        case .full:
            "all numbers that nodes may have are taken; docs/CLUSTER.md says how to give back those of nodes gone"
        case .newerSnapshot(let level):
            "the cluster is at level \(level), of a newer program; upgrade this node"
        case .noSnapshot(let first):
            "the log begins at \(first), and there is no whole snapshot to begin with; restore the streams from a backup"
        case .failed(let error): error.description
        }
    }

    /// nil: it may pass, and is to be tried again.
    init?(_ fault: StreamFault, of stream: String) {
        switch fault {
        case .differs(let what): self = .differs(stream, what)
        case _ where fault.isUnknownStream: self = .noStream(stream)
        // JetStream is not enabled, here or for this account.
        case .refused(let code, let words) where [10_035, 10_039, 10_076].contains(code): self = .refused(words)
        default: return nil
        }
    }
}

extension StreamFault {
    /// What is waited for.
    var waitingWords: String {
        switch self {
        case .noAnswer(.notSent(.notConnected)), .noAnswer(.cut): "the connection broke"
        case .noAnswer(.noResponders): "no server of NATS leads the stream"
        case .noAnswer: "the servers of NATS do not answer"
        case .refused(_, let words): "the servers of NATS refuse: \(words)"
        case .differs, .notUnderstood, .forgotten: "what the servers of NATS say is not understood"
        }
    }
}

extension ConnectionFault {
    /// It will be the same the next time.
    var isLasting: Bool {
        switch self {
        case .unresolved, .ended, .silent, .leaving: false
        case .broken(let error): error.tls != nil
        case .refused, .notUnderstood, .needsTLS, .tooOld, .hasNoStreams: true
        }
    }
}

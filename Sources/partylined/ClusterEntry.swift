import ChatServer
import Cluster
import Configuration
import Glibc
import JetStreamLog
import Libevent
import Logging

/// The daemon's way into its cluster.
enum ClusterEntry {
    /// A place in it, and what the node begins with.
    struct Entry {
        let membership: ClusterMembership
        let place: ClusterJoin.Joined
    }

    /// Has the loop turn until this node has its place.
    /// - Throws: `Failure` where it can't have one.
    static func enter(_ configuration: Configuration, on loop: EventLoop, log: Logger) throws -> Entry {
        let settings = try ClusterSettings(configuration.cluster)
        var outcome: Result<ClusterJoin.Joined, JoinFault>?
        let join = try ClusterJoin(on: loop, settings) { event in
            switch event {
            case .waiting(let words):
                log.notice("waiting for the cluster", metadata: ["node": "\(settings.node)", "for": "\(words)"])
            case .warning(let words): log.warning("\(words)")
            case .joined(let place):
                outcome = .success(place)
                loop.stop()
            case .failed(let fault):
                outcome = .failure(fault)
                loop.stop()
            }
        }
        join.start()
        loop.run()
        guard let outcome else { throw Failure(EX_UNAVAILABLE, "can't join the cluster: it was ended before") }
        let place: ClusterJoin.Joined
        do {
            place = try outcome.get()
        } catch {
            let code = error.isConfiguration ? EX_CONFIG : EX_UNAVAILABLE
            throw Failure(code, "can't join the cluster: \(error)")
        }
        place.log.onFault = { log.error("the cluster's log", metadata: ["fault": "\($0.words)"]) }
        let lives = place.lives
        let membership = ClusterMembership(
            place.incarnation, by: place.log, settings: configuration.sharedDigest
        ) { lives.begin($0) }
        return Entry(membership: membership, place: place)
    }
}

import ChatServer
import Cluster
import Configuration
import Glibc
import JetStreamLog
import Libevent
import Logging
import NATSClient

/// The daemon's way into its cluster.
enum ClusterEntry {
    /// How soon it asks again for a life that the servers did not give.
    private static let pause = Duration.milliseconds(500)

    /// Has the loop turn until this node has its place.
    /// - Throws: `Failure` or `JoinFault` where it can't have one.
    static func enter(_ configuration: Configuration, on loop: EventLoop, log: Logger) throws -> ClusterMembership {
        let settings = try ClusterSettings(configuration.cluster)
        var outcome: Result<ClusterJoin.Joined, JoinFault>?
        let join = try ClusterJoin(on: loop, settings) { event in
            switch event {
            case .waiting(let words):
                log.notice("waiting for the cluster", metadata: ["node": "\(settings.node)", "for": "\(words)"])
            case .warning(let words): log.warning("the cluster's log", metadata: ["fault": "\(words)"])
            case .joined(let joined): outcome = .success(joined)
            case .failed(let fault): outcome = .failure(fault)
            }
            if outcome != nil { loop.stop() }
        }
        join.start()
        loop.run()
        guard let joined = try outcome?.get() else {
            throw Failure(EX_UNAVAILABLE, "can't join the cluster: it was ended before")
        }
        report(joined.log, to: log)
        let lives = joined.lives
        return ClusterMembership(joined.incarnation, by: joined.log, settings: configuration.sharedDigest) { begin in
            next(of: lives, on: loop, begin)
        }
    }

    /// What the stream does not do passes mostly: there is one line where it refuses the same again and again.
    private static func report(_ stream: JetStreamLog, to log: Logger) {
        var told: StreamFault?
        stream.onFault = { fault in
            guard fault != told else { return }
            told = fault
            log.warning("the cluster's log", metadata: ["fault": "\(fault)"])
        }
        stream.onConnection = { event in
            if case .connected = event { told = nil }
        }
    }

    /// Asks for the node's next life until there is one.
    private static func next(of lives: NodeLives, on loop: EventLoop, _ begin: @escaping (Incarnation) -> Void) {
        lives.begin { answer in
            if case .success(let incarnation) = answer { return begin(incarnation) }
            var timer: Libevent.Timer?
            timer = try? Libevent.Timer(on: loop) {
                timer = nil
                next(of: lives, on: loop, begin)
            }
            timer?.schedule(after: pause)
        }
    }
}

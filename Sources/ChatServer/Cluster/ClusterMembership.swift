import ChatCore
import Cluster
import Libevent

/// What a server needs to be one of several that are one chat: who it is among them, the log, and what was known at some point of it.
package struct ClusterMembership {
    let incarnation: Incarnation
    let log: any ClusterLog
    /// Of those settings that all nodes must have alike.
    let settings: UInt64
    /// What all knew when `reader` had read so far; nil: it begins with the log.
    let snapshot: HubSnapshot?
    let reader: LogReader
    /// How accounts logged in then, and what waited for them, as `StoredLogins` packs it.
    let logins: [UInt8]
    /// Gives the node its next life, later: one larger than all that it had.
    let renew: (@escaping (Incarnation) -> Void) -> Void

    package init(
        _ incarnation: Incarnation, by log: any ClusterLog, settings: UInt64, from snapshot: HubSnapshot? = nil,
        logins: [UInt8] = [],
        after reader: LogReader = LogReader(), renewing renew: @escaping (@escaping (Incarnation) -> Void) -> Void
    ) {
        self.incarnation = incarnation
        self.renew = renew
        self.log = log
        self.settings = settings
        self.snapshot = snapshot
        self.logins = logins
        self.reader = reader
    }

    func replica(of hub: Hub, as incarnation: Incarnation, after reader: LogReader, on loop: EventLoop) -> Replica {
        Replica(of: hub, after: reader, as: incarnation, settings: settings, by: log) {
            Moment(wall: loop.wallTime, steady: loop.now.nanoseconds / 1_000)
        }
    }
}

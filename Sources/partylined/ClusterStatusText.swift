import Cluster
import JetStreamLog
import NATSClient

/// How a cluster is, in lines for people, and what of it is not as it should be.
struct ClusterStatusText {
    private(set) var lines: [String] = []
    private(set) var faults: [String] = []
    /// In seconds since 1970.
    private let now: Int64

    init(_ report: ClusterVisit.Report, of settings: ClusterSettings, at now: Int64) {
        self.now = now
        lines.append("cluster \(settings.name): nats-server \(report.version)")
        for (name, details) in report.streams { tell(name, details) }
        tell(report.snapshot)
        if report.nodes.isEmpty { lines.append("nodes: none has come yet") }
        for entry in report.nodes { tell(entry, report.heartbeats) }
    }

    private mutating func tell(_ name: String, _ details: StreamDetails?) {
        guard let details else {
            lines.append("stream \(name): not there")
            faults.append("there is no stream \(name); run partylined --cluster-init")
            return
        }
        let range = details.messages > 0 ? " (\(details.first) to \(details.last))" : ""
        var parts = ["\(details.messages) messages\(range)", "\(ClusterStatusText.size(details.bytes))"]
        if let leader = details.leader { parts.append("led by \(leader)") }
        for follower in details.followers {
            let state =
                follower.isOffline
                ? "is gone" : follower.isCurrent ? "is current" : "is not current, \(follower.lag) behind"
            parts.append("\(follower.name) \(state)")
            if follower.isOffline || !follower.isCurrent { faults.append("\(name): \(follower.name) \(state)") }
        }
        if details.leader == nil, !details.followers.isEmpty { faults.append("\(name): no server leads it") }
        if !details.differences.isEmpty {
            faults.append("\(name) is not as it should be: \(details.differences.joined(separator: ", "))")
        }
        lines.append("stream \(name): \(parts.joined(separator: ", "))")
    }

    private mutating func tell(_ snapshot: (sequence: UInt64, time: Int64)?) {
        guard let snapshot else {
            lines.append("snapshot: none yet")
            return
        }
        lines.append("snapshot: at \(snapshot.sequence), \(age(snapshot.time)) old")
    }

    private mutating func tell(_ entry: NodeRegister.Entry, _ heartbeats: [Heartbeat]) {
        let own = heartbeats.filter { $0.writer.node == entry.node }
        var parts = ["number \(entry.node)", "life \(entry.life), begun \(age(entry.time)) ago"]
        if let last = own.last {
            parts.append("alive, has read to \(last.sequence) at least, level \(last.level)")
            let lives = Set(own.map(\.writer.number))
            if lives.count > 1 { faults.append("two nodes are alive as \(entry.name)") }
        } else {
            parts.append("not alive")
        }
        lines.append("node \(entry.name): \(parts.joined(separator: ", "))")
    }

    /// - Parameter time: in microseconds since 1970.
    private func age(_ time: Int64) -> String {
        let seconds = max(0, now - time / 1_000_000)
        switch seconds {
        case ..<120: return "\(seconds) s"
        case ..<7_200: return "\(seconds / 60) min"
        case ..<172_800: return "\(seconds / 3_600) h"
        default: return "\(seconds / 86_400) days"
        }
    }

    private static func size(_ bytes: Int64) -> String {
        switch bytes {
        case ..<10_240: "\(bytes) bytes"
        case ..<(10 << 20): "\(bytes >> 10) KiB"
        case ..<(10 << 30): "\(bytes >> 20) MiB"
        default: "\(bytes >> 30) GiB"
        }
    }
}

import Cluster
import Glibc
import JetStreamLog
import Libevent
import NATSClient

/// `--cluster-init` and `--cluster-status`: what an administrator does at the servers of NATS.
struct ClusterErrand {
    /// Something is not as it should be.
    private static let notWell: Int32 = 1
    /// Nodes beat twice as often, so one that is silent for so long is not alive.
    private static let listening = Duration.milliseconds(1_500)

    private let settings: ClusterSettings

    init(_ settings: ClusterSettings) { self.settings = settings }

    /// Makes the streams that are not there, and says what there is.
    /// - Throws: `Failure` where one is not as it should be, `JoinFault` where nobody could be asked.
    func makeStreams() throws {
        let outcomes = try visit { visit, done in visit.makeStreams(done) }
        var faults: [String] = []
        for (name, outcome) in outcomes {
            switch outcome {
            case .made: print("\(name): made")
            case .wasThere: print("\(name): there already, and as it should be")
            case .differs(let what):
                faults.append(
                    "\(name) is there, and not as it should be: \(what.joined(separator: ", ")). "
                        + "Change it by `nats stream edit`, or the configuration (replicas)")
            case .isMissing:
                faults.append(
                    "\(name) is missing while the log is in use; restore it from a backup, as nodes count their lives in it"
                )
            }
        }
        guard faults.isEmpty else { throw Failure(ClusterErrand.notWell, faults.joined(separator: "\n")) }
    }

    /// Says how the cluster is.
    /// - Throws: `Failure` where something is not as it should be, `JoinFault` where nobody could be asked.
    func tell() throws {
        let report = try visit { visit, done in visit.look(listeningFor: ClusterErrand.listening, done) }
        var now = timespec()
        clock_gettime(CLOCK_REALTIME, &now)
        let text = ClusterStatusText(report, of: settings, at: Int64(now.tv_sec))
        for line in text.lines { print(line) }
        guard text.faults.isEmpty else {
            throw Failure(ClusterErrand.notWell, text.faults.joined(separator: "\n"))
        }
    }

    /// Turns a loop until something has come of it.
    private func visit<Result>(
        _ begin: (ClusterVisit, @escaping (Result) -> Void) -> Void
    ) throws -> Result {
        let loop = try EventLoop()
        var result: Result?
        var fault: JoinFault?
        let visit = try ClusterVisit(on: loop, settings) { [unowned loop] in
            fault = $0
            loop.stop()
        }
        begin(visit) { [unowned loop] in
            result = $0
            loop.stop()
        }
        loop.run()
        guard let result else { throw fault ?? JoinFault.unreachable(["nothing came of it"]) }
        return result
    }
}

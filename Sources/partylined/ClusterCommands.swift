import Configuration
import Glibc
import JetStreamLog
import Libevent

/// `--cluster-init`: makes what a cluster keeps at NATS, once, or says how what is there differs.
enum ClusterInit {
    /// - Throws: `Failure`, with a line for each stream that can't be used.
    static func run(_ configuration: Configuration, credentials: String?) throws {
        let settings = try ClusterSettings(configuration, credentials: credentials)
        let loop = try EventLoop()
        var result: Result<[(stream: String, outcome: ClusterMaking.Outcome)], JoinFault>?
        let making = try ClusterMaking(on: loop, settings) {
            result = $0
            loop.stop()
        }
        loop.run()
        withExtendedLifetime(making) {}
        guard case .success(let outcomes)? = result else {
            if case .failure(let fault)? = result { throw Failure(EX_UNAVAILABLE, "no streams were made: \(fault)") }
            throw Failure(EX_UNAVAILABLE, "no streams were made")
        }
        var faults: [String] = []
        for (stream, outcome) in outcomes {
            switch outcome {
            case .good(let state):
                print(
                    "\(stream) is there, with \(state.last < state.first ? 0 : state.last + 1 - max(1, state.first)) messages"
                )
            case .differs(let names):
                faults.append(
                    "\(stream) is kept otherwise than it should be (\(names.joined(separator: ", "))); change that by"
                        + " nats stream edit, or take another cluster.name")
            case .failed(let words): faults.append("\(stream) was not made: \(words)")
            }
        }
        guard faults.isEmpty else { throw Failure(EX_UNAVAILABLE, faults.joined(separator: "\n")) }
    }
}

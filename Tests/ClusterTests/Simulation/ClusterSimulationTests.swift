import Foundation
import Testing

/// SIM_SEEDS, SIM_STEPS: how many. SIM_SEED: that one alone, to see a failure again.
@Suite("A simulation of several nodes")
struct ClusterSimulationTests {
    private static func number(_ name: String) -> Int? {
        ProcessInfo.processInfo.environment[name].flatMap { Int($0) }
    }

    private static let steps = number("SIM_STEPS") ?? 1_000
    /// Whoever wants longer days has time for fewer.
    private static let seedCount = number("SIM_SEEDS") ?? (number("SIM_STEPS") == nil ? 50 : 10)
    private static let seeds = number("SIM_SEED").map { $0...$0 } ?? 1...max(1, seedCount)

    @Test("nodes that read the same know the same, and no line that was OK is lost or doubled")
    func days() {
        var (tally, comparisons, okays, messages) = (ClusterSimulation.Tally(), 0, 0, 0)
        var faults = SimulatedLog.Faults()
        for seed in ClusterSimulationTests.seeds {
            let simulation = ClusterSimulation(seed: UInt64(seed), steps: ClusterSimulationTests.steps)
            do {
                try simulation.run()
            } catch {
                Issue.record(
                    """
                    seed \(seed), step \(simulation.step), \(simulation.doing): \(error)
                    to see it again: SIM_SEED=\(seed) SIM_STEPS=\(ClusterSimulationTests.steps) \
                    swift test --filter ClusterSimulation
                    """)
                return
            }
            tally += simulation.tally
            faults += simulation.log.faults
            comparisons += simulation.checker.comparisons
            okays += simulation.checker.okays
            messages += simulation.log.messages.count
        }
        print(
            """
            several nodes: \(ClusterSimulationTests.seeds.count) seeds, \(messages) messages, \(okays) lines OK, none lost or \
            doubled; \(comparisons) digests equal; \(tally)
            the log: \(faults)
            """)
    }

    @Test("what is wrong on purpose is found", arguments: ClusterSimulation.Bug.allCases)
    func bugs(_ bug: ClusterSimulation.Bug) {
        let found = (1...20).contains { seed in
            let simulation = ClusterSimulation(seed: UInt64(seed), steps: 600, bug: bug)
            return (try? simulation.run()) == nil
        }
        #expect(found)
    }
}

extension ClusterSimulation.Tally {
    static func += (left: inout Self, right: Self) {
        left.commands += right.commands
        left.kills += right.kills
        left.fenced += right.fenced
        left.left += right.left
        left.joined += right.joined
        left.givenUp += right.givenUp
        left.lost += right.lost
        left.refused += right.refused
        left.resent += right.resent
        left.ignored += right.ignored
        left.held += right.held
        left.resumed += right.resumed
        left.refusedTokens += right.refusedTokens
        left.cameBack += right.cameBack
        left.readmitted += right.readmitted
    }
}

extension SimulatedLog.Faults {
    static func += (left: inout Self, right: Self) {
        left.lost += right.lost
        left.refused += right.refused
        left.doubled += right.doubled
        left.swapped += right.swapped
        left.unacknowledged += right.unacknowledged
    }
}

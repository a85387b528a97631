import Foundation
import Testing

/// SIM_SEEDS: how many seeds. SIM_STEPS: how many steps each. SIM_SEED: this one alone, to see a failure again.
/// `SIM_SEEDS=100 swift test --filter Simulation` looks for more than a test run can.
@Suite("Simulation")
struct SimulationTests {
    static let steps = number("SIM_STEPS") ?? 10_000

    static var seeds: [UInt64] {
        if let seed = number("SIM_SEED") { return [UInt64(bitPattern: Int64(seed))] }
        return (1...UInt64(max(1, number("SIM_SEEDS") ?? 2))).map { $0 }
    }

    private static func number(_ name: String) -> Int? {
        ProcessInfo.processInfo.environment[name].flatMap { Int($0) }
    }

    private func run(_ seed: UInt64, steps: Int) -> Simulation? {
        let simulation = Simulation(seed: seed, steps: steps)
        do {
            try simulation.run()
            return simulation
        } catch {
            Issue.record(
                """
                seed \(seed), step \(simulation.step), \(simulation.doing): \(error)
                to see it again: SIM_SEED=\(seed) SIM_STEPS=\(steps) swift test --filter Simulation
                """)
            return nil
        }
    }

    @Test("a day goes as the model says, and every invariant holds after every step", arguments: seeds)
    func day(seed: UInt64) {
        guard let simulation = run(seed, steps: SimulationTests.steps) else { return }
        let tally = simulation.tally
        print(
            "simulation: seed \(seed): \(simulation.step) steps, \(tally.deliveries) deliveries,",
            "\(tally.closedRooms) rooms closed, \(tally.rows) rows")
        guard simulation.steps >= 10_000 else { return }
        #expect(tally.deliveries > 1_000)
        #expect(tally.closedRooms > 100)
        #expect(tally.gaps > 3)
        #expect(
            tally.codes == [
                .nickInUse, .noSuchNick, .noSuchRoom, .notInRoom, .tooManyIgnored, .tooManyRooms, .usage,
            ])
    }

    @Test("a seed yields the same effects each time, and another seed others")
    func determinism() throws {
        let digests = [7, 7, 8].map { run($0, steps: 500)?.digest.finalize() }
        #expect(digests[0] == digests[1])
        #expect(digests[0] != digests[2])
    }
}

import Dialects
import Foundation
import Testing

/// SIM_STEPS: how many steps. SIM_SEED: of this seed alone, to see a failure again. SIM_SEEDS: how many seeds `make simulate` tries.
@Suite("Simulation")
struct SimulationTests {
    private static let steps = number("SIM_STEPS") ?? 10_000
    private static let seed = number("SIM_SEED").map { UInt64(bitPattern: Int64($0)) }

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

    @Test(
        "a day goes as the model says, and every invariant holds after every step",
        arguments: seed.map { [$0] } ?? [2, 3])
    func day(seed: UInt64) {
        guard let simulation = run(seed, steps: SimulationTests.steps) else { return }
        let tally = simulation.tally
        print(
            "simulation: seed \(seed): \(simulation.step) steps, \(tally.deliveries) deliveries,",
            "\(tally.closedRooms) rooms closed, \(tally.rows) rows, \(tally.vanished) vanished,",
            "\(tally.held) held, \(tally.resumed) back and \(tally.loggedInAgain) by a login;",
            "\(tally.erased) accounts erased;",
            "two hubs: \(tally.records) records, \(tally.restored) restored, \(tally.fullDigests) full digests")
        guard simulation.steps >= 10_000 else { return }
        #expect(tally.deliveries > 1_000)
        #expect(tally.closedRooms > 100)
        #expect(tally.gaps > 3)
        #expect(tally.vanished > 20)
        #expect(tally.held > 50 && tally.resumed > 20 && tally.loggedInAgain > 3 && tally.erased > 1)
        #expect(tally.introduced > 20 && tally.refusedEntrances > 3)
        #expect(tally.records > 3_000)
        #expect(tally.restored > 100)
        let always: Set<Code> = [
            .nickInUse, .noSuchNick, .noSuchRoom, .notInRoom, .tooManyIgnored, .tooManyRooms, .usage,
            .inviteOnly, .needKey, .roomFull, .muted, .slowDown, .notAllowed, .alreadyInRoom,
            .noSuchMask, .notLoggedIn, .loggedIn, .nickReserved, .noSuchAccount,
        ]
        #expect(tally.codes.isSuperset(of: always))
        // Those that the limits of the day may leave out.
        #expect(
            tally.codes.subtracting(always).isSubset(of: [
                .banned, .needsAccount, .notNow, .tooManyNicks, .accountExists, .listFull,
            ]))
    }

    /// `make simulate`.
    @Test("many short days", .enabled(if: number("SIM_SEEDS") != nil, "make simulate runs it"))
    func manyDays() throws {
        let seeds = UInt64(try #require(SimulationTests.number("SIM_SEEDS")))
        var (steps, deliveries, vanished, rows) = (0, 0, 0, 0)
        var (records, restored) = (0, 0)
        for seed in 1...max(1, seeds) {
            guard let simulation = run(seed, steps: SimulationTests.steps) else { return }
            steps += simulation.step
            deliveries += simulation.tally.deliveries
            vanished += simulation.tally.vanished
            rows += simulation.tally.rows
            records += simulation.tally.records
            restored += simulation.tally.restored
        }
        print(
            "simulation: \(seeds) seeds, \(steps) steps: \(deliveries) deliveries, \(rows) rows and \(vanished) who vanished",
            "were as the model says, and every invariant held after every step; a second hub applied \(records) records,",
            "\(restored) times one of the two was restored, and their digests were equal after each step")
    }

    // MARK: - Determinism

    private static func record(_ seed: UInt64) throws -> String {
        let simulation = Simulation(seed: seed, steps: 400, records: true)
        try simulation.run()
        return try #require(simulation.record)
    }

    @Test("a seed yields the same effects each time, byte for byte, and another seed others")
    func determinism() throws {
        let record = try SimulationTests.record(7)
        #expect(record.utf8.count > 100_000)
        #expect(try SimulationTests.record(7).utf8.elementsEqual(record.utf8))
        #expect(try !SimulationTests.record(8).utf8.elementsEqual(record.utf8))
    }

    /// Another process hashes by another seed: an order that is a dictionary's would be another.
    @Test("… in another process, too")
    func determinismElsewhere() async throws {
        let result = await #expect(processExitsWith: .success, observing: [\.standardOutputContent]) {
            let record = try SimulationTests.record(7)
            print("the effects: \(record.utf8.count) bytes, \(SimulationTests.checksum(of: record))")
        }
        let record = try SimulationTests.record(7)
        let output = String(decoding: try #require(result).standardOutputContent, as: UTF8.self)
        #expect(output.contains("the effects: \(record.utf8.count) bytes, \(SimulationTests.checksum(of: record))"))
    }

    /// FNV-1a, of 64 bits.
    private static func checksum(of text: String) -> UInt64 {
        text.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }
}

import Glibc
import TestSupport
import Testing

@testable import Libevent

/// What waits is dropped between two units, though each of their bytes could be the end of a line.
@Suite struct DroppedOutputTests {
    private static let farewell: [UInt8] = Array("bye\n".utf8)

    /// Some units at once, of a length that is a line's end itself (10, 266) among them.
    private static func units(_ random: inout SplitMix64, most: Int) -> [[UInt8]] {
        (0..<1 + random.below(5)).map { _ in
            let count = random.chance(50) ? random.pick([0, 1, 10, 266]) : random.below(most)
            return Array(repeating: 10, count: count)
        }
    }

    @Test(arguments: UInt64(1)...20) func keepsUnitsWhole(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let wired = try Wired()
        wired.connection.outputUnitEnd = LengthPrefixed.end
        var received: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 20)
        func read(_ most: Int) {
            let count = recv(wired.peer, &buffer, most, Int32(MSG_DONTWAIT))
            if count > 0 { received += buffer[..<count] }
        }
        for _ in 0..<1 + random.below(3) {
            while wired.connection.pendingOutput < 300_000 {
                let units = DroppedOutputTests.units(&random, most: random.pick([300, 5_000, 60_000]))
                wired.connection.write(units.flatMap(LengthPrefixed.encoded))
            }
            // So that the kernel takes more, up to somewhere.
            for _ in 0..<random.below(4) {
                read(1 + random.below(100_000))
                try wired.turn()
            }
            wired.connection.dropPendingOutput()
            #expect(wired.connection.pendingOutput <= UnitEnds.spacing + 60_004)
        }
        wired.connection.write(LengthPrefixed.encoded(DroppedOutputTests.farewell))
        wired.connection.closeAfterDrain(within: .seconds(10 * patience))
        wired.loop.onTurnEnd = { read(buffer.count) }
        // Or it would hold the loop that holds it.
        defer { wired.loop.onTurnEnd = nil }
        let pulse = try Libevent.Timer(on: wired.loop) {}
        pulse.schedule(every: .milliseconds(1))
        wired.loop.run()
        while case let count = recv(wired.peer, &buffer, buffer.count, 0), count > 0 { received += buffer[..<count] }
        #expect(wired.log == ["closed drained"])
        let units = DroppedOutputTests.decoded(received)
        #expect(units?.last == DroppedOutputTests.farewell, "seed \(seed)")
        #expect(units?.dropLast().allSatisfy { $0.allSatisfy { $0 == 10 } } == true, "seed \(seed)")
    }

    @Test(arguments: UInt64(1)...6) func keepsUnitsWholeWithTLS(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let wired = try TLSWired()
        wired.server?.outputUnitEnd = LengthPrefixed.end
        let decoder = LengthPrefixed()
        if let client = wired.client { decoder.begin(on: client) }
        wired.onEvent = { [unowned wired] connection, event in
            if connection === wired.client { decoder.take(event, of: connection) }
        }
        wired.toClient.isOpen = false
        let most = random.pick([300, 5_000, 60_000])
        while (wired.server?.pendingOutput ?? 0) < 1_000_000 {
            let units = DroppedOutputTests.units(&random, most: most)
            wired.server?.write(units.flatMap(LengthPrefixed.encoded))
            if random.chance(5) { try wired.settle() }
        }
        wired.server?.dropPendingOutput()
        #expect((wired.server?.pendingOutput ?? 0) <= 2 * 16_384 + UnitEnds.spacing + most + 4)
        wired.server?.write(LengthPrefixed.encoded(DroppedOutputTests.farewell))
        wired.server?.closeAfterDrain(within: .seconds(20))
        wired.toClient.isOpen = true
        try wired.run { wired.log.contains("server closed drained") && wired.log.contains("client end") }
        #expect(decoder.units.last == DroppedOutputTests.farewell, "seed \(seed)")
        #expect(decoder.units.dropLast().allSatisfy { $0.allSatisfy { $0 == 10 } }, "seed \(seed)")
    }

    /// What another process could not send it does not cut either.
    @Test func keepsLinesWholeAfterAHandover() throws {
        let wired = try Wired()
        let line = String(repeating: "l", count: 999) + "\n"
        while wired.connection.pendingOutput < 100_000 { wired.connection.write("\(line)\(line)".utf8) }
        let suspended = try #require(wired.connection.suspended())
        let descriptor = dup(try #require(wired.connection.socket))
        wired.connection.close()
        let next = try LineConnection(
            on: wired.loop, resuming: suspended, descriptor: descriptor, maximumLineLength: 64)
        next.dropPendingOutput()
        #expect(next.pendingOutput <= UnitEnds.spacing + 1_000)
        next.write("bye\n".utf8)
        next.onEvent = { [unowned loop = wired.loop] _, _ in loop.stop() }
        next.goOn()
        next.closeAfterDrain(within: .seconds(10 * patience))
        var received: [UInt8] = []
        let watch = try DescriptorWatch(on: wired.loop, descriptor: wired.peer) { [peer = wired.peer] in
            var buffer = [UInt8](repeating: 0, count: 65_536)
            let count = recv(peer, &buffer, buffer.count, Int32(MSG_DONTWAIT))
            if count > 0 { received += buffer[..<count] }
        }
        wired.loop.run()
        watch.disable()
        let lines = (String(decoding: received, as: UTF8.self) + wired.readAll()).split(separator: "\n")
        #expect(lines.last == "bye")
        #expect(lines.dropLast().allSatisfy { $0.utf8.count == 999 })
    }

    private static func decoded(_ bytes: [UInt8]) -> [[UInt8]]? {
        var units: [[UInt8]] = []
        var rest = bytes[...]
        while !rest.isEmpty {
            guard rest.count >= 4 else { return nil }
            let count = rest.prefix(4).reduce(0) { $0 << 8 | Int($1) }
            guard rest.count >= 4 + count else { return nil }
            units.append(Array(rest.dropFirst(4).prefix(count)))
            rest = rest.dropFirst(4 + count)
        }
        return units
    }
}

import ChatCore
import TestSupport
import Testing

@testable import ChatServer

@Suite struct HandoverFormatTests {
    @Test(arguments: [0, 1, -1, 63, 64, -64, -65, 127, 128, Int64.max, Int64.min, 1_795_000_000_000_000])
    func numbers(_ number: Int64) throws {
        var writer = HandoverWriter()
        writer.put(number)
        writer.put(UInt64(bitPattern: number))
        var reader = HandoverReader(writer.bytes)
        #expect(try reader.signed() == number)
        #expect(try reader.number() == UInt64(bitPattern: number))
        #expect(reader.isAtEnd)
    }

    @Test func numbersThatAreNone() {
        for bytes: [UInt8] in [
            [], [0x80], Array(repeating: 0xFF, count: 10), Array(repeating: 0x80, count: 12) + [1],
            Array(repeating: 0xFF, count: 9) + [2],
        ] {
            #expect(throws: HandoverError.self) {
                var reader = HandoverReader(bytes)
                _ = try reader.number()
            }
        }
    }

    @Test func aListThatLies() {
        var writer = HandoverWriter()
        writer.put(UInt64.max)
        #expect(throws: HandoverError.self) {
            var reader = HandoverReader(writer.bytes)
            _ = try reader.list { reader throws(HandoverError) in try reader.flag() }
        }
        #expect(throws: HandoverError.self) {
            var reader = HandoverReader(writer.bytes)
            _ = try reader.text()
        }
    }

    @Test(arguments: 1...20) func aHubComesBack(_ seed: UInt64) throws {
        let snapshot = hub(seed).snapshot()
        var writer = HandoverWriter()
        writer.put(snapshot)
        #expect(try read(writer.bytes) == snapshot)
        _ = try Hub(restoring: snapshot, lobby: RoomName("lobby"))
    }

    /// Cut off or changed anywhere, it is refused or is another hub: nothing crashes.
    @Test(arguments: 1...5) func damage(_ seed: UInt64) throws {
        var writer = HandoverWriter()
        writer.put(hub(seed).snapshot())
        var generator = SplitMix64(seed: seed)
        for _ in 0..<2_000 {
            var bytes = writer.bytes
            if generator.chance(50) { bytes.removeLast(1 + generator.below(bytes.count)) }
            for _ in 0..<3 where !bytes.isEmpty {
                bytes[generator.below(bytes.count)] = UInt8(generator.below(256))
            }
            guard let snapshot = try? read(bytes) else { continue }
            _ = try? Hub(restoring: snapshot, lobby: RoomName("lobby"))
        }
    }

    private func read(_ bytes: [UInt8]) throws -> HubSnapshot {
        var reader = HandoverReader(bytes)
        var hub = HubSnapshot()
        while !reader.isAtEnd {
            var (kind, payload) = try reader.record()
            switch kind {
            case .hub: hub = try payload.hub()
            case .room: hub.rooms.append(try payload.room())
            case .person: hub.people.append(try payload.person())
            default: break
            }
        }
        return hub
    }

    /// A hub in which a few people did this and that.
    private func hub(_ seed: UInt64) -> Hub {
        let hub = Hub(lobby: RoomName("lobby"))
        var generator = SplitMix64(seed: seed)
        var people: [SessionID] = []
        var effects: [Effect] = []
        var now = Moment(wall: 1_795_000_000_000_000, steady: 1_000_000)
        let rooms = ["a", "b", "Hall", "x.y-z"].compactMap { RoomName($0) }
        for _ in 0..<200 {
            now.wall += 1_000
            now.steady += 1_000
            if people.count < 3 || generator.below(8) == 0 {
                people.append(hub.connect(at: now, &effects))
                continue
            }
            let index = generator.below(people.count)
            let room = generator.pick(rooms)
            let other = hub.nick(of: people[(index + 1) % people.count])
            switch generator.below(8) {
            case 0: hub.disconnect(people.remove(at: index), reason: nil, at: now, &effects)
            case 1: hub.perform(.join(room), by: people[index], at: now, &effects)
            case 2: hub.perform(.setTopic(nil, "cakes, naïve"), by: people[index], at: now, &effects)
            case 3: hub.perform(.away(note: "éclair 🎂"), by: people[index], at: now, &effects)
            case 4: if let other { hub.perform(.ignore(other), by: people[index], at: now, &effects) }
            case 5: if let other { hub.perform(.tell(other, "psst"), by: people[index], at: now, &effects) }
            case 6: hub.perform(.act("waves"), by: people[index], at: now, &effects)
            default: hub.perform(.say("hello"), by: people[index], at: now, &effects)
            }
        }
        return hub
    }
}

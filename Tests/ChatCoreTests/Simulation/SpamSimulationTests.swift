import Dialects
import TestSupport
import Testing

@testable import ChatCore

/// Spam rules against lists in which everything is written down.
@Suite("The spam rules' simulation")
struct SpamSimulationTests {
    /// What was let through, of everybody, from the first moment on.
    private struct Model {
        var lines: [(speaker: SessionID, text: Int, time: Int64)] = []
        var letters: [(speaker: SessionID, other: SessionID, time: Int64)] = []
        var lastWriter: [SessionID: SessionID] = [:]
        var joins: [(host: String, room: Int, time: Int64)] = []

        /// The first of a run of equal things is at its begin, and what comes a window later begins another.
        private static func count(_ times: [Int64], _ window: Int64, at now: Int64) -> Int {
            var (began, count) = (Int64.min / 2, 0)
            for time in times {
                if time - began >= window { (began, count) = (time, 0) }
                count += 1
            }
            return now - began >= window ? 0 : count
        }

        func repeats(_ text: Int, of speaker: SessionID, at now: Int64) -> Int {
            let times = lines.filter { $0.speaker == speaker && $0.text == text }.map(\.time)
            return Model.count(times, 30_000_000, at: now)
        }

        func entered(_ room: Int, from host: String, at now: Int64) -> Int {
            Model.count(joins.filter { $0.host == host && $0.room == room }.map(\.time), 10_000_000, at: now)
        }

        func isNew(_ other: SessionID, to speaker: SessionID) -> Bool {
            speaker != other && lastWriter[speaker] != other
                && !letters.contains { $0.speaker == speaker && $0.other == other }
        }

        func met(by speaker: SessionID, at now: Int64) -> Int {
            letters.count { $0.speaker == speaker && now - $0.time < 60_000_000 }
        }
    }

    @Test("what is let through and what is not, is as lists say it", arguments: 1...10 as ClosedRange<UInt64>)
    func day(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        var limits = Hub.Limits()
        limits.spam.quietSeconds = generator.pick([0, 20])
        limits.spam.repeatedLines = generator.pick([0, 1, 3])
        limits.spam.newPeople = generator.pick([0, 1, 4])
        limits.spam.joins = generator.pick([0, 2])
        let rules = limits.spam
        let party = Party(limits: limits)
        var model = Model()
        var people: [(id: SessionID, host: String, since: Int64, isGuest: Bool)] = []
        var refused = 0
        for step in 0..<3_000 {
            party.now.wall += Int64(generator.below(600_000))
            party.now.steady = party.now.wall - 1_000_000_000_000_000
            let now = party.now.steady
            if people.count < 6 || (people.count < 10 && generator.chance(1)) {
                let host = generator.pick(["c-a", "c-b"])
                let id = party.newcomer("n\(step)", from: host)
                let isGuest = generator.chance(80)
                if !isGuest { party.do(.account(.register), by: id) }
                people.append((id, host, now, isGuest))
                continue
            }
            let speaker = generator.pick(people)
            let text = generator.below(4)
            let isLink = text == 3 && rules.quietSeconds > 0 && now - speaker.since < 20_000_000
            let isRepeated =
                rules.repeatedLines > 0 && model.repeats(text, of: speaker.id, at: now) >= rules.repeatedLines
            let words = Draw.text(["hi", "buy", "ok", "www.x"][text])
            let command: Command
            let expected: Bool
            var other = generator.pick(people)
            let room = generator.below(3)
            switch generator.below(10) {
            case 0..<5:
                command = .sayIn("#lobby", words)
                expected = isLink || isRepeated
            case 5..<8:
                command = .tell(try #require(party.hub.nick(of: other.id)), words)
                let isNew = model.isNew(other.id, to: speaker.id)
                let isMany = rules.newPeople > 0 && isNew && model.met(by: speaker.id, at: now) >= rules.newPeople
                expected = speaker.id != other.id && (isLink || isRepeated || isMany)
            default:
                command = .join(try #require(RoomName("r\(room)")))
                other = speaker
                let isIn = party.hub.rooms(of: speaker.id).contains { $0.text == "#r\(room)" }
                expected =
                    rules.joins > 0 && !isIn && model.entered(room, from: speaker.host, at: now) >= rules.joins
            }
            let isIn = party.hub.rooms(of: speaker.id).contains { $0.text == "#r\(room)" }
            let isKnown = !model.isNew(other.id, to: speaker.id)
            let code = party.do(command, by: speaker.id).code
            try #require(
                code == (expected && speaker.isGuest ? .slowDown : nil), "seed \(seed), step \(step): \(command)")
            if code != nil {
                refused += 1
                continue
            }
            switch command {
            case .sayIn: model.lines.append((speaker.id, text, now))
            case .tell:
                model.lastWriter[other.id] = speaker.id
                guard speaker.isGuest, speaker.id != other.id else { break }
                model.lines.append((speaker.id, text, now))
                if !isKnown, rules.newPeople > 0 { model.letters.append((speaker.id, other.id, now)) }
            case .join where !isIn && speaker.isGuest: model.joins.append((speaker.host, room, now))
            default: break
            }
            // They come back, and may enter anew.
            if case .join(let name, _, _) = command, generator.chance(70) {
                party.do(.part(name, reason: nil), by: speaker.id)
            }
        }
        if rules.isOff { #expect(refused == 0) } else { #expect(refused > 0) }
    }
}

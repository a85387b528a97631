import TestSupport

@testable import ChatCore

/// A second hub, which nobody is connected to. It applies what the first one decided, as it is read from text, and must know the same.
struct Follower {
    /// Records that were applied by the first hub, and not yet here.
    private final class Journal {
        var lines: [(record: Record, time: Int64)] = []
    }

    private var hub: Hub
    private let journal = Journal()
    /// Another than the day's.
    private var generator: SplitMix64

    init(of first: Hub, seed: UInt64) {
        generator = SplitMix64(seed: ~seed)
        var limits = first.limits
        // How much is kept in memory is each one's own.
        limits.historyEvents = generator.pick([0, 5, 1_000])
        hub = Hub(lobby: first.lobby, limits: limits)
        follow(first)
    }

    /// Goes on with what that hub decides.
    func follow(_ first: Hub) {
        first.onApplied = { [journal] record, time in journal.lines.append((record, time)) }
    }

    /// The first hub has decided something that was not applied here yet.
    var isBehind: Bool { !journal.lines.isEmpty }

    mutating func catchUp(with first: Hub, step: Int, _ tally: inout Tally) throws(Violation) {
        if generator.chance(1) { try restore(&tally) }
        var effects: [Effect] = []
        for (record, time) in journal.lines {
            let line = record.line(at: time)
            let read: (record: Record, time: Int64)
            do {
                read = try Record.read(line)
            } catch {
                throw Violation(description: "\(line): \(error)")
            }
            try demand(read.record == record && read.time == time, "\(line) is read as \(read)")
            hub.apply(read.record, at: read.time, &effects)
            tally.records += 1
        }
        let lines = journal.lines
        journal.lines.removeAll(keepingCapacity: true)
        try demand(hub.digest == first.digest, "two hubs differ after \(lines)")
        guard generator.chance(5) else { return }
        tally.fullDigests += 1
        try demand(first.digest == first.shared.fullDigest, "the digest is not of all there is")
        try demand(hub.digest == hub.shared.fullDigest, "the second hub's digest is not of all there is")
        try compare(with: first)
    }

    private mutating func restore(_ tally: inout Tally) throws(Violation) {
        do {
            hub = try Hub(restoring: hub.snapshot(), lobby: hub.lobby, limits: hub.limits)
        } catch {
            throw Violation(description: "the second hub: \(error)")
        }
        tally.restored += 1
    }

    /// All that digests are of, and what both keep of what was said.
    private func compare(with first: Hub) throws(Violation) {
        let (ours, theirs) = (hub.snapshot(), first.snapshot())
        try demand(ours.people == theirs.people && ours.guests == theirs.guests, "two hubs know other people")
        try demand(ours.privateNonces == theirs.privateNonces, "two hubs know other nonces")
        try demand(ours.letters == theirs.letters, "two hubs know of other private messages")
        try demand(ours.accounts == theirs.accounts, "two hubs have other accounts")
        try demand(ours.lastID == theirs.lastID, "two hubs are at other ids")
        try demand(ours.lastTime == theirs.lastTime, "two hubs are at other times")
        try demand(ours.rooms.map(\.name) == theirs.rooms.map(\.name), "two hubs have other rooms")
        for (our, their) in zip(ours.rooms, theirs.rooms) {
            try demand(our.roster == their.roster, "\(our.name) has others in it")
            try demand(our.topic == their.topic && our.topicID == their.topicID, "\(our.name) has another topic")
            try demand(our.lastID == their.lastID, "\(our.name) is at another id")
            let both = min(our.said.count, their.said.count)
            try demand(our.said.suffix(both) == their.said.suffix(both), "other things were said in \(our.name)")
        }
    }
}

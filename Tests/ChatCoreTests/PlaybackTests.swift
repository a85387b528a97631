import TestSupport
import Testing

@testable import ChatCore

@Suite("What happened in a room besides what was said")
struct PlaybackTests {
    private static var limits: Hub.Limits {
        var limits = Hub.Limits()
        limits.tellsSources = true
        return limits
    }

    let party = Party(limits: PlaybackTests.limits)

    private func played(
        _ stretch: HistoryStretch = .last(), _ count: Int = 100, in room: RoomName = "#tea", by id: SessionID
    ) -> [String] {
        party.pass(seconds: 1)
        return party.do(.playback(room, count: count, stretch), by: id).rows.compactMap { row in
            if case .history(let event) = row { event.brief } else { nil }
        }
    }

    /// Each of these at a time of its own.
    private func run(_ deeds: [(Command, SessionID)]) {
        for (command, id) in deeds {
            party.pass(seconds: 1)
            #expect(party.do(command, by: id).code == nil, "\(command)")
        }
    }

    private func change(_ words: String...) -> Moderation {
        var change = ModeChange()
        for word in words { _ = change.add(word: word) }
        return .modes(change)
    }

    @Test("is told with it, in its order, to who asks for it, and to nobody else")
    func all() throws {
        let ann = party.newcomer("ann")
        let bob = party.newcomer("bob")
        let tags = try #require(Enclosure([7]))
        run([
            (.join("#tea"), ann), (.join("#tea"), bob), (.sayIn("#tea", "hi"), bob),
            (.setTopic("#tea", "cakes: two"), ann),
            (.moderate("#tea", .give(.voice, "bob")), ann),
            (.moderate("#tea", change("+secret", "+key=word", "+slow=9")), ann),
            (.convey(Parcel(to: .room("#tea"), nil, tags, isKept: true)), ann),
            (.convey(Parcel(to: .room("#tea"), nil, tags)), ann), (.nick("rob"), bob), (.sayIn("#tea", "ho"), ann),
            (.part("#tea", reason: "tired"), bob), (.moderate("#tea", change("-key")), ann), (.join("#tea"), bob),
            (.moderate("#tea", .kick("rob", reason: "why: not")), ann),
        ])
        let modes = ["slow=9", "secret", "key"].map { "+\($0)" }
        let told = played(by: ann)
        #expect(
            told.filter { !$0.contains("+secret") } == [
                "#tea +ann", "#tea +bob", "#tea <bob> hi", "#tea ann set: cakes: two", "#tea bob voice by ann",
                "#tea ann aside", "#tea bob is rob", "#tea <ann> ho", "#tea -rob (tired)", "#tea ann -key",
                "#tea +rob", "#tea rob out by ann (why: not)",
            ])
        #expect(Set(told[5].split(separator: " ").map(String.init)) == Set(["#tea", "ann"] + modes))
        let said = party.do(.history("#tea", count: nil, .last()), by: ann).replayed
        #expect(said == ["#tea <bob> hi", "#tea <ann> ho"])
        #expect(party.do(.playback("#tea", count: 9, .last()), by: bob).code == .notInRoom)
    }

    @Test("comes page by page, and each thing once", arguments: [1, 2, 3, 7])
    func pages(count: Int) throws {
        let ann = party.newcomer("ann")
        run([(.join("#tea"), ann)])
        for number in 0..<6 {
            run([(.setTopic("#tea", Text(cleaned: Array("t\(number)".utf8))), ann), (.sayIn("#tea", "s"), ann)])
        }
        let all = party.do(.playback("#tea", count: 100, .last()), by: ann).rows.compactMap { row -> Event? in
            if case .history(let event) = row { event } else { nil }
        }
        #expect(all.count == 13)
        func page(_ stretch: HistoryStretch) -> [Event] {
            party.do(.playback("#tea", count: count, stretch), by: ann).rows.compactMap { row in
                if case .history(let event) = row { event } else { nil }
            }
        }
        var (forward, backward): ([Event], [Event]) = ([], [])
        while case let next = page(.since(forward.last.map(\.id) ?? 0)), !next.isEmpty {
            forward += next
            // Who comes has no id.
            if forward.last?.id == 0 { forward += page(.since(all[0].time)) }
        }
        while case let next = page(.last(before: backward.first?.id)), !next.isEmpty, backward.count < 12 {
            backward = next + backward
        }
        #expect(forward == all)
        #expect(backward.suffix(12) == all.suffix(12))
        let middle = all[6]
        let around = page(.around(middle.id))
        #expect(around.contains(middle) && around.count == count)
    }

    @Test("pushes out no word, and no more of it is kept than so much")
    func bounded() throws {
        var limits = PlaybackTests.limits
        limits.historyBytes = 64 << 10
        let party = Party(limits: limits)
        let ann = party.newcomer("ann")
        party.do(.join("#tea"), by: ann)
        party.do(.sayIn("#tea", "kept"), by: ann)
        let bob = party.newcomer("bob")
        for _ in 0..<500 {
            party.do(.join("#tea"), by: bob)
            party.do(.part("#tea", reason: "a reason that takes some bytes"), by: bob)
        }
        let rows = party.do(.playback("#tea", count: 1_000, .last()), by: ann).rows
        #expect(rows.count > 20 && rows.count <= Happenings.most)
        #expect(party.do(.history("#tea", count: nil, .last()), by: ann).replayed == ["#tea <ann> kept"])
        #expect(party.hub.shared.rooms.happeningMemory.bytes <= limits.historyBytes / 8)
        var wide = limits
        wide.historyBytes = 1 << 20
        party.hub.limits = wide
        for _ in 0..<500 {
            party.do(.join("#tea"), by: bob)
            party.do(.part("#tea", reason: nil), by: bob)
        }
        #expect(party.do(.playback("#tea", count: 1_000, .last()), by: ann).rows.count == Happenings.most + 1)
    }

    @Test("goes over to another hub, and is no part of what all know")
    func restored() throws {
        let ann = party.newcomer("ann")
        run([(.join("#tea"), ann), (.setTopic("#tea", "cakes"), ann), (.sayIn("#tea", "hi"), ann)])
        let snapshot = party.hub.snapshot()
        #expect(snapshot.rooms.last?.happenings.count == 2)
        let restored = try Hub(restoring: snapshot, lobby: "#lobby", limits: party.hub.limits)
        #expect(restored.snapshot() == snapshot && restored.digest == party.hub.digest)
        var broken = snapshot
        broken.rooms[broken.rooms.count - 1].happenings[0].text = "zzz"
        #expect(throws: SnapshotError.self) { try Hub(restoring: broken, lobby: "#lobby", limits: party.hub.limits) }
        broken = snapshot
        broken.rooms[broken.rooms.count - 1].happenings.swapAt(0, 1)
        #expect(throws: SnapshotError.self) { try Hub(restoring: broken, lobby: "#lobby", limits: party.hub.limits) }
    }

    @Test("is not kept where nothing is, nor where no dialect asks for it, nor of an account that is erased")
    func forgotten() throws {
        let ann = party.newcomer("ann")
        let bob = party.newcomer("bob")
        run([
            (.join("#tea"), ann), (.join("#tea"), bob), (.account(.register), bob), (.setTopic("#tea", "of bob"), bob),
        ])
        #expect(played(by: ann).count == 3)
        run([(.account(.erase), bob)])
        #expect(!played(by: ann).contains { $0.contains("of bob") })
        run([(.moderate("#tea", change("+no-history")), ann), (.setTopic("#tea", "none"), ann)])
        #expect(played(by: ann) == [])
        let plain = Party()
        let cy = plain.newcomer("cy")
        plain.do(.join("#tea"), by: cy)
        #expect(plain.hub.shared.rooms.find("#tea")?.happenings == nil)
    }

    @Test("tags alone are taken back by who passed them on")
    func takenBack() throws {
        let ann = party.newcomer("ann")
        let bob = party.newcomer("bob")
        party.bring(ann, bob, into: "#tea")
        let tags = try #require(Enclosure([7]))
        guard
            case .said(let id, _)? = party.do(.convey(Parcel(to: .room("#tea"), nil, tags, isKept: true)), by: bob)
                .reply
        else {
            Issue.record("nothing was passed on")
            return
        }
        let cy = party.newcomer("cy")
        party.do(.join("#tea"), by: cy)
        #expect(party.do(.takeBack("#tea", id, reason: nil), by: cy).code == .notAllowed)
        #expect(party.do(.takeBack("#tea", id, reason: nil), by: bob).code == nil)
        #expect(!played(by: ann).contains("#tea bob aside"))
        #expect(party.do(.takeBack("#tea", id, reason: nil), by: bob).code == .noSuchMessage)
    }

    @Test(
        "what can't have been written is not read",
        arguments: [
            "", "z", "t", "tx:y", "t5", "k", "rbob", "rbob 9 0", "rbob 1", "mwhat", "n1", "jx:y", "c#a", "cx y", "a",
            "ax",
        ])
    func unread(text: String) {
        #expect(Happening.read(Text(cleaned: Array(text.utf8)), by: "ann") == nil)
    }
}

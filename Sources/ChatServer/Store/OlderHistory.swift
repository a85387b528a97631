import ChatCore
import Store

/// A `/history` that goes back behind what memory has: what a store is asked for it.
struct OlderHistory {
    private let reach: Hub.Reach
    private let stretch: HistoryStretch
    /// How many messages are asked for, and how many of the last of them memory has.
    private let count: Int
    private let kept: Int
    /// That they may take.
    private let bytes: Int

    /// - Returns: nil where memory has all that is asked for and knows that there is more, or it may not be read.
    init?(_ name: RoomName?, _ count: Int?, _ stretch: HistoryStretch, for session: SessionID, of hub: Hub) {
        guard let reach = hub.reach(in: name, for: session), reach.hasForgotten else { return nil }
        let count = count ?? hub.rows(of: stretch)
        var kept = 0
        switch stretch {
        case .since(let id, _): guard id < reach.floor else { return nil }
        case .last(let before):
            kept = hub.kept(in: reach.room, before: before, upTo: count + 1)
            guard kept <= count else { return nil }
        case .around(let id):
            let older = count - count / 2
            kept = hub.kept(in: reach.room, before: HistoryStretch.end(with: id), upTo: older + 1)
            guard kept <= older else { return nil }
        }
        (self.reach, self.stretch, self.count, self.kept) = (reach, stretch, count, kept)
        bytes = hub.limits.answerBytes
    }

    var room: RoomName { reach.room }

    /// - Parameter number: of the room in the store.
    func jobs(of number: Int64) -> [StoreJob] {
        // Memory has what comes after its floor.
        let floor = reach.floor + 1
        func page(_ stretch: StoreJob.Stretch, _ count: Int, _ bytes: Int) -> StoreJob {
            .page(room: number, stretch, count: count, bytes: bytes)
        }
        let oldest = StoreJob.oldest(room: number)
        switch stretch {
        case .last(let before): return [oldest, page(.last(before: min(before ?? .max, floor)), count - kept, bytes)]
        case .since(let id, let before):
            return [oldest, page(.since(id, before: min(before ?? .max, floor)), count, bytes)]
        case .around(let id):
            let end = min(HistoryStretch.end(with: id) ?? .max, floor)
            let older = page(.last(before: end), count - count / 2 - kept, bytes / 2)
            guard id < reach.floor, count > 1 else { return [oldest, older] }
            return [oldest, older, page(.since(id, before: floor), count / 2, bytes / 2)]
        }
    }

    /// - Parameter hasHole: tells whether the store may lack something behind an id.
    /// - Returns: nil where the store could not answer.
    func page(_ answers: [StoreAnswer], hasHole: (EventID) -> Bool) -> Hub.OlderPage? {
        guard case .oldest(let oldest)? = answers.first else { return nil }
        var page = Hub.OlderPage(end: reach.floor)
        var areMore: [Bool] = []
        for answer in answers.dropFirst() {
            guard case .page(let kept, let hasMore) = answer else { return nil }
            page.said += kept.compactMap { HubSnapshot.Said($0.message) }
            areMore.append(hasMore)
        }
        page.hasMore = areMore.first ?? false
        page.hasMoreAfter = areMore.count > 1 && areMore[1]
        switch stretch {
        case .since(let id, _): page.hasGap = id < oldest ?? reach.floor || hasHole(id)
        case .around(let id): page.hasGap = id < oldest ?? reach.floor
        case .last: break
        }
        return page
    }
}

/// The last messages of a room, oldest first.
struct History {
    /// Asked of a message and its author: whether the reader wants to see it.
    typealias Filter = (Event, SessionID) -> Bool

    private var entries: [(event: Event, author: SessionID)] = []
    /// Where the oldest is, once `entries` is full and goes round.
    private var start = 0
    private(set) var bytes = 0
    /// Up to here nothing is known any more: what was before the room, or was forgotten.
    private(set) var floor: EventID

    init(floor: EventID) {
        self.floor = floor
    }

    var count: Int { entries.count }

    /// What an event takes, about: its text and what surrounds it.
    static func size(of event: Event) -> Int {
        switch event.kind {
        case .message(_, let text), .action(_, let text): text.utf8.count + 160
        default: 160
        }
    }

    mutating func append(_ event: Event, by author: SessionID, capacity: Int) {
        bytes += History.size(of: event)
        if entries.count < capacity {
            if start != 0 { straighten() }
            entries.append((event, author))
            return
        }
        guard !entries.isEmpty else { return forget(event) }
        forget(entries[start].event)
        entries[start] = (event, author)
        start = start + 1 == entries.count ? 0 : start + 1
    }

    /// Drops the oldest until at most `bound` bytes are kept.
    mutating func shrink(to bound: Int) {
        guard bytes > bound else { return }
        straighten()
        var dropped = 0
        while bytes > bound, dropped < entries.count {
            forget(entries[dropped].event)
            dropped += 1
        }
        entries.removeFirst(dropped)
    }

    /// The last ones of those wanted, at most `count`.
    func last(_ count: Int, where isWanted: Filter = { _, _ in true }) -> [Event] {
        var found: [Event] = []
        var index = entries.count
        while index > 0, found.count < count {
            index -= 1
            let (event, author) = entry(index)
            if isWanted(event, author) { found.append(event) }
        }
        return found.reversed()
    }

    /// The first of those wanted after `id`, at most `count`; and whether some after it are no longer kept.
    func after(
        _ id: EventID, _ count: Int, where isWanted: Filter = { _, _ in true }
    ) -> (events: [Event], gap: Bool) {
        var index = firstIndex(after: id)
        var found: [Event] = []
        while index < entries.count, found.count < count {
            let (event, author) = entry(index)
            if isWanted(event, author) { found.append(event) }
            index += 1
        }
        return (found, id < floor)
    }

    private func firstIndex(after id: EventID) -> Int {
        var low = 0
        var high = entries.count
        while low < high {
            let middle = (low + high) / 2
            if entry(middle).event.id > id { high = middle } else { low = middle + 1 }
        }
        return low
    }

    private func entry(_ index: Int) -> (event: Event, author: SessionID) {
        let position = start + index
        return entries[position < entries.count ? position : position - entries.count]
    }

    private mutating func forget(_ event: Event) {
        bytes -= History.size(of: event)
        floor = event.id
    }

    private mutating func straighten() {
        guard start != 0 else { return }
        entries = Array(entries[start...] + entries[..<start])
        start = 0
    }
}

/// The last messages of a room, oldest first.
struct History {
    private var events: [Event] = []
    /// Where the oldest is, once `events` is full and goes round.
    private var start = 0
    private(set) var bytes = 0
    /// Up to here nothing is known any more: what was before the room, or was forgotten.
    private(set) var floor: EventID

    init(floor: EventID) {
        self.floor = floor
    }

    var count: Int { events.count }

    /// What an event takes, about: its text and what surrounds it.
    static func size(of event: Event) -> Int {
        switch event.kind {
        case .message(_, let text), .action(_, let text): text.utf8.count + 160
        default: 160
        }
    }

    mutating func append(_ event: Event, capacity: Int) {
        guard capacity > 0 else { return }
        bytes += History.size(of: event)
        if events.count < capacity {
            if start != 0 { straighten() }
            events.append(event)
            return
        }
        let oldest = events[start]
        forget(oldest)
        events[start] = event
        start = start + 1 == events.count ? 0 : start + 1
    }

    /// Drops the oldest until at most `bound` bytes are kept.
    mutating func shrink(to bound: Int) {
        guard bytes > bound else { return }
        straighten()
        var dropped = 0
        while bytes > bound, dropped < events.count {
            forget(events[dropped])
            dropped += 1
        }
        events.removeFirst(dropped)
    }

    /// The last ones, at most `count`.
    func last(_ count: Int) -> [Event] {
        let kept = min(count, events.count)
        return (events.count - kept..<events.count).map(event)
    }

    /// The first after `id`, at most `count`; and whether some after it are no longer kept.
    func after(_ id: EventID, _ count: Int) -> (events: [Event], gap: Bool) {
        var low = 0
        var high = events.count
        while low < high {
            let middle = (low + high) / 2
            if event(middle).id > id { high = middle } else { low = middle + 1 }
        }
        return ((low..<min(events.count, low + count)).map(event), id < floor)
    }

    private func event(_ index: Int) -> Event {
        let position = start + index
        return events[position < events.count ? position : position - events.count]
    }

    private mutating func forget(_ event: Event) {
        bytes -= History.size(of: event)
        floor = event.id
    }

    private mutating func straighten() {
        guard start != 0 else { return }
        events = Array(events[start...] + events[..<start])
        start = 0
    }
}

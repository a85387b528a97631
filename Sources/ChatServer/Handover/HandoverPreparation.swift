import ChatCore

/// What is handed over while this process still serves, so that it may take its time: what each room kept, and then the
/// state of all else as a rehearsal. If the new process is broken, it shows here, while nobody waits for it.
final class HandoverPreparation {
    private unowned let server: Server
    private var rooms: ArraySlice<RoomName>
    /// For each room, the id up to which the other process knows what was said.
    private(set) var known: [RoomName: EventID] = [:]
    /// Everything but the rehearsal was sent.
    private(set) var isRehearsing = false
    /// Messages that were made and not sent yet; the next to send is the last one.
    private var messages: [HandoverChannel.Message] = []

    init(of server: Server) {
        self.server = server
        rooms = server.hub.roomNames[...]
    }

    /// Everything was sent.
    var isDone: Bool { isRehearsing && messages.isEmpty }

    /// Sends as much as the channel takes at once, but no more than one room's. Between two calls the loop turns.
    /// - Returns: whether the channel took anything.
    func send(on channel: HandoverChannel) throws(HandoverError) -> Bool {
        if messages.isEmpty { makeMore() }
        var isTaken = false
        while let message = messages.last, try channel.offer(message) {
            messages.removeLast()
            isTaken = true
        }
        return isTaken
    }

    /// The next message, for callers that need no channel; nil when everything was sent.
    func next() -> HandoverChannel.Message? {
        while messages.isEmpty, !isRehearsing { makeMore() }
        return messages.popLast()
    }

    private func makeMore() {
        while let room = rooms.popFirst() {
            // The room is gone since, or kept nothing.
            guard let past = server.hub.past(of: room), let last = past.said.last else { continue }
            known[room] = last.id
            messages = HandoverChannel.messages(past.bytes, then: .past).reversed()
            return
        }
        guard !isRehearsing else { return }
        isRehearsing = true
        messages = server.rehearsal(after: known).messages.reversed()
    }
}

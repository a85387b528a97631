import ChatCore

/// What is handed over while this process still serves, as it may take its time: what each room kept, and then the state of all else, as
/// a rehearsal. Whatever is wrong with the new process shows here, where nobody waits for it.
final class HandoverPreparation {
    private unowned let server: Server
    private var rooms: ArraySlice<RoomName>
    /// Up to which id of each room the other process knows what was said.
    private(set) var known: [RoomName: EventID] = [:]
    /// All but the rehearsal was sent.
    private(set) var isRehearsing = false
    /// Made, and not sent yet; the next is the last.
    private var messages: [HandoverChannel.Message] = []

    init(of server: Server) {
        self.server = server
        rooms = server.hub.roomNames[...]
    }

    /// All was sent.
    var isDone: Bool { isRehearsing && messages.isEmpty }

    /// Sends what the channel takes at once, and no more than a room's: between two calls the loop turns.
    /// - Returns: whether it took anything.
    func send(on channel: HandoverChannel) throws(HandoverError) -> Bool {
        if messages.isEmpty { makeMore() }
        var isTaken = false
        while let message = messages.last, try channel.offer(message) {
            messages.removeLast()
            isTaken = true
        }
        return isTaken
    }

    /// The next message, for whoever needs no channel; nil: all was sent.
    func next() -> HandoverChannel.Message? {
        while messages.isEmpty, !isRehearsing { makeMore() }
        return messages.popLast()
    }

    private func makeMore() {
        while let room = rooms.popFirst() {
            // Gone since, or with nothing to keep.
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

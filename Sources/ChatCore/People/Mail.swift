/// Private messages to somebody who may come back: those that came last. What was sent to a connection that was broken already is among
/// them.
///
/// It is this node's own.
struct Mail {
    /// The most messages that are kept of one person, and the most bytes of their texts.
    static let most = 50
    static let mostBytes = 16 << 10

    /// Oldest first.
    private(set) var messages: [Event] = []
    private(set) var bytes = 0
    /// Up to here some are no longer kept.
    private(set) var floor: EventID = 0

    /// - Parameter floor: up to here nobody kept any.
    init(after floor: EventID = 0) {
        self.floor = floor
    }

    /// - Throws: `SnapshotError` where it is none.
    init(_ copy: HubSnapshot.Mail) throws(SnapshotError) {
        floor = copy.floor
        for message in copy.messages {
            guard message.id > messages.last?.id ?? floor else { throw SnapshotError("kept mail has no order") }
            add(message.event)
        }
        guard messages.count == copy.messages.count else { throw SnapshotError("there is too much mail") }
    }

    mutating func add(_ message: Event) {
        messages.append(message)
        bytes += message.textBytes
        while messages.count > Mail.most || bytes > Mail.mostBytes { removeFirst() }
    }

    /// What was taken back is kept no more.
    mutating func remove(_ ids: [EventID]) {
        for message in messages where ids.contains(message.id) { bytes -= message.textBytes }
        messages.removeAll { ids.contains($0.id) }
    }

    private mutating func removeFirst() {
        let first = messages.removeFirst()
        bytes -= first.textBytes
        floor = first.id
    }

    func copy(of person: PersonID) -> HubSnapshot.Mail {
        HubSnapshot.Mail(person: person, floor: floor, messages: messages.compactMap(HubSnapshot.PrivateMessage.init))
    }
}

extension Event {
    fileprivate var textBytes: Int {
        if case .privateMessage(_, _, let text, _) = kind { text.utf8.count } else { 0 }
    }
}

extension HubSnapshot.PrivateMessage {
    fileprivate init?(_ event: Event) {
        guard case .privateMessage(let from, let to, let text, _) = event.kind else { return nil }
        self.init(id: event.id, time: event.time, from: from, to: to, text: text, account: event.account)
        (isNotice, enclosure) = (event.isNotice, event.enclosure)
        if let source = event.source { (userHost, isBot) = (source.userHost, source.isBot) }
    }

    fileprivate var event: Event {
        Event(
            id: id, time: time, .privateMessage(from: from, to: to, text, isCopy: false), of: account,
            by: userHost.isEmpty ? nil : Source(nick: from, userHost: userHost, account: account, isBot: isBot),
            isNotice: isNotice, with: enclosure)
    }
}

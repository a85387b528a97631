import ChatCore
import Configuration
import Glibc
import Libevent
import Logging
import Store

/// Has what is said in the lobby kept in a store: it makes facts of records that were applied, and looks after the thread that writes them.
///
/// Nothing here waits for the disk. What does not fit into the queue is still in the room's memory, and is queued from there later.
final class Keeper {
    /// How long the thread may take at the end, in milliseconds.
    private static let endPatience: Int32 = 5_000
    /// Without a commit for so long, the store counts as failing.
    var commitPatience = Duration.seconds(2)

    let path: String
    let lock: StoreLock
    let reader: StoreReader
    let queue: StoreQueue
    private let settings: StoreSettings
    private let hub: Hub
    private let loop: EventLoop
    private let log: Logger
    private var mailbox: Mailbox<StoreReport>?
    private var thread: WriterThread?
    private var isKeepingMessages: Bool

    /// Facts of this turn.
    private var batch = FactBatch()
    private(set) var figures = StoreQueue.Figures()
    /// Since when something waits to be committed.
    private var waitingSince: Instant?
    /// The lobby, and the numbers of rooms.
    private(set) var lobby: (name: RoomName, number: Int64)?
    private(set) var numbers: [RoomName: Int64]
    private(set) var lastRoom: Int64
    /// The first message of the lobby that was not queued, as the queue was full.
    private var behindFrom: EventID?
    private var logPause = LogPause<Bool>()

    /// Why it can't write; nil: it can, as far as is known.
    private(set) var fault: String?
    private var isHandedOver = false
    /// Nothing is written any more.
    private(set) var isStopped = false
    private(set) var commits: UInt64 = 0
    /// Is given the number of the last fact that is committed, whenever more are.
    var onCommitted: ((UInt64) -> Void)?

    /// Opens the store, and has the hub recall what it has of the lobby; or goes on with that of an older process.
    /// - Throws: `StoreError` where it can't be had, `LibeventError` where descriptors are out.
    init(
        _ configuration: Configuration, of hub: Hub, continuing handed: StoreState?, lock handedLock: Int32?,
        on loop: EventLoop, log: Logger
    ) throws {
        self.hub = hub
        self.loop = loop
        self.log = log
        path = configuration.store.path
        settings = StoreSettings(configuration.storeSettings)
        isKeepingMessages = configuration.history.durability != .none
        guard let queue = StoreQueue(capacity: configuration.store.queueBytes) else {
            throw StoreError.noResources("no descriptor is left for the store")
        }
        self.queue = queue
        reader = StoreReader(path: path)
        if let handed, let handedLock {
            lock = StoreLock(handed: handedLock)
            (numbers, lastRoom) = (handed.rooms, handed.lastRoom)
            figures = queue.put(handed.facts, count: handed.count)
        } else {
            lock = try StoreLock(of: path)
            if try StoreFile.prepare(path) { log.notice("made a new store", metadata: ["path": "\(path)"]) }
            let state = try StoredState(of: path, newest: 0)
            lastRoom = state.lastRoom
            numbers = [:]
            for room in state.rooms { if let name = RoomName(room.name) { numbers[name] = room.number } }
            try recall(configuration, state)
        }
        mailbox = try Mailbox<StoreReport>(on: loop) { [unowned self] in self.note($0) }
        follow(hub.lobby)
        hub.onApplied = { [unowned self] in self.keep($0, at: $1) }
    }

    deinit {
        hub.onApplied = nil
        queue.end()
    }

    /// Begins to write. An older process wrote until now.
    func start() throws {
        guard thread == nil, let sender = mailbox?.sender else { return }
        lock.writeOwner()
        thread = try WriterThread(path: path, queue: queue, settings: settings, clock: Keeper.clock) {
            sender.post($0)
        }
    }

    /// Goes by a changed configuration. Its path and the bound of its queue stay.
    func settingsChanged(to configuration: Configuration) {
        settings.values = configuration.storeSettings
        isKeepingMessages = configuration.history.durability != .none
    }

    /// Writes all there is, and ends.
    func finish() {
        flush()
        hub.onApplied = nil
        guard let thread else { return }
        if thread.finish(atMost: Keeper.endPatience) || isHandedOver { return }
        let lost = queue.uncommitted.count
        if lost > 0 { log.error("the store could not be written in time", metadata: ["lost": "\(lost)"]) }
    }

    /// Another process goes on, which has all facts that are not committed here.
    func handedOver() {
        isHandedOver = true
        hub.onApplied = nil
        queue.pause()
        queue.end()
    }

    /// For another thread, which has no loop.
    private static let clock: @Sendable () -> Int64 = {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1_000
    }

    // MARK: - Facts

    private func keep(_ record: Record, at time: Int64) {
        switch record {
        case .say(let person, let room, let text, let isAction, _):
            guard let lobby, room.name == lobby.name, isKeepingMessages,
                let said = hub.latest(by: person, in: room)
            else { return }
            guard behindFrom == nil, figures.bytes + batch.byteCount < queue.capacity else {
                if behindFrom == nil { behindFrom = said.id }
                return
            }
            batch.append(
                room: lobby.number, id: said.id, time: time, account: nil, kind: isAction ? .action : .message,
                nick: said.nick.text, text: text.utf8)
        case .setTopic(_, let room, _):
            if room.name == lobby?.name { putLobby(at: time) }
        case .moveLobby(let name): follow(name)
        default: break
        }
    }

    /// What is said in that room is kept from now on.
    private func follow(_ name: RoomName?) {
        guard let name else {
            lobby = nil
            return
        }
        if let number = numbers[name] {
            lobby = (name, number)
            return
        }
        lastRoom += 1
        numbers[name] = lastRoom
        lobby = (name, lastRoom)
        putLobby(at: loop.wallTime)
        // What memory has of it was said before there was a store.
        behindFrom = 0
        catchUp()
    }

    private func putLobby(at time: Int64) {
        guard let lobby else { return }
        var room = Fact.Room(number: lobby.number, name: lobby.name.text, created: time)
        room.topic = hub.topic(of: lobby.name).map { Fact.Topic($0.topic, id: $0.id) }
        batch.append(.room(room))
    }

    /// Queues what was not queued when it was said: it is in the room's memory, as far as that goes.
    private func catchUp() {
        guard let from = behindFrom, let lobby, isKeepingMessages, figures.bytes < queue.capacity / 2 else { return }
        behindFrom = nil
        for said in hub.past(of: lobby.name)?.said ?? [] where said.id >= from {
            guard figures.bytes + batch.byteCount < queue.capacity else {
                behindFrom = said.id
                return
            }
            batch.append(
                room: lobby.number, id: said.id, time: said.time, account: nil,
                kind: said.isAction ? .action : .message,
                nick: said.nick.text, text: said.text.utf8)
        }
    }

    /// Gives the writer the facts of this turn.
    func flush() {
        guard !batch.isEmpty else { return }
        if waitingSince == nil { waitingSince = loop.now }
        figures = queue.put(batch)
        batch.removeAll()
    }

    /// The number that the last fact has, or will have when this turn's are given to the writer.
    var lastFact: UInt64 { figures.last + UInt64(batch.count) }

    /// Whether what is said in a room is kept.
    func keeps(_ room: RoomName) -> Bool { isKeepingMessages && room == lobby?.name }

    /// What is said now would be queued later.
    var isBehind: Bool { behindFrom != nil || figures.bytes + batch.byteCount >= queue.capacity }

    /// Whether there is an index of words.
    var isSearchable: Bool { settings.values.search }

    // MARK: - What the writer tells

    private func note(_ report: StoreReport) {
        switch report {
        case .committed:
            commits += 1
            figures = queue.figures
            waitingSince = figures.bytes > 0 ? loop.now : nil
            catchUp()
            onCommitted?(figures.committed)
        case .failing(let why): failed(why)
        case .recovered:
            fault = nil
            log.notice("the store is written again", metadata: ["path": "\(path)"])
        case .stopped(let why):
            isStopped = true
            failed(why)
        case .hindered(let why): log.warning("the store can't be tidied up", metadata: ["fault": "\(why)"])
        case .indexRemade: log.warning("the index of the store is made anew")
        case .refused(let count): log.error("the store refused facts", metadata: ["facts": "\(count)"])
        case .erased(_, let messages): log.notice("erased an account", metadata: ["messages": "\(messages)"])
        }
    }

    private func failed(_ why: String) {
        fault = why
        guard logPause.isDue(isStopped, at: loop.now) else { return }
        let metadata: Logger.Metadata = ["path": "\(path)", "fault": "\(why)"]
        if isStopped {
            log.error("the store is damaged, and nothing is kept any more", metadata: metadata)
        } else {
            log.error("the store can't be written", metadata: metadata)
        }
    }

    /// Whether what is said may be lost with this process, as it could not be written for a while.
    var isFailing: Bool { fault != nil || timeBehind > commitPatience }

    /// How long something has waited for a commit; 0: nothing does.
    var timeBehind: Duration { waitingSince.map { loop.now - $0 } ?? .zero }

    // MARK: - The start

    /// The hub begins with what was said last in the lobby.
    private func recall(_ configuration: Configuration, _ state: StoredState) throws {
        guard let name = hub.lobby else { return }
        guard let room = state.rooms.first(where: { RoomName($0.name) == name }) else {
            return try hub.recall(
                HubSnapshot.Past(room: name, floor: 0), topic: nil, after: max(0, state.lastID))
        }
        let most = hub.limits.historyEvents
        guard
            case .page(let page, let hasMore) = reader.answer(
                .page(room: room.number, .last(before: nil), count: most, bytes: hub.limits.historyBytes / 2))
        else { throw StoreError.damaged(path: path, "the lobby's messages can't be read") }
        var past = HubSnapshot.Past(room: name, floor: 0)
        past.said = page.compactMap { HubSnapshot.Said($0.message) }
        if hasMore, let first = past.said.first {
            past.floor = first.id - 1
            past.hasForgotten = true
        }
        try hub.recall(past, topic: room.topic?.asTopic, after: max(state.lastID, past.said.last?.id ?? 0))
        log.notice("read the store", metadata: ["path": "\(path)", "messages": "\(past.said.count)"])
    }
}

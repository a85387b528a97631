import ChatCore
import Configuration
import Dialects
import Glibc
import Libevent
import Logging
import Store

/// Has what lasts kept in a store: it makes facts of records that were applied, and looks after the thread that writes them.
///
/// What lasts is accounts, registered rooms and the lobby, with what is said there, bans from the server, and who did what to whom.
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
    let hub: Hub
    let loop: EventLoop
    private let log: Logger
    private var mailbox: Mailbox<StoreReport>?
    private var thread: WriterThread?
    private var isKeepingMessages: Bool
    private(set) var isKeepingPrivate: Bool

    /// Facts of this turn.
    private var batch = FactBatch()
    private(set) var figures = StoreQueue.Figures()
    /// Since when something waits to be committed.
    private var waitingSince: Instant?
    /// The rooms that the file has or had, by their numbers.
    var rooms: KeptRooms
    /// Of rooms: their first message that was not queued, as the queue was full.
    private var behind: [RoomName: EventID] = [:]
    /// The day on which each account was last logged in to, since 1970, at its number less one.
    var usedDays: [UInt16] = []
    /// What the file had under names when it was opened.
    let settingsKept: [String: [UInt8]]
    /// What it is known not to have.
    var holes: Holes
    var lastAudit: Int64 = 0
    private var logPause = LogPause<Bool>()

    /// Why it can't write; nil: it can, as far as is known.
    private(set) var fault: String?
    private var isHandedOver = false
    /// Nothing is written any more.
    private(set) var isStopped = false
    private(set) var commits: UInt64 = 0
    /// Is given the number of the last fact that is committed, whenever more are.
    var onCommitted: ((UInt64) -> Void)?

    /// Of the log that several servers read, which says all that is kept; nil: there is none.
    private var followed: Followed?

    /// Opens the store, and has the hub recall what it has; or goes on with that of an older process.
    /// - Parameter place: the hub is told by a log what there is, from there on, and the file is to have the same; nil: there is no log.
    /// - Throws: `StoreError` where it can't be had, `LibeventError` where descriptors are out.
    init(
        _ configuration: Configuration, of hub: Hub, continuing handed: StoreState?, lock handedLock: Int32?,
        following place: Followed.Place? = nil, on loop: EventLoop, log: Logger
    ) throws {
        self.hub = hub
        self.loop = loop
        self.log = log
        path = configuration.store.path
        settings = StoreSettings(configuration.storeSettings)
        isKeepingMessages = configuration.history.durability != .none
        isKeepingPrivate = configuration.history.privateMessages == .accounts
        guard let queue = StoreQueue(capacity: configuration.store.queueBytes) else {
            throw StoreError.noResources("no descriptor is left for the store")
        }
        self.queue = queue
        reader = StoreReader(path: path)
        if let handed, let handedLock {
            lock = StoreLock(handed: handedLock)
            rooms = KeptRooms(handed.rooms, last: handed.lastRoom)
            settingsKept = [:]
            holes = Holes([:])
            figures = queue.put(handed.facts, count: handed.count)
        } else {
            lock = try StoreLock(of: path)
            if try StoreFile.prepare(path) { log.notice("made a new store", metadata: ["path": "\(path)"]) }
            let state = try StoredState(of: path)
            rooms = KeptRooms(state)
            settingsKept = state.settings
            usedDays = state.usedDays
            holes = Holes(state.settings)
            if let place {
                let followed = Followed(state.settings[Followed.setting], from: place)
                // What it has of accounts are other ones.
                guard followed.filled != nil || state.isEmpty else { throw StoreError.notOfCluster(path: path) }
                self.followed = followed
                if followed.isOlder, hub.lastID > 0 {
                    try align(state, upTo: followed.filled, withLogins: place.logins)
                }
            } else if hub.hasBegun {
                // An older process had no store. Into one with nothing in it goes what memory has.
                guard state.isEmpty else { throw StoreError.needsRestart(path: path) }
            } else {
                let recollection = try Recollection(of: state, path: path, for: hub, at: loop.wallTime)
                try hub.recall(recollection.kept)
                log.notice("read the store", metadata: recollection.metadata)
            }
        }
        mailbox = try Mailbox<StoreReport>(on: loop) { [unowned self] in self.note($0) }
        follow(hub.lobby)
        hub.onApplied = { [unowned self] in self.keep($0, at: $1) }
        hub.onAudited = { [unowned self] in self.keep($0) }
    }

    deinit {
        forsakeHub()
        queue.end()
    }

    /// Nothing that happens is kept any more.
    private func forsakeHub() {
        hub.onApplied = nil
        hub.onAudited = nil
    }

    /// What comes next is of that message of the log. The file may have it already.
    func follow(to sequence: UInt64) {
        followed?.read = sequence
    }

    /// What comes of the log is in the file already.
    var isReplaying: Bool { followed?.isReplaying ?? false }

    /// Up to where the file has what the log says, as it was opened.
    var filled: UInt64 { followed?.filled?.sequence ?? 0 }

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
        isKeepingPrivate = configuration.history.privateMessages == .accounts
    }

    /// Writes all there is, and ends.
    func finish() {
        flush()
        forsakeHub()
        guard let thread else { return }
        if thread.finish(atMost: Keeper.endPatience) || isHandedOver { return }
        let lost = queue.uncommitted.count
        if lost > 0 { log.error("the store could not be written in time", metadata: ["lost": "\(lost)"]) }
    }

    /// Another process goes on, which has all facts that are not committed here.
    func handedOver() {
        isHandedOver = true
        forsakeHub()
        queue.pause()
        queue.end()
    }

    /// For another thread, which has no loop.
    static let clock: @Sendable () -> Int64 = {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1_000
    }

    // MARK: - Facts

    /// Appends a fact to those of this turn.
    /// - Returns: its number in the queue.
    @discardableResult
    func put(_ fact: Fact) -> UInt64 {
        batch.append(fact)
        return figures.last + UInt64(batch.count)
    }

    /// Appends a message, unless the queue is full: then it is queued later, from the room's memory.
    func put(_ said: HubSnapshot.Said, in name: RoomName, _ number: Int64) {
        guard isKeepingMessages else { return }
        guard behind[name] == nil, figures.bytes + batch.byteCount < queue.capacity else {
            if behind[name] == nil { behind[name] = said.id }
            return
        }
        append(said, number)
    }

    private func append(_ said: HubSnapshot.Said, _ number: Int64) {
        if let enclosure = said.enclosure {
            var message = Message(
                id: said.id, time: said.time, account: said.account.map { Int64($0.number) },
                kind: Message.Kind(said.manner), nick: said.nick.text, text: said.text.utf8)
            message.source = said.userHost.isEmpty ? nil : said.userHost
            if said.isBot { message.flags.insert(.bot) }
            (message.styled, message.tags) = enclosure.kept
            return batch.append(.message(room: number, message))
        }
        batch.append(
            room: number, id: said.id, time: said.time, account: said.account.map { Int64($0.number) },
            kind: Message.Kind(said.manner), isBot: said.isBot, nick: said.nick.text,
            source: said.userHost, text: said.text.utf8)
    }

    /// A room is called otherwise from now on, and has its number still.
    func renameKept(_ old: RoomName, to new: RoomName) {
        rooms.rename(old, to: new)
        if let first = behind.removeValue(forKey: old) { behind[new] = first }
    }

    /// What memory has of a room was said before there was a store: it is queued by and by.
    func queueAll(of name: RoomName) {
        behind[name] = 0
        catchUp()
    }

    /// Queues what was not queued when it was said: it is in rooms' memory, as far as that goes.
    private func catchUp() {
        guard isKeepingMessages, figures.bytes < queue.capacity / 2 else { return }
        for (name, from) in behind {
            behind[name] = nil
            guard let number = number(of: name) else { continue }
            for said in hub.past(of: name)?.said ?? [] where said.id >= from {
                guard figures.bytes + batch.byteCount < queue.capacity else {
                    behind[name] = said.id
                    return
                }
                append(said, number)
            }
        }
    }

    /// Gives the writer the facts of this turn.
    func flush() {
        guard !batch.isEmpty else { return }
        // While something of it is in memory alone, a crash would take that, so it is to be read again.
        if behind.isEmpty, let mark = followed?.mark(hub.lastID) { batch.append(mark) }
        if waitingSince == nil { waitingSince = loop.now }
        figures = queue.put(batch)
        batch.removeAll()
    }

    /// The number up to which facts are in the file.
    var committed: UInt64 { queue.figures.committed }

    /// The number that the last fact has, or will have when this turn's are given to the writer.
    var lastFact: UInt64 { figures.last + UInt64(batch.count) }

    /// Whether what is said in a room is kept.
    func keeps(_ room: RoomName) -> Bool { isKeepingMessages && number(of: room) != nil }

    /// What is said now would be queued later.
    var isBehind: Bool { !behind.isEmpty || figures.bytes + batch.byteCount >= queue.capacity }

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
}

import ChatCore
import Dialects
import Framing
import Secrets

/// Lines of one session that came faster than they may: they wait for their turn, and past `burst` of them are refused, in their order.
struct Intake {
    enum Entry: Hashable {
        case line([UInt8])
        /// One that is paid for already, and comes again.
        case due([UInt8])
        /// A line over the limit, of which nothing was kept.
        case tooLong
        /// Refused with `slow-down` when it is reached.
        case excess([UInt8])
        /// What a peer asked for besides its lines; it costs what a line does.
        case signal(Signal)

        /// It takes a token, and counts as one that waits.
        var isCharged: Bool {
            switch self {
            case .line, .tooLong, .signal: true
            case .due, .excess: false
            }
        }
    }

    /// What a peer asks for besides its lines.
    enum Signal: Hashable {
        case telnet(TelnetDecoder.Signal)
        /// A ping of a WebSocket.
        case ping
        /// Frames of a WebSocket that bring nothing.
        case idleFrames
    }

    private var limit = RateLimit()
    private var entries: [Entry] = []
    private var head = 0
    private var lines = 0

    /// What waits, and when the bucket will be full: what another intake goes on with.
    var waiting: (entries: [Entry], fullAt: Int64) {
        let entries = entries[head...].map { entry in
            // It is paid for twice, which is rare.
            if case .due(let line) = entry { Entry.line(line) } else { entry }
        }
        return (entries, limit.fullAt)
    }

    init() {}

    init(entries: [Entry], fullAt: Int64) {
        self.entries = entries
        limit = RateLimit(fullAt: fullAt)
        lines = entries.count { $0.isCharged }
    }

    /// Entries in memory; those that are done are forgotten by and by.
    var entriesHeld: Int { entries.count }

    /// Nothing waits.
    var isEmpty: Bool { head == entries.count }

    /// What comes next is paid for, and was put off.
    var beginsWithDue: Bool {
        guard head < entries.count, case .due = entries[head] else { return false }
        return true
    }

    /// As much waits as may, refused lines included: no more should be read until it is empty.
    /// - Parameter refuses: lines beyond a burst are refused; otherwise they are to be left unread.
    func isFull(_ rate: RateLimit.Rate, refuses: Bool) -> Bool {
        entries.count - head >= (refuses ? 2 : 1) * Int(rate.burst)
    }

    /// Whether a line may be carried out at once; if not it is queued.
    /// - Parameter line: nil for one that was too long; it is counted and answered in its turn as any other.
    mutating func admit(_ line: UnsafeRawBufferPointer?, _ rate: RateLimit.Rate, at now: Int64) -> Bool {
        if isEmpty, limit.take(rate, at: now) == 0 { return true }
        if lines < rate.burst {
            entries.append(line.map { .line(Array($0)) } ?? .tooLong)
            lines += 1
        } else {
            // Its tag is all that its refusal needs.
            entries.append(.excess(line.map { Array($0.prefix(18)) } ?? []))
        }
        return false
    }

    /// Puts a line before all that waits: it could not be carried out in this turn.
    mutating func postpone(_ line: UnsafeRawBufferPointer) {
        if head > 0 {
            head -= 1
            entries[head] = .due(Array(line))
        } else {
            entries.insert(.due(Array(line)), at: 0)
        }
    }

    /// Forgets the line that was postponed: it has been answered since.
    mutating func removeFirst() {
        if case .due(var line) = entries[head] {
            // It may be a secret, and its memory stays for a while.
            entries[head] = .tooLong
            Secret.wipe(&line)
        }
        head += 1
        forgetDone()
    }

    /// The same as for a line for what a peer asks for besides its lines. It is not refused where as much waits as may, as nobody
    /// reads a refusal of it: it comes again.
    /// - Returns: whether it may be answered at once, or is to be queued, or is too much.
    mutating func admit(_ signal: Signal, _ rate: RateLimit.Rate, at now: Int64) -> SignalAdmission {
        if isEmpty, limit.take(rate, at: now) == 0 { return .now }
        guard lines < rate.burst else { return .never }
        entries.append(.signal(signal))
        lines += 1
        return .later
    }

    enum SignalAdmission {
        case now, later, never
    }

    /// Bounds what is owed to a burst and the dearest command: another rate may have made it more.
    mutating func boundDebt(_ rate: RateLimit.Rate, at now: Int64) {
        limit.bound(to: Int(rate.burst) + Cost.most, rate, at: now)
    }

    /// Keeps the number of tokens that are owed, where a token takes another time from now on.
    mutating func change(from old: RateLimit.Rate, to new: RateLimit.Rate, at now: Int64) {
        limit.change(from: old, to: new, at: now)
    }

    /// Makes the next line wait until what the last one cost is paid.
    mutating func charge(_ cost: Cost, _ rate: RateLimit.Rate, at now: Int64) {
        limit.charge(cost.tokens, rate, at: now)
    }

    /// Gives back a part of the token that the last line took.
    mutating func giveBack(quarters: Int64, _ rate: RateLimit.Rate) {
        limit.giveBack(quarters: quarters, rate)
    }

    /// After how many seconds a line would not have to wait, 1 at least.
    func secondsUntilFree(_ rate: RateLimit.Rate, at now: Int64) -> Int {
        let owed = max(0, limit.fullAt - now) + (Int64(lines) + 1 - rate.burst) * rate.interval
        return Int(max(1, (owed + 999_999) / 1_000_000))
    }

    enum Next {
        case ready(Entry)
        /// Microseconds until the next may go.
        case wait(Int64)
        case nothing
    }

    /// Takes the next entry, if its time has come.
    mutating func next(_ rate: RateLimit.Rate, at now: Int64) -> Next {
        guard head < entries.count else {
            entries = []
            head = 0
            return .nothing
        }
        if entries[head].isCharged {
            let wait = limit.take(rate, at: now)
            if wait > 0 { return .wait(wait) }
            lines -= 1
        }
        let entry = entries[head]
        head += 1
        forgetDone()
        return .ready(entry)
    }

    /// Frees the entries that are done, as it may be long until nothing waits. It waits for more than half to be done, so that each of
    /// the others is moved once on average.
    private mutating func forgetDone() {
        guard head >= 16, head > entries.count / 2 else { return }
        entries.removeFirst(head)
        head = 0
    }
}

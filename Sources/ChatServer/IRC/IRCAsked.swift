import ChatCore
import Dialects
import Libevent

/// A line that is carried out, and what its answer is written to.
struct IRCAsked {
    let session: Session
    let dialect: IRCDialect
    var command: IRCCommand
    private(set) var lines: ByteBuffer
    /// Those that its readers are shown.
    var tags = IRCClientTags.none
    /// What a store has of what it asks for.
    var found: IRCFound?

    /// What of it waits for the log; nil: nothing ever does.
    var wait: IRCWait? {
        didSet { if wait != nil { lines = ByteBuffer() } }
    }

    init(session: Session, dialect: IRCDialect, command: IRCCommand, lines: ByteBuffer) {
        self.session = session
        self.dialect = dialect
        self.command = command
        self.lines = lines
    }

    /// Its nick may change on the way, so it is made anew each time.
    var answers: IRCAnswers { dialect.answers(into: lines) }

    /// Puts what the line itself did, as its client reads it.
    func tell(
        _ kind: Event.Kind, in room: RoomName? = nil, by source: Source?, id: EventID = 0, at time: Int64,
        isNotice: Bool = false, with enclosure: Enclosure? = nil
    ) {
        answers.put(
            Event(
                id: id, time: time, room: room, kind, of: source?.account, by: source, isNotice: isNotice,
                with: enclosure))
    }
}

/// Counts what an answer waits for before it can be given as a whole: several servers are one chat, and the log has still to tell.
final class IRCWait {
    /// One for who gathers it.
    private var count = 1
    private var finish: (() -> Void)?

    func begin() {
        count += 1
    }

    /// - Parameter finish: is called once nothing is waited for any more.
    func end(then finish: (() -> Void)? = nil) {
        if let finish { self.finish = finish }
        count -= 1
        if count == 0 { self.finish?() }
    }
}

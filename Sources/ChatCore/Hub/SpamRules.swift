/// What holds for guests alone, so that nobody fills a server by being nobody. Ops and `exempt` masks of a room are free of it there, and
/// who is logged in is free of it everywhere. 0 switches a rule off.
public struct SpamRules: Hashable, Sendable {
    /// For so many seconds after they came they send no links.
    public var quietSeconds = 0
    /// So often they say the same in half a minute, in whatever rooms and to whomever.
    public var repeatedLines = 0
    /// To so many people they write in a minute to whom they did not write before.
    public var newPeople = 0
    /// So many from one host enter a room in ten seconds.
    public var joins = 0

    public init() {}

    var isOff: Bool { self == SpamRules() }
}

/// What of a guest's is not carried out. `retry`: in seconds; `most`: so often it may be.
public enum SpamFault: Hashable, Sendable {
    /// They came less than `quiet` seconds ago.
    case link(quiet: Int, retry: Int64)
    case repeated(most: Int, retry: Int64)
    case newPeople(most: Int, retry: Int64)
    case joins(RoomName, most: Int, retry: Int64)
    case reports(most: Int, retry: Int64)
}

/// What spam rules have to know of what happened lately. It is a node's own, and begins anew with each process: it is of a minute.
struct SpamMemory {
    /// In microseconds.
    static let repeatWindow: Int64 = 30_000_000
    static let joinWindow: Int64 = 10_000_000
    static let reportWindow: Int64 = 60_000_000
    /// Reports that somebody makes in that window.
    static let mostReports = 3

    var lines = RecentCounts(window: repeatWindow)
    var joins = RecentCounts(window: joinWindow)
    var correspondents = Correspondents()
    var reports = RecentCounts(window: reportWindow)
}

extension Text {
    /// Whether there is something in it that a terminal may make a link of.
    var hasLink: Bool { utf8.containsIgnoringCase("://") || utf8.containsIgnoringCase("www.") }
}

extension [UInt8] {
    /// - Parameter part: in small letters, and signs that have bit 5 set.
    fileprivate func containsIgnoringCase(_ part: StaticString) -> Bool {
        part.withUTF8Buffer { part in
            guard count >= part.count else { return false }
            return (0...count - part.count).contains { start in
                part.indices.allSatisfy { self[start + $0] | 0x20 == part[$0] }
            }
        }
    }
}

import ChatCore

/// Which rooms LIST asks for (`ELIST=CMNTU`): names, masks, masks that must not fit, and bounds, with commas between them.
///
/// A room is told that fits one of the masks, if there are any, none of those that must not fit, and all bounds.
package struct IRCRoomFilter: Hashable, Sendable {
    /// A room as filters look at it. Times are in microseconds since 1970; nil: there is none.
    package struct Subject: Hashable, Sendable {
        package var name: RoomName
        package var members: Int
        package var created: Int64?
        package var topicTime: Int64?

        package init(_ name: RoomName, members: Int, created: Int64? = nil, topicTime: Int64? = nil) {
            self.name = name
            self.members = members
            self.created = created
            self.topicTime = topicTime
        }
    }

    /// More than so many conditions are read over.
    package static let mostConditions = 16

    private var masks: [Glob] = []
    private var excluded: [Glob] = []
    /// More members than that, and fewer than that.
    private var moreThan: Int?
    private var fewerThan: Int?
    /// In minutes: older than that, and younger than that.
    private var createdBefore: Int64?
    private var createdAfter: Int64?
    private var topicBefore: Int64?
    private var topicAfter: Int64?

    /// Takes the first parameter of LIST. What is no condition is a mask.
    package init(_ word: some StringProtocol) {
        for part in word.split(separator: ",").prefix(IRCRoomFilter.mostConditions) { add(part) }
    }

    /// It asks for all rooms.
    package var isOfAll: Bool { self == IRCRoomFilter("") }

    private mutating func add(_ part: some StringProtocol) {
        let bytes = part.utf8
        let second = bytes.dropFirst().first
        switch bytes.first {
        case UInt8(ascii: "<"): if let number = Int(part.dropFirst()) { fewerThan = number }
        case UInt8(ascii: ">"): if let number = Int(part.dropFirst()) { moreThan = number }
        case UInt8(ascii: "!"): excluded.append(Glob(part.dropFirst()))
        case UInt8(ascii: "C") where second == UInt8(ascii: ">"), UInt8(ascii: "c") where second == UInt8(ascii: ">"):
            createdBefore = IRCRoomFilter.minutes(part)
        case UInt8(ascii: "C") where second == UInt8(ascii: "<"), UInt8(ascii: "c") where second == UInt8(ascii: "<"):
            createdAfter = IRCRoomFilter.minutes(part)
        case UInt8(ascii: "T") where second == UInt8(ascii: ">"), UInt8(ascii: "t") where second == UInt8(ascii: ">"):
            topicBefore = IRCRoomFilter.minutes(part)
        case UInt8(ascii: "T") where second == UInt8(ascii: "<"), UInt8(ascii: "t") where second == UInt8(ascii: "<"):
            topicAfter = IRCRoomFilter.minutes(part)
        default: masks.append(Glob(part))
        }
    }

    private static func minutes(_ part: some StringProtocol) -> Int64? {
        Int64(part.dropFirst(2)).flatMap { $0 < 0 || $0 > 1_000_000_000 ? nil : $0 }
    }

    /// - Parameter now: in microseconds since 1970.
    package func takes(_ room: Subject, at now: Int64) -> Bool {
        if let moreThan, room.members <= moreThan { return false }
        if let fewerThan, room.members >= fewerThan { return false }
        if !IRCRoomFilter.isWithin(room.created, createdBefore, createdAfter, now) { return false }
        if !IRCRoomFilter.isWithin(room.topicTime, topicBefore, topicAfter, now) { return false }
        guard !masks.isEmpty || !excluded.isEmpty else { return true }
        let key = Array(room.name.key.utf8)
        return (masks.isEmpty || masks.contains { $0.matches(key) }) && !excluded.contains { $0.matches(key) }
    }

    /// Whether something was long enough ago, and not too long. What never was is within no bound.
    private static func isWithin(_ time: Int64?, _ before: Int64?, _ after: Int64?, _ now: Int64) -> Bool {
        guard before != nil || after != nil else { return true }
        guard let time else { return false }
        let age = now - time
        return before.map { age > $0 * 60_000_000 } ?? true && after.map { age < $0 * 60_000_000 } ?? true
    }
}

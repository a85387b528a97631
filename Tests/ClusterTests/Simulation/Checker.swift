import ChatCore

@testable import Cluster

/// What must not be, and was.
struct Violation: Error, CustomStringConvertible {
    let description: String
}

func demand(_ holds: Bool, _ what: @autoclosure () -> String) throws(Violation) {
    if !holds { throw Violation(description: what()) }
}

/// What must hold of several nodes, whatever breaks between them.
///
/// 1. Nodes that have read as far know the same: of the log, and of the chat.
/// 2. A line has one id and one room, wherever it is seen, and is seen once. Ids of a room grow.
/// 3. A line that was answered OK counts, under the id that was told. Of one that is told to be lost, none is seen.
/// 4. Lines of one client count in the order in which they were said.
/// 5. A token is good once.
struct Checker {
    struct Place: Hashable {
        let room: String
        let id: EventID
    }

    private enum Fate: Hashable {
        case answered(EventID)
        case refused
        /// It was told that it never counts.
        case lost
    }

    private var digests: [UInt64: [UInt64]] = [:]
    private var places: [String: Place] = [:]
    private var fates: [String: Fate] = [:]
    /// What each life of a node has seen.
    private var seen: [Incarnation: Set<String>] = [:]
    private var lastIDs: [Incarnation: [String: EventID]] = [:]
    private(set) var comparisons = 0
    private(set) var okays = 0
    private var used: Set<TokenDigest> = []

    init() {}

    // MARK: - What nodes know

    mutating func compare(_ reader: LogReader, _ hub: Hub, at node: Incarnation) throws(Violation) {
        let known = [reader.digest, hub.digest]
        guard let others = digests[reader.sequence] else {
            digests[reader.sequence] = known
            return
        }
        comparisons += 1
        try demand(
            others == known, "node \(node) differs from another at \(reader.sequence): \(known) and \(others)")
    }

    // MARK: - Lines

    mutating func see(_ event: Event, at node: Incarnation) throws(Violation) {
        guard case .message(_, let text) = event.kind, let room = event.room else { return }
        let (line, place) = (text.description, Place(room: room.key, id: event.id))
        try demand(places[line] ?? place == place, "\(line) is at two places")
        places[line] = place
        try demand(seen[node, default: []].insert(line).inserted, "\(line) is seen twice at \(node)")
        try demand(lastIDs[node]?[place.room] ?? 0 < event.id, "ids of \(place.room) do not grow at \(node)")
        lastIDs[node, default: [:]][place.room] = event.id
    }

    mutating func note(_ line: String, answered id: EventID) {
        fates[line] = .answered(id)
        okays += 1
    }

    mutating func note(used token: TokenDigest) throws(Violation) {
        try demand(used.insert(token).inserted, "two have come back by one token")
    }

    mutating func note(refused line: String) { fates[line] = .refused }

    mutating func note(lost line: String) { fates[line] = .lost }

    /// At the end: what the log comes to, by one who reads all of it at once.
    func judge(_ lines: [(text: String, place: Place)], said: [[String]]) throws(Violation) {
        var found: [String: Int] = [:]
        for (index, line) in lines.enumerated() {
            try demand(found.updateValue(index, forKey: line.text) == nil, "\(line.text) counts twice")
            try demand(places[line.text] ?? line.place == line.place, "\(line.text) was seen elsewhere")
        }
        for (line, fate) in fates {
            switch fate {
            case .answered(let id):
                guard let index = found[line] else { throw Violation(description: "\(line) was OK, and is lost") }
                try demand(lines[index].place.id == id, "\(line) was told to have another id")
            case .refused, .lost: try demand(found[line] == nil, "\(line) counts, and was told not to")
            }
        }
        for own in said {
            let order = own.compactMap { found[$0] }
            try demand(order == order.sorted(), "lines of a client are in another order")
        }
    }
}

/// The text form of records, for a log or a store: one line each, `VERSION TIME VERB FIELD…`, separated by single spaces.
///
///     1 1795000000000000 say 3/0 #lobby said - :hello%20there
///
/// Every text begins with `:`, and `-` stands for none. In texts `%`, the space and control characters are written `%` and two capital hex
/// digits; all else stands as it is. So there is one line for each record, and any line that is another record's form is refused.
extension Record {
    /// What a line begins with.
    package static let version = 1
    /// Longer lines are no records.
    package static let maximumBytes = 256 << 10
    /// A text in a record has so many bytes at most.
    static let textBytes = 16 << 10

    /// - Parameter time: when it was applied, in microseconds since 1970.
    package func line(at time: Int64) -> String {
        var line = RecordWriter("\(Record.version) \(time) \(verb)")
        putFields(into: &line)
        return line.text
    }

    /// The line without its version and time, for a log that has both of its own.
    package var bareLine: String {
        var line = RecordWriter(verb)
        putFields(into: &line)
        return line.text
    }

    private func putFields(into line: inout RecordWriter) {
        switch self {
        case .arrive(let isHidden, let host, let isOutside):
            line.put(isOutside ? "outside" : isHidden ? "hidden" : "shown")
            if let host { line.put(host.text) }
        case .introduce(let nick, let introduction, let host):
            line.put(nick.text)
            line.put(host?.text)
            line.put(introduction.user.text)
            line.put(introduction.realName)
        case .announce(let person): line.put(person)
        case .say(let person, let room, let text, let manner, let nonce, let enclosure):
            line.put(person)
            line.put(room.name.text)
            line.put(manner.name)
            line.put(nonce?.text)
            line.put(text)
            if let enclosure { line.put(enclosure) }
        case .tell(let person, let other, let nick, let text, let nonce, _, _, let enclosure):
            line.put(person)
            line.put(other)
            line.put(nick.text)
            line.put(nonce?.text)
            line.put(text)
            if let enclosure { line.put(enclosure) }
        case .pass(let person, let destination, let enclosure, let isKept):
            line.put(person)
            switch destination {
            case .room(let room): line.put(room.name.text)
            case .person(let other): line.put(other)
            }
            line.put(enclosure)
            if isKept { line.put("kept") }
        case .takeBack(let person, let room, let id, let reason):
            line.put(person)
            line.put(room.name.text)
            line.put("\(id)")
            line.put(reason)
        case .takeBackPrivate(let person, let ids, let reason):
            line.put(person)
            line.put(ids.map(String.init).joined(separator: ","))
            line.put(reason)
        case .post(let person, let account, let nick, let text, let nonce, let enclosure):
            line.put(person)
            line.put(account.description)
            line.put(nick.text)
            line.put(nonce?.text)
            line.put(text)
            if let enclosure { line.put(enclosure) }
        case .rename(let person, let nick):
            line.put(person)
            line.put(nick.text)
        case .enter(let person, let room):
            line.put(person)
            line.put(room.text)
        case .leave(let person, let room, let reason):
            line.put(person)
            line.put(room.name.text)
            line.put(reason)
        case .setTopic(let person, let room, let text):
            line.put(person)
            line.put(room.name.text)
            line.put(text)
        case .setAway(let person, let note):
            line.put(person)
            line.put(note)
        case .present(let person, let change):
            line.put(person)
            change.put(into: &line)
        case .sayToRank(let person, let room, let rank, let text, let manner):
            line.put(person)
            line.put(room.name.text)
            line.put(rank.name)
            line.put(manner.name)
            line.put(text)
        case .quit(let departures):
            for departure in departures {
                line.put(departure.person)
                line.put(departure.reason)
            }
        case .moveLobby(let room): line.put(room?.text)
        case .boundTopics(let bytes): line.put("\(bytes)")
        case .moderate(let person, let room, let change):
            line.put(person)
            line.put(room.name.text)
            change.put(into: &line)
        case .account(let change): change.put(into: &line)
        case .operate(let person, let change):
            line.put(person)
            change.put(into: &line)
        case .returning(let change): change.put(into: &line)
        }
    }

    private var verb: String {
        switch self {
        case .arrive: "arrive"
        case .introduce: "introduce"
        case .announce: "announce"
        case .say: "say"
        case .pass: "pass"
        case .takeBack: "take-back"
        case .takeBackPrivate: "take-back-private"
        case .tell(_, _, _, _, _, let isNotice, let isWaiting, _):
            (isNotice ? "notice" : "tell") + (isWaiting ? "-waiting" : "")
        case .post: "post"
        case .rename: "rename"
        case .enter: "enter"
        case .leave: "leave"
        case .setTopic: "topic"
        case .setAway: "away"
        case .present(_, let change): change.verb
        case .sayToRank: "say-to"
        case .quit: "quit"
        case .moveLobby: "lobby"
        case .boundTopics: "topic-bytes"
        case .moderate(_, _, let change): change.verb
        case .account(let change): change.verb
        case .operate(_, let change): change.verb
        case .returning(let change): change.verb
        }
    }

    /// - Parameter line: without its line end.
    /// - Throws: `RecordError` where the line is not one that `line(at:)` writes.
    package static func read(_ line: some StringProtocol) throws(RecordError) -> (record: Record, time: Int64) {
        guard line.utf8.count <= maximumBytes else { throw RecordError("a record of \(line.utf8.count) bytes") }
        var fields = RecordReader(line)
        guard try fields.word() == "\(version)" else { throw RecordError("a record of another version") }
        let time = try fields.number()
        guard HubSnapshot.bounds.contains(time) else { throw RecordError("a time is out of its bounds") }
        return (try fields.onlyRecord(), time)
    }

    /// - Parameter line: without its line end.
    /// - Throws: `RecordError` where the line is not one that `bareLine` is.
    package static func read(bareLine line: some StringProtocol) throws(RecordError) -> Record {
        guard line.utf8.count <= maximumBytes else { throw RecordError("a record of \(line.utf8.count) bytes") }
        var fields = RecordReader(line)
        return try fields.onlyRecord()
    }
}

/// Why a line is no record.
package struct RecordError: Error, Hashable, Sendable, CustomStringConvertible {
    package let description: String

    init(_ description: String) {
        self.description = description
    }
}

// MARK: - Fields

struct RecordWriter {
    private(set) var text: String

    init(_ start: String) {
        text = start
    }

    mutating func put(_ word: String?) {
        text += " "
        text += word ?? "-"
    }

    mutating func put(_ person: PersonID) {
        put(person.description)
    }

    mutating func put(_ words: Text?) {
        guard let words else { return put("-") }
        text += " :"
        // Bytes of a character outside ASCII are never escaped: what is between is whole.
        var rest = words.utf8[...]
        while let special = rest.firstIndex(where: Record.isEscaped) {
            text += String(decoding: rest[..<special], as: UTF8.self)
            text += "%\(Record.hexDigit(rest[special] >> 4))\(Record.hexDigit(rest[special] & 15))"
            rest = rest[(special + 1)...]
        }
        text += String(decoding: rest, as: UTF8.self)
    }
}

extension Record {
    fileprivate static func isEscaped(_ byte: UInt8) -> Bool {
        byte <= UInt8(ascii: " ") || byte == UInt8(ascii: "%") || byte == 0x7F
    }

    static func hexDigit(_ value: UInt8) -> Character {
        Character(Unicode.Scalar(value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "A") + value - 10))
    }

    static func value(ofHexDigit byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}

struct RecordReader {
    private var rest: [UInt8].SubSequence
    private(set) var isAtEnd = false

    init(_ line: some StringProtocol) {
        rest = Array(line.utf8)[...]
    }

    mutating func field() throws(RecordError) -> [UInt8].SubSequence {
        guard !isAtEnd else { throw RecordError("a record ends too soon") }
        let end = rest.firstIndex(of: UInt8(ascii: " ")) ?? rest.endIndex
        let field = rest[..<end]
        isAtEnd = end == rest.endIndex
        rest = isAtEnd ? [] : rest[(end + 1)...]
        guard !field.isEmpty else { throw RecordError("an empty field") }
        return field
    }

    mutating func word() throws(RecordError) -> String { String(decoding: try field(), as: UTF8.self) }

    mutating func number() throws(RecordError) -> Int64 {
        let word = try word()
        guard let number = Int64(word), number.description == word else { throw RecordError("a number is none") }
        return number
    }

    /// The record that is all of what is left.
    mutating func onlyRecord() throws(RecordError) -> Record {
        let record = try record(verb: try word())
        guard isAtEnd else { throw RecordError("a record goes on after its end") }
        return record
    }

    private mutating func record(verb: String) throws(RecordError) -> Record {
        switch verb {
        case "arrive":
            let how = try word()
            guard ["shown", "hidden", "outside"].contains(how) else { throw RecordError("an arrival is none") }
            return .arrive(
                isHidden: how == "hidden", from: try isAtEnd ? nil : host(), isOutside: how == "outside")
        case "introduce": return try introduction()
        case "announce": return .announce(try person())
        case "say":
            let (person, room) = (try person(), try room())
            guard let manner = Manner(name: try word()) else { throw RecordError("a manner is none") }
            let nonce = try nonce()
            return .say(person, RoomReference(room), try text(), as: manner, nonce, with: try optionalEnclosure())
        case "tell", "notice", "tell-waiting", "notice-waiting":
            let (person, other, nick) = (try person(), try self.person(), try nick())
            let nonce = try nonce()
            return .tell(
                person, to: other, nick, try text(), nonce, isNotice: verb.hasPrefix("notice"),
                isWaiting: verb.hasSuffix("waiting"), with: try optionalEnclosure())
        case "pass": return try passage()
        case "take-back":
            let (person, room) = (try person(), RoomReference(try room()))
            return .takeBack(person, room, try number(), reason: try optionalText())
        case "take-back-private": return try takingBackPrivate()
        case "post":
            let (person, account, nick) = (try person(), try account(), try nick())
            let nonce = try nonce()
            return .post(person, to: account, nick, try text(), nonce, with: try optionalEnclosure())
        case "rename": return .rename(try person(), try nick())
        case "enter": return .enter(try person(), try room())
        case "leave": return .leave(try person(), RoomReference(try room()), reason: try optionalText())
        case "topic": return .setTopic(try person(), RoomReference(try room()), try text())
        case "away": return .setAway(try person(), try optionalText())
        case "quit": return .quit(try departures())
        case "lobby":
            var ahead = self
            guard try ahead.word() == "-" else { return .moveLobby(try room()) }
            self = ahead
            return .moveLobby(nil)
        case "topic-bytes":
            guard let bytes = Int(exactly: try number()), bytes >= 0 else { throw RecordError("a number is none") }
            return .boundTopics(bytes)
        default:
            if let change = try accountChange(verb: verb) { return .account(change) }
            if let change = try returnChange(verb: verb) { return .returning(change) }
            if let record = try operation(verb: verb) { return record }
            if let record = try presentation(verb: verb) { return record }
            return try moderation(verb: verb)
        }
    }

    private mutating func introduction() throws(RecordError) -> Record {
        let nick = try nick()
        var ahead = self
        let isKnown = try ahead.word() != "-"
        let from = isKnown ? try host() : nil
        if !isKnown { self = ahead }
        guard let user = UserName(try word()) else { throw RecordError("a user is none") }
        let realName = try text()
        guard realName.utf8.count <= Introduction.realNameBytes else { throw RecordError("a real name is too long") }
        return .introduce(nick, Introduction(user: user, realName: realName), from: from)
    }

    private mutating func departures() throws(RecordError) -> [Record.Departure] {
        var departures: [Record.Departure] = []
        repeat {
            departures.append(Record.Departure(try person(), reason: try optionalText()))
        } while !isAtEnd && departures.count < Record.mostDepartures
        return departures
    }

    /// - Returns: whether it is the second.
    mutating func either(_ first: String, _ second: String) throws(RecordError) -> Bool {
        switch try word() {
        case first: false
        case second: true
        default: throw RecordError("neither \(first) nor \(second)")
        }
    }

    mutating func person() throws(RecordError) -> PersonID {
        let parts = try word().split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let slot = UInt32(parts[0]), let generation = UInt32(parts[1]) else {
            throw RecordError("a person's number is none")
        }
        let id = PersonID(slot: slot, generation: generation)
        guard id.description == parts.joined(separator: "/") else { throw RecordError("a person's number is none") }
        return id
    }

    mutating func room() throws(RecordError) -> RoomName {
        let word = try word()
        guard let name = RoomName(word), name.text == word else { throw RecordError("a room's name is none") }
        return name
    }

    mutating func nick() throws(RecordError) -> Nick {
        guard let nick = Nick(try word()) else { throw RecordError("a nick is none") }
        return nick
    }

    mutating func nonce() throws(RecordError) -> Nonce? {
        let word = try word()
        if word == "-" { return nil }
        guard let nonce = Nonce(word) else { throw RecordError("a nonce is none") }
        return nonce
    }

    mutating func text() throws(RecordError) -> Text {
        guard let text = try optionalText() else { throw RecordError("a text is missing") }
        return text
    }

    mutating func optionalText() throws(RecordError) -> Text? {
        let field = try field()
        if field.elementsEqual("-".utf8) { return nil }
        guard field.first == UInt8(ascii: ":") else { throw RecordError("a text does not begin as one") }
        var bytes: [UInt8] = []
        var left = field.dropFirst()
        while let byte = left.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                guard !Record.isEscaped(byte) else { throw RecordError("a text has what it may not") }
                bytes.append(byte)
                continue
            }
            guard let high = left.popFirst().flatMap({ Record.value(ofHexDigit: $0) }),
                let low = left.popFirst().flatMap({ Record.value(ofHexDigit: $0) }),
                Record.isEscaped(high << 4 | low)
            else { throw RecordError("a text is escaped wrongly") }
            bytes.append(high << 4 | low)
        }
        guard bytes.count <= Record.textBytes else { throw RecordError("a text of \(bytes.count) bytes") }
        guard let text = Text(clean: bytes) else { throw RecordError("a text is not clean") }
        return text
    }
}

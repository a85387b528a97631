/// One line of IRC, taken apart where it stands (RFC 2812, section 2.3.1, as real clients write it).
///
/// It holds places in the line's bytes and copies nothing, so it is good for as long as those are. What it yields is a peer's bytes:
/// they may have any byte in them but LF, and are checked by whoever makes a name or a text of them.
package struct IRCMessage {
    /// What a line is.
    package enum Reading {
        /// It has no command: it is empty, or only a source.
        case nothing
        case message(IRCMessage)
        /// It passes `IRCLimits.clientTags` or `IRCLimits.line`, and is answered by 417. It has tags where these do not.
        case tooLong(IRCTags)
    }

    /// A stretch of the line. Lines that are longer than 16 bits can count were too long before.
    private struct Place {
        var start: UInt16 = 0
        var end: UInt16 = 0
    }

    private let line: UnsafeRawBufferPointer
    private var tagsPlace = Place()
    private var commandPlace = Place()
    private var places = InlineArray<15, Place>(repeating: Place())

    /// How many parameters there are, the trailing one among them: at most `IRCLimits.parameters`.
    package private(set) var count = 0

    /// Reads a line without its LF.
    ///
    /// CRs at its end do not count. Spaces may be repeated wherever one may be, and may stand first. A source is read over: clients have
    /// none to tell. The last parameter that there may be takes the rest of the line.
    /// - Parameter isServers: it is the server's own, so it may have more tags.
    package static func read(_ line: UnsafeRawBufferPointer, ofServer isServers: Bool = false) -> Reading {
        let ends = line.reversed().prefix { $0 == UInt8(ascii: "\r") }.count
        let line = UnsafeRawBufferPointer(rebasing: line.dropLast(ends))
        let mostTags = isServers ? IRCLimits.tags : IRCLimits.clientTags
        let none = IRCTags(UnsafeRawBufferPointer(start: nil, count: 0))
        guard line.count <= mostTags + IRCLimits.line - 2 else { return .tooLong(none) }
        var message = IRCMessage(line)
        var next = message.afterSpaces(0)
        if next < line.count, line[next] == UInt8(ascii: "@") {
            let end = message.endOfWord(next)
            message.tagsPlace = Place(start: UInt16(next + 1), end: UInt16(end))
            // With the space behind it.
            guard end + 1 <= mostTags else { return .tooLong(none) }
            next = message.afterSpaces(end)
            guard
                line.count - min(end + 1, line.count) <= IRCLimits.line - 2 || isLogin(line, from: next)
            else { return .tooLong(message.tags) }
        } else if line.count > IRCLimits.line - 2, !isLogin(line, from: next) {
            return .tooLong(none)
        }
        if next < line.count, line[next] == UInt8(ascii: ":") { next = message.afterSpaces(message.endOfWord(next)) }
        guard next < line.count else { return .nothing }
        message.readWords(from: next)
        return .message(message)
    }

    /// How long a chunk of a login may be its dialogue knows: one that is too long has to end that.
    private static func isLogin(_ line: UnsafeRawBufferPointer, from start: Int) -> Bool {
        IRCCommand(UnsafeRawBufferPointer(rebasing: line.dropFirst(start).prefix { $0 != UInt8(ascii: " ") }))
            == .authenticate
    }

    private init(_ line: UnsafeRawBufferPointer) {
        self.line = line
    }

    private mutating func readWords(from start: Int) {
        var next = endOfWord(start)
        commandPlace = Place(start: UInt16(start), end: UInt16(next))
        next = afterSpaces(next)
        while next < line.count {
            let isTrailing = line[next] == UInt8(ascii: ":")
            let end = isTrailing || count == IRCLimits.parameters - 1 ? line.count : endOfWord(next)
            places[count] = Place(start: UInt16(isTrailing ? next + 1 : next), end: UInt16(end))
            count += 1
            next = afterSpaces(end)
        }
    }

    private func afterSpaces(_ start: Int) -> Int {
        var next = start
        while next < line.count, line[next] == UInt8(ascii: " ") { next += 1 }
        return next
    }

    private func endOfWord(_ start: Int) -> Int {
        var next = start
        while next < line.count, line[next] != UInt8(ascii: " ") { next += 1 }
        return next
    }

    private func bytes(_ place: Place) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(rebasing: line[Int(place.start)..<Int(place.end)])
    }

    // MARK: - What is in it

    package var tags: IRCTags { IRCTags(bytes(tagsPlace)) }

    /// As it was sent, in any case.
    package var command: UnsafeRawBufferPointer { bytes(commandPlace) }

    /// One of the parameters, without the colon in front of a trailing one. Beyond the last one: empty.
    package subscript(index: Int) -> UnsafeRawBufferPointer {
        index < count ? bytes(places[index]) : UnsafeRawBufferPointer(start: nil, count: 0)
    }

    /// All parameters, in their order.
    package var all: [UnsafeRawBufferPointer] { (0..<count).map { self[$0] } }

    /// A parameter as a string, for what is looked up or compared; bytes that are no UTF-8 become U+FFFD.
    package func word(_ index: Int) -> String { String(decoding: self[index], as: UTF8.self) }

    /// The parameters from an index on.
    package func words(from index: Int = 0) -> [String] {
        (index..<max(index, count)).map(word)
    }

    /// Whether the line is UTF-8, tags included: one that is not is refused (`UTF8ONLY`).
    package var isUTF8: Bool { UTF8Check.isValid(line) }
}

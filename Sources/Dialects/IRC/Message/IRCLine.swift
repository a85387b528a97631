import ChatCore

/// Writes one line of IRC: tags, source, command and parameters in this order, and `end()`.
///
/// Whatever it is given, the line has one CR LF, at most `IRCLimits.line` bytes and `IRCLimits.tags` of tags, and no control but those of
/// `Styled` and CTCP where they were asked for. What does not fit is cut at a character's end.
package struct IRCLine {
    private let lines: ByteBuffer
    /// Where the line begins, and where it does behind its tags.
    private let start: Int
    private var body: Int
    private var isInTags = true

    package init(into lines: ByteBuffer) {
        self.lines = lines
        start = lines.count
        body = start
    }

    /// Begins one that is a number.
    /// - Parameters:
    ///   - source: the server's name with its colon and a space, clean.
    ///   - target: a space and the nick of whom it is for, clean.
    init(_ numeric: IRCNumeric, from source: [UInt8], to target: [UInt8], into lines: ByteBuffer) {
        self.init(into: lines)
        isInTags = false
        lines.append(source)
        lines.put(Int64(numeric.rawValue), digits: 3)
        lines.append(target)
    }

    // MARK: - Tags

    /// Adds a tag. One that no longer fits is left out.
    /// - Parameter value: nil or empty: it has none.
    package mutating func tag(_ key: StaticString, _ value: some Sequence<UInt8>) {
        var escaped: [UInt8] = []
        IRCTagValue.append(value, to: &escaped)
        tag(key.utf8CodeUnitCount + (escaped.isEmpty ? 0 : escaped.count + 1)) { lines in
            lines.put(key)
            guard !escaped.isEmpty else { return }
            lines.append(UInt8(ascii: "="))
            lines.append(escaped)
        }
    }

    package mutating func tag(_ key: StaticString, _ value: String = "") {
        tag(key, value.utf8)
    }

    /// Adds a tag whose value needs no escapes, such as a time or a number.
    package mutating func tag(_ key: StaticString, plain value: (ByteBuffer) -> Void) {
        let before = lines.count
        tag(key.utf8CodeUnitCount + 1) { lines in
            lines.put(key)
            lines.append(UInt8(ascii: "="))
        }
        guard lines.count > before else { return }
        value(lines)
        if lines.count - start + 1 > IRCLimits.tags { lines.truncate(to: before) }
    }

    /// Adds those from client to client: last, as all of the server's have precedence.
    package mutating func tags(_ tags: IRCClientTags) {
        guard !tags.isEmpty else { return }
        tag(tags.bytes.count) { $0.append(tags.bytes) }
    }

    private mutating func tag(_ count: Int, _ write: (ByteBuffer) -> Void) {
        // With the mark in front of it and the space at the end.
        guard lines.count - start + 1 + count + 1 <= IRCLimits.tags else { return }
        lines.append(UInt8(ascii: lines.count == start ? "@" : ";"))
        write(lines)
    }

    private mutating func endTags() {
        guard isInTags else { return }
        isInTags = false
        if lines.count > start { lines.append(UInt8(ascii: " ")) }
        body = lines.count
    }

    // MARK: - Source and command

    /// The server's name.
    package mutating func source(server: String) {
        endTags()
        lines.append(UInt8(ascii: ":"))
        putWord(server.utf8)
        lines.append(UInt8(ascii: " "))
    }

    /// `nick!user@host`
    package mutating func source(_ nick: Nick, user: String, host: String) {
        endTags()
        lines.append(UInt8(ascii: ":"))
        lines.put(nick.text)
        lines.append(UInt8(ascii: "!"))
        putWord(user.utf8)
        lines.append(UInt8(ascii: "@"))
        putWord(host.utf8)
        lines.append(UInt8(ascii: " "))
    }

    /// - Parameter userHost: as `Source` has it.
    package mutating func source(_ nick: Nick, userHost: String) {
        endTags()
        lines.append(UInt8(ascii: ":"))
        lines.put(nick.text)
        lines.append(UInt8(ascii: "!"))
        lines.put(userHost)
        lines.append(UInt8(ascii: " "))
    }

    package mutating func command(_ name: StaticString) {
        endTags()
        lines.put(name)
    }

    package mutating func command(_ numeric: IRCNumeric) {
        endTags()
        lines.put(Int64(numeric.rawValue), digits: 3)
    }

    /// A word of somebody's as the command: letters and digits alone.
    package mutating func command(word: some Sequence<UInt8>) {
        endTags()
        for byte in word where byte.isASCIILetter || byte.isASCIIDigit { lines.append(byte) }
    }

    // MARK: - Parameters

    /// A parameter of the program's own.
    package func parameter(_ word: StaticString) {
        lines.append(UInt8(ascii: " "))
        lines.put(word)
    }

    package func parameter(_ nick: Nick) {
        lines.append(UInt8(ascii: " "))
        lines.put(nick.text)
    }

    package func parameter(_ room: RoomName) {
        lines.append(UInt8(ascii: " "))
        lines.put(room.text)
    }

    package func parameter(_ number: Int64) {
        lines.append(UInt8(ascii: " "))
        lines.put(number)
    }

    /// A word that may be anybody's. It is cleaned as texts are; what can't stand within a line then is `*`, and what is long is cut.
    package func parameter(word: some Collection<UInt8>) {
        lines.append(UInt8(ascii: " "))
        if appendIfPlain(word, atMost: IRCLimits.repeated, isMiddle: true) { return }
        let word = IRCLine.clean(word, atMost: IRCLimits.repeated)
        if IRCLine.isMiddle(word) { lines.append(word) } else { lines.append(UInt8(ascii: "*")) }
    }

    package func parameter(word: String) {
        parameter(word: word.utf8)
    }

    /// Whether a word can be a parameter that is not the last.
    package static func isMiddle(_ word: some Collection<UInt8>) -> Bool {
        guard let first = word.first, first != UInt8(ascii: ":") else { return false }
        return word.allSatisfy { $0 > 0x20 && $0 != 0x7F }
    }

    /// Begins the last parameter. Clean bytes that are appended to the buffer then are in it.
    func beginTrailing() {
        lines.put(" :")
    }

    /// The last parameter, behind a colon: many clients look for it where text stands.
    package func trailing(_ text: Text) {
        lines.put(" :")
        lines.put(text)
    }

    package func trailing(_ text: StaticString) {
        lines.put(" :")
        lines.put(text)
    }

    /// Anybody's words, which are cleaned.
    package func trailing(words: some Collection<UInt8>) {
        lines.put(" :")
        if appendIfPlain(words, atMost: IRCLimits.line, isMiddle: false) { return }
        lines.append(IRCLine.clean(words, atMost: IRCLimits.line))
    }

    /// Appends a word of which nothing has to be cleaned or cut, as most are, without a copy of it.
    private func appendIfPlain(_ word: some Collection<UInt8>, atMost most: Int, isMiddle: Bool) -> Bool {
        let isDone = word.withContiguousStorageIfAvailable { word in
            let bytes = UnsafeRawBufferPointer(word)
            guard bytes.count <= most, TextHygiene.isPlain(bytes) else { return false }
            if isMiddle {
                guard let first = bytes.first, first != UInt8(ascii: ":"), !bytes.contains(UInt8(ascii: " ")) else {
                    return false
                }
            }
            lines.append(bytes)
            return true
        }
        return isDone ?? false
    }

    package func trailing(words: String) {
        trailing(words: words.utf8)
    }

    /// With its formatting.
    package func trailing(_ text: Styled) {
        lines.put(" :")
        lines.append(text.utf8)
    }

    /// A request from client to client, between its marks. It is no longer than what came in, so it is cut only where the sender's prefix
    /// makes it too long; the second mark stays then.
    package func trailing(_ request: CTCP) {
        lines.put(" :\u{1}")
        lines.put(request.command)
        if !request.parameters.isEmpty {
            lines.append(UInt8(ascii: " "))
            lines.append(request.parameters.utf8)
        }
        cut(keeping: 1)
        lines.append(1)
    }

    /// The last parameter, behind a colon only where it needs one.
    package func last(_ text: some Collection<UInt8>) {
        let text = IRCLine.clean(text, atMost: IRCLimits.line)
        lines.put(IRCLine.isMiddle(text) ? " " : " :")
        lines.append(text)
    }

    package func last(_ text: String) {
        last(text.utf8)
    }

    // MARK: - The end

    /// How many bytes the line has so far, with the CR LF and without its tags.
    package var count: Int { lines.count - body + 2 }

    /// Ends the line, and cuts what is too long.
    package func end() {
        cut(keeping: 0)
        lines.put("\r\n")
    }

    /// Takes the whole line back.
    package func cancel() {
        lines.truncate(to: start)
    }

    private func cut(keeping rest: Int) {
        let most = IRCLimits.line - 2 - rest
        guard lines.count - body > most else { return }
        let end = UTF8Cut.boundary(lines.bytes, atMost: body + most)
        lines.truncate(to: max(body, end))
    }

    private func putWord(_ word: some Sequence<UInt8>) {
        for byte in word where (0x21...0x7E).contains(byte) { lines.append(byte) }
    }

    /// Bytes that are no UTF-8 are nothing.
    private static func clean(_ word: some Collection<UInt8>, atMost most: Int) -> [UInt8] {
        let word = Array(word.prefix(most + 1))
        let cut = word[..<UTF8Cut.boundary(word, atMost: most)]
        return cut.withUnsafeBytes { TextHygiene.clean($0) } ?? []
    }
}

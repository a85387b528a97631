import Glibc

/// The lines of the load as clients of IRC read them. All of one kind of reader have one length, and every field stands at a fixed offset.
///
/// Rooms are `#r00` to `#r99`, and whoever speaks is `~line@unknown`: a person at a line of the server's own machine, or a client that says so.
public struct IRCLoadLine: Sendable {
    private let line: LoadLine

    /// - Parameter line: how others read the same.
    public init(_ line: LoadLine) {
        self.line = line
    }

    private static let time = Array("@time=2026-11-30T18:19:53.034Z".utf8)
    private static let timeStart = Array("@time=".utf8)
    private static let id = Array(";msgid=1796062793034241".utf8)
    private static let idStart = Array(";msgid=".utf8)
    private static let source = Array("!~line@unknown PRIVMSG #r".utf8)
    /// Of `:b00012`.
    private static let nickLength = 7
    /// Of `00 :` behind the beginning of a room.
    private static let roomLength = 4

    /// What stands before the text without tags.
    private static let headLength = nickLength + source.count + roomLength

    private static func tagsLength(of reader: LoadReader) -> Int {
        let tags = reader.tags
        return tags.hasTime ? time.count + (tags.hasID ? id.count : 0) + 1 : 0
    }

    /// The name of a room.
    /// - Parameter number: 0 to 99.
    public static func room(_ number: Int) -> String { number < 10 ? "#r0\(number)" : "#r\(number)" }

    /// The length of a line as it is delivered, with its end; of one by lines, too.
    public func length(for reader: LoadReader) -> Int {
        guard reader.isIRC else { return line.length }
        // A line ends in one byte more than by lines.
        return IRCLoadLine.tagsLength(of: reader) + IRCLoadLine.headLength + line.length - LoadLine.prefixLength + 1
    }

    /// The speaker of a received line (without its LF), and the line's number; nil unless the line is whole and unchanged.
    public func parse(_ bytes: UnsafeRawBufferPointer, for reader: LoadReader) -> (speaker: Int, sequence: Int)? {
        guard reader.isIRC else { return line.parse(bytes) }
        guard bytes.count == length(for: reader) - 1, bytes[bytes.count - 1] == UInt8(ascii: "\r") else { return nil }
        let head = IRCLoadLine.tagsLength(of: reader)
        guard head == 0 || hasTags(bytes, until: head, reader.tags.hasID) else { return nil }
        let source = head + IRCLoadLine.nickLength
        let room = source + IRCLoadLine.source.count
        guard bytes[head] == UInt8(ascii: ":"), bytes[head + 1] == UInt8(ascii: "b"),
            IRCLoadLine.stands(IRCLoadLine.source, in: bytes, at: source),
            LoadLine.number(bytes, room..<room + 2) != nil,
            bytes[room + 2] == UInt8(ascii: " "), bytes[room + 3] == UInt8(ascii: ":"),
            let speaker = LoadLine.number(bytes, (head + 2)..<source),
            let sequence = line.sequence(of: speaker, in: bytes, at: room + IRCLoadLine.roomLength)
        else { return nil }
        return (speaker, sequence)
    }

    private func hasTags(_ bytes: UnsafeRawBufferPointer, until end: Int, _ hasID: Bool) -> Bool {
        bytes[end - 1] == UInt8(ascii: " ") && bytes[IRCLoadLine.time.count - 1] == UInt8(ascii: "Z")
            && IRCLoadLine.stands(IRCLoadLine.timeStart, in: bytes, at: 0)
            && (!hasID || IRCLoadLine.stands(IRCLoadLine.idStart, in: bytes, at: IRCLoadLine.time.count))
    }

    private static func stands(_ expected: [UInt8], in bytes: UnsafeRawBufferPointer, at offset: Int) -> Bool {
        guard let start = bytes.baseAddress else { return false }
        return expected.withUnsafeBytes { memcmp(start + offset, $0.baseAddress!, $0.count) == 0 }
    }
}

import Testing

@testable import ChatCore
@testable import Dialects

@Suite("Lines of IRC that would be too long")
struct IRCLongLinesTests {
    private static let time: Int64 = 1_796_025_600_123_456
    private static let room = RoomName("#" + String(repeating: "r", count: RoomName.maximumLength))

    /// 2,048 bytes.
    private static let texts = [
        "emoji": String(repeating: "👩‍👩‍👧‍👦", count: 81) + String(repeating: "x", count: 23),
        "words": String(repeating: "seven..", count: 292) + "last",
        "spaced": String(repeating: "a cup of tea ", count: 157) + "at five",
        "none": String(repeating: "ä", count: 1_024),
    ]

    private func event(_ kind: (Text) -> Event.Kind, _ text: String, by source: Source, isNotice: Bool = false) -> Event
    {
        Event(
            id: EventID.max, time: IRCLongLinesTests.time, room: IRCLongLinesTests.room, kind(Text(text)),
            of: source.account, by: source, isNotice: isNotice)
    }

    /// A line's tags, and the rest of it.
    private func parts(_ line: String) -> (tags: Substring, rest: Substring) {
        guard line.hasPrefix("@"), let space = line.firstIndex(of: " ") else { return ("", line[...]) }
        return (line[..<space], line[line.index(after: space)...])
    }

    private func expectFit(_ lines: [String], _ tags: ReaderClass.Tags) {
        for line in lines {
            let (tags, rest) = parts(line)
            #expect(rest.utf8.count + 2 <= IRCLimits.line && tags.utf8.count < IRCLimits.tags)
            #expect(read(line.utf8) != .tooLong && read(line.utf8) != .nothing)
        }
    }

    private func text(of line: String) -> String {
        let rest = parts(line).rest
        guard let colon = rest.firstRange(of: " :") else { return "" }
        return String(rest[colon.upperBound...])
    }

    @Test("are cut, and joined again they are the text", arguments: texts.keys.sorted(), ReaderClass.Tags.allCases)
    func cut(name: String, tags: ReaderClass.Tags) throws {
        let long = try #require(IRCLongLinesTests.texts[name])
        #expect(long.utf8.count == 2_048)
        for source in [Source.ann, .longest] {
            let nick = source.nick
            let said = shown(event({ .message(from: nick, $0) }, long, by: source), tags)
            expectFit(said, tags)
            let lines = tags == .allAndMultiline ? Array(said.dropFirst().dropLast()) : said
            #expect(lines.count >= 5 && lines.map(text).joined() == long)
            let noticed = shown(event({ .message(from: nick, $0) }, long, by: source, isNotice: true), tags)
            expectFit(noticed, tags)
            #expect(noticed.dropFirst().first.map { parts($0).rest.contains(" NOTICE #r") } == true)
        }
    }

    @Test("the first has all tags, the others what is of each line")
    func tags() throws {
        let long = try #require(IRCLongLinesTests.texts["spaced"])
        let said = shown(event({ .message(from: "ann", $0) }, long, by: .ann), .all)
        #expect(parts(said[0]).tags == "@time=2026-11-30T08:00:00.123Z;msgid=\(EventID.max);account=ann")
        for line in said.dropFirst() { #expect(parts(line).tags == "@time=2026-11-30T08:00:00.123Z;account=ann") }
    }

    @Test("are one batch for who knows batches of lines")
    func batch() throws {
        let long = try #require(IRCLongLinesTests.texts["spaced"])
        let event = Event(
            id: 42, time: IRCLongLinesTests.time, room: "#tea", .message(from: "ann", Text(long)), of: "ann", by: .ann)
        let said = shown(event, .allAndMultiline)
        #expect(
            said.first
                == "@time=2026-11-30T08:00:00.123Z;msgid=42;account=ann :ann!~ann@c-abc BATCH +42 draft/multiline #tea")
        #expect(said.last == ":ann!~ann@c-abc BATCH -42")
        #expect(said[1].hasPrefix("@batch=42 :ann!~ann@c-abc PRIVMSG #tea :a cup of tea"))
        for line in said.dropFirst(2).dropLast() {
            #expect(line.hasPrefix("@batch=42;draft/multiline-concat :ann!~ann@c-abc PRIVMSG #tea :"))
        }
        // What is short is a line like any other.
        #expect(shown(self.event({ .message(from: "ann", $0) }, "hi", by: .ann), .allAndMultiline).count == 1)
    }

    @Test("actions are actions in each piece", arguments: [ReaderClass.Tags.none, .allAndMultiline])
    func actions(tags: ReaderClass.Tags) throws {
        let long = try #require(IRCLongLinesTests.texts["emoji"])
        let said = shown(event({ .action(from: Source.longest.nick, $0) }, long, by: .longest), tags)
        expectFit(said, tags)
        let texts = said.map(text)
        #expect(texts.allSatisfy { $0.hasPrefix("\u{1}ACTION ") && $0.hasSuffix("\u{1}") })
        #expect(texts.map { $0.dropFirst(8).dropLast() }.joined() == long)
    }

    @Test("exactly 512 bytes are one line, and one more is two")
    func edge() {
        let head = ":ann!~ann@c-abc PRIVMSG #tea :".utf8.count
        for (count, lines) in [(510 - head, 1), (511 - head, 2)] {
            let text = String(repeating: "x", count: count)
            let event = Event(id: 1, time: 0, room: "#tea", .message(from: "ann", Text(text)), by: .ann)
            #expect(shown(event).count == lines)
        }
    }

    @Test("the server's words are cut, too")
    func notices() throws {
        let long = try #require(IRCLongLinesTests.texts["words"])
        let told = shown(Event(time: 0, .notice(Text(long))), .time)
        expectFit(told, .time)
        #expect(told.map(text).joined() == long)
        expectFit(
            shown(Event(time: 0, room: IRCLongLinesTests.room, .report("mal", by: "ann", ids: [], Text(long)))), .none)
    }

    @Test("topics, reasons and notes have 390 bytes", arguments: ReaderClass.Tags.allCases)
    func notes(tags: ReaderClass.Tags) throws {
        let long = Text(try #require(IRCLongLinesTests.texts["none"]))
        let source = Source.longest
        let nick = source.nick
        let kinds: [Event.Kind] = [
            .topic(by: nick, long), .part(nick, reason: long), .quit(nick, reason: long),
            .kick(nick, by: nick, reason: long),
            .away(nick, note: long), .join(nick), .nick(old: nick, new: nick), .invitation(nick, by: nick),
            .merged(nick, into: nick), .rank(nick, .op, by: nick, was: .voice),
        ]
        for kind in kinds {
            let event = Event(
                id: EventID.max, time: IRCLongLinesTests.time, room: IRCLongLinesTests.room, kind, by: source)
            let told = shown(event, tags, extendedJoin: true)
            expectFit(told, tags)
            #expect(told.count == 1 && text(of: told[0]).utf8.count <= IRCLimits.note)
        }
    }

    @Test("ten masks of the longest are several lines")
    func masks() throws {
        let word = String(repeating: "m", count: 70)
        let subjects = try (0..<10).map { try #require(MaskSubject("mask:\(word)\($0)!*@*")) }
        let source = Source.longest
        let event = Event(
            id: 3, time: 0, room: IRCLongLinesTests.room,
            .masks(by: source.nick, MaskChange(.ban, subjects, isSet: true)),
            by: source)
        let told = shown(event, .all)
        expectFit(told, .all)
        #expect(
            told.count == 3 && told.joined(separator: " ").split(separator: " ").count { $0.hasSuffix("!*@*") } == 10)
        #expect(told.filter { $0.contains("msgid=3") }.count == 1)
    }
}

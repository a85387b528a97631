import BenchSupport
import Testing

@Suite struct IRCLoadLineTests {
    private static let readers: [(LoadReader, tags: String)] = [
        (.irc, ""), (.ircTime, "@time=2026-11-30T18:19:53.034Z "), (.ircTimeAccount, "@time=2026-11-30T18:19:53.034Z "),
        (.ircTags, "@time=2026-11-30T18:19:53.034Z;msgid=1796062793034241 "),
    ]
    private let lines = LoadLine()
    private let format = IRCLoadLine(LoadLine())

    /// A line as it is delivered.
    private func line(_ tags: String, speaker: Int, sequence: Int) -> [UInt8] {
        let text = lines.bytes(speaker: speaker, sequence: sequence).dropFirst(LoadLine.prefixLength).dropLast()
        let head = "\(tags):\(LoadLine.nick(speaker))!~line@unknown PRIVMSG \(IRCLoadLine.room(7)) :"
        return Array(head.utf8) + text + Array("\r\n".utf8)
    }

    private func parse(_ line: [UInt8], _ reader: LoadReader) -> (speaker: Int, sequence: Int)? {
        line.withUnsafeBytes { format.parse(UnsafeRawBufferPointer(rebasing: $0.dropLast()), for: reader) }
    }

    @Test func aLineTellsItsSpeakerAndNumber() throws {
        for (reader, tags) in Self.readers {
            let line = line(tags, speaker: 12, sequence: 345)
            #expect(line.count == format.length(for: reader))
            let parsed = try #require(parse(line, reader))
            #expect(parsed == (12, 345))
        }
    }

    @Test func byLinesTheyAreAsTheyWere() throws {
        let line = lines.bytes(speaker: 12, sequence: 345)
        #expect(format.length(for: .lines) == line.count)
        #expect(try #require(parse(line, .lines)) == (12, 345))
    }

    @Test func anotherClassesLineIsNone() {
        for (reader, _) in Self.readers {
            for (_, tags) in Self.readers {
                let line = line(tags, speaker: 12, sequence: 345)
                #expect((parse(line, reader) != nil) == (line.count == format.length(for: reader)))
            }
        }
    }

    /// But for digits of the time, of the id and of the room, which nobody knows before.
    @Test func anyOtherChangedByteIsNoticed() {
        for (reader, tags) in Self.readers {
            let line = line(tags, speaker: 7, sequence: 42)
            for place in 0..<line.count - 1 {
                let isOpen = place < tags.utf8.count ? !"@time=Z;msgid ".utf8.contains(line[place]) : false
                var changed = line
                // Another letter, and no digit.
                changed[place] = line[place] == UInt8(ascii: "~") ? UInt8(ascii: "!") : UInt8(ascii: "~")
                guard !isOpen else { continue }
                #expect(parse(changed, reader) == nil, "byte \(place) for \(reader)")
            }
        }
    }
}

import Glibc
import Logging
import Testing

@testable import Service

@Suite struct LogLineTests {
    private func line(_ pairs: [(String, String)], _ form: LogForm = .journal) -> String {
        var line = LogLine()
        line.begin(.notice, form, time: 1_795_375_681_123_456)
        for (key, value) in pairs { line.add(key, value) }
        line.end()
        return String(decoding: line.bytes, as: UTF8.self)
    }

    @Test func theForms() {
        #expect(line([("msg", "stopped")]) == "<5>level=notice msg=stopped\n")
        #expect(line([("msg", "stopped")], .timed) == "time=2026-11-22T19:28:01.123Z level=notice msg=stopped\n")
    }

    @Test(arguments: [
        (Logger.Level.trace, "<7>"), (.debug, "<7>"), (.info, "<6>"), (.notice, "<5>"), (.warning, "<4>"),
        (.error, "<3>"),
        (.critical, "<2>"),
    ])
    func priorities(_ level: Logger.Level, _ prefix: String) {
        var line = LogLine()
        line.begin(level, .journal, time: 0)
        #expect(String(decoding: line.bytes, as: UTF8.self) == "\(prefix)level=\(level)")
    }

    @Test(arguments: [
        ("plain", "plain"), ("127.0.0.1:6000", "127.0.0.1:6000"), ("", #""""#), ("two words", #""two words""#),
        ("a=b", #""a=b""#), (#"say "hi""#, #""say \"hi\"""#), (#"C:\x"#, #""C:\\x""#), ("é", #""é""#),
        ("a\nlevel=error", #""a\nlevel=error""#), ("\t\r", #""\t\r""#), ("\u{0}\u{1B}[31m", #""\u0000\u001b[31m""#),
        ("\u{7F}", #""\u007f""#), ("\u{85}\u{9B}", #""\u0085\u009b""#), ("\u{2028}\u{2029}", #""\u2028\u2029""#),
        ("\u{202E}\u{2066}\u{200F}", #""\u202e\u2066\u200f""#), ("\u{200B}\u{FEFF}", #""\u200b\ufeff""#),
        ("\u{E0041}", #""\U000e0041""#), ("👍", #""👍""#),
    ])
    func values(_ value: String, _ written: String) {
        #expect(line([("msg", value)]) == "<5>level=notice msg=\(written)\n")
    }

    @Test func keysHoldNothingElse() {
        #expect(line([("a b=\n\"é", "x")]) == "<5>level=notice a_b_____=x\n")
    }

    @Test(arguments: ["x", "\u{85}", "👍", "\"", " "]) func aLineIsNeverTooLong(_ character: String) throws {
        for count in [4_000, 4_050, 4_100, 10_000] {
            let text = line([
                ("msg", String(repeating: character, count: count / character.utf8.count)), ("then", "more"),
            ])
            #expect(text.utf8.count <= LogLine.longest)
            #expect(text.hasSuffix("cut=true\n") == !text.contains(" then=more"))
            #expect(text.count { $0.isNewline } == 1)
        }
        #expect(line([("msg", String(repeating: character, count: 10_000))]).utf8.count > LogLine.longest - 20)
    }

    @Test func aCutLineIsWhole() {
        let text = line([("msg", String(repeating: "\u{85}", count: 2_000))])
        #expect(text.hasSuffix(#"\u0085" cut=true"# + "\n"))
        let many = line((0..<1_000).map { ("key\($0)", "value") })
        #expect(many.utf8.count <= LogLine.longest && many.hasSuffix("=value cut=true\n"))
    }

    /// Whatever is logged, a reader finds one line, and the same value in it.
    @Test func anyTextComesBack() throws {
        var random = SystemRandomNumberGenerator()
        for _ in 0..<500 {
            var value = ""
            for _ in 0..<Int.random(in: 0..<40, using: &random) {
                let number = UInt32.random(in: 0..<(Bool.random(using: &random) ? 0x100 : 0x11_0000), using: &random)
                if let scalar = Unicode.Scalar(number) { value.unicodeScalars.append(scalar) }
            }
            let text = line([("msg", value)])
            let shown = text.unicodeScalars.dropLast()
            #expect(
                shown.allSatisfy { $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value) && $0.value & ~1 != 0x2028 })
            #expect(unquoted(text) == value)
        }
    }

    /// The value of `msg`, as a reader of the format takes it.
    private func unquoted(_ line: String) -> String {
        // By scalars: a quote and an accent after it are one Character.
        let value = line.unicodeScalars.dropFirst("<5>level=notice msg=".count).dropLast()
        guard value.first == "\"" else { return String(value) }
        var scalars = value.dropFirst().dropLast()
        var text = String.UnicodeScalarView()
        while let scalar = scalars.popFirst() {
            guard scalar == "\\", let kind = scalars.popFirst() else {
                text.append(scalar)
                continue
            }
            switch kind {
            case "n": text.append("\n")
            case "r": text.append("\r")
            case "t": text.append("\t")
            case "u", "U":
                let digits = String(String.UnicodeScalarView(scalars.prefix(kind == "u" ? 4 : 8)))
                scalars.removeFirst(digits.count)
                if let code = UInt32(digits, radix: 16), let scalar = Unicode.Scalar(code) { text.append(scalar) }
            default: text.append(kind)
            }
        }
        return String(text)
    }
}

@Suite struct LogFormTests {
    private func isJournal(_ value: String?, _ descriptor: Int32) -> Bool {
        if case .journal = LogForm(for: descriptor, journalStream: value) { return true }
        return false
    }

    @Test func aJournalIsKnownByDeviceAndInode() throws {
        let pipe = try Pipe()
        var status = stat()
        fstat(pipe.writing, &status)
        let (device, inode) = (status.st_dev, status.st_ino)
        #expect(isJournal("\(device):\(inode)", pipe.writing))
        for other in [
            "\(device):\(inode + 1)", "\(device + 1):\(inode)", "\(inode)", "\(device):\(inode):", ":", "", "a:b",
        ] {
            #expect(!isJournal(other, pipe.writing), "\(other)")
        }
        #expect(!isJournal(nil, pipe.writing))
        #expect(!isJournal("\(device):\(inode)", -1))
    }
}

import TOMLKit
import TestSupport
import Testing

@testable import Configuration

/// Documents that are drawn, with what is known of them.
@Suite struct TOMLDocumentTests {
    @Test(arguments: 0..<200)
    func linesOfAnyDocument(_ seed: UInt64) throws {
        var document = DrawnDocument(seed: seed)
        document.draw()
        let text = document.text
        // If this throws, what is wrong is the drawing.
        _ = try TOMLTable(string: text)
        let positions = TOMLPositions(of: text)
        #expect(positions.fault == nil, "seed \(seed):\n\(text)")
        for (path, line) in document.lines {
            #expect(positions.line(of: path) == line, "seed \(seed), \(path):\n\(text)")
        }
    }
}

/// A valid document, in which all is written in all ways that there are.
private struct DrawnDocument {
    private(set) var text = ""
    private(set) var lines: [TOMLPath: Int] = [:]
    private var random: SplitMix64
    private var names = 0
    private var counts: [String: Int] = [:]

    init(seed: UInt64) {
        random = SplitMix64(seed: seed)
    }

    private var line: Int { text.utf8.count { $0 == UInt8(ascii: "\n") } + 1 }

    mutating func draw() {
        var table: TOMLPath = []
        for _ in 0..<random.below(30) {
            text += random.pick(["", "\n", "\r\n", " \t\n", "# [x] y = \"\"\" ' \\\n", "#\n"])
            switch random.below(8) {
            case 0: table = header()
            case 1: table = arrayHeader()
            default: pair(in: table)
            }
            text += random.pick(["\n", "\r\n", " # ä ] } \" '''\n", "#\n", "\t\n"])
        }
    }

    private mutating func space() -> String { random.pick(["", "", " ", "\t", "  "]) }

    /// Space within brackets, where lines may end.
    private mutating func gap() -> String { random.pick(["", " ", "\n", "# ], \"\n", "\r\n\t"]) }

    /// A key that is nowhere else, and how it is written.
    private mutating func key() -> (String, written: String) {
        names += 1
        let name = random.pick(["key\(names)", "\(names)", "-\(names)_"])
        let odd = random.pick(["\(names) = [", "\(names).#", "ä\(names)'\""])
        return random.pick([
            (name, name), (name, "\"\(name)\""), (name, "'\(name)'"), (odd, odd.asTOMLString),
            ("é" + name, "\"\\u00e9\(name)\""), ("\u{1F600}" + name, "\"\\U0001F600\(name)\""),
        ])
    }

    private mutating func header() -> TOMLPath {
        let (name, written) = key()
        lines[[.key(name)]] = line
        text += "[\(space())\(written)\(space())]"
        return [.key(name)]
    }

    private mutating func arrayHeader() -> TOMLPath {
        let name = random.pick(["one", "two"])
        let index = counts[name, default: 0]
        counts[name] = index + 1
        lines[[.key(name)]] = lines[[.key(name)]] ?? line
        lines[[.key(name), .index(index)]] = line
        text += "[[\(space())\(name)\(space())]]"
        guard random.chance(30) else { return [.key(name), .index(index)] }
        let (inner, written) = key()
        text += "\n[\(name)\(space()).\(written)]"
        lines[[.key(name), .index(index), .key(inner)]] = line
        return [.key(name), .index(index), .key(inner)]
    }

    private mutating func pair(in table: TOMLPath, depth: Int = 0) {
        var path = table
        text += space()
        for number in 0...random.pick([0, 0, 1, 2]) {
            let (name, written) = key()
            path.append(.key(name))
            lines[path] = line
            text += number == 0 ? written : "\(space()).\(space())\(written)"
        }
        text += "\(space())=\(space())"
        value(at: path, depth: depth)
    }

    private mutating func value(at path: TOMLPath, depth: Int) {
        switch random.below(depth > 3 ? 2 : 4) {
        case 0:
            text += random.pick([
                "1", "-0", "+1_000", "0xBEE_f", "0o7", "0b10", "1.5", "1e3", "-1.5E-3", "inf", "-nan", "true",
            ])
        case 1: text += string()
        case 2: array(at: path, depth: depth + 1)
        default: inlineTable(at: path, depth: depth + 1)
        }
    }

    private mutating func string() -> String {
        let body = random.pick(["", "]", "# }", "x = 1", "ä日", "[[one]]", ","])
        let lines = random.pick(["", "\n", "\r\n", "\n[x]\ny = 1\n"])
        return random.pick([
            "\"\(body)\\\"\\\\\"", "\"\(body)\"", "'\(body)\\'", "'\(body)\"'",
            "\"\"\"\(lines)\(body)\\\"\"\" \\\n  \"\"\"",
            "'''\(lines)\(body)''\\'''", "\"\"\"\(body)\"\"\"\"", "'''\(body)'''''", "\"\"\"\"\"\(body)\\\\\"\"\"",
        ])
    }

    private mutating func array(at path: TOMLPath, depth: Int) {
        text += "[\(gap())"
        for index in 0..<random.below(4) {
            lines[path + [.index(index)]] = line
            value(at: path + [.index(index)], depth: depth)
            text += "\(gap()),\(gap())"
        }
        text += "]"
    }

    private mutating func inlineTable(at path: TOMLPath, depth: Int) {
        text += "{\(space())"
        for number in 0..<random.below(4) {
            if number > 0 { text += "\(space()),\(space())" }
            pair(in: path, depth: depth)
        }
        text += "\(space())}"
    }
}

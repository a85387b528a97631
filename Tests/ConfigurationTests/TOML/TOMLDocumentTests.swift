import TestSupport
import Testing

@testable import Configuration

/// Documents that are drawn, with what is known of them.
@Suite struct TOMLDocumentTests {
    @Test(arguments: 0..<200)
    func anyDocument(_ seed: UInt64) throws {
        var drawn = DrawnDocument(seed: seed)
        drawn.draw()
        let document = try TOMLDocument(drawn.text)
        for (path, line) in drawn.lines {
            #expect(document.position(of: path)?.line == line, "seed \(seed), \(path):\n\(drawn.text)")
        }
        for (path, value) in drawn.values {
            #expect(document.value(at: path)?.described == value, "seed \(seed), \(path):\n\(drawn.text)")
        }
    }
}

extension TOMLDocument {
    fileprivate func value(at path: TOMLPath) -> TOMLValue? {
        var value = TOMLValue(content: .table(root), position: TOMLPosition())
        for step in path {
            let next =
                switch step {
                case .key(let key): value.table?[key]
                case .index(let index): value.array?.elements[index]
                }
            guard let next else { return nil }
            value = next
        }
        return value
    }
}

/// A valid document, in which all is written in all ways that there are.
private struct DrawnDocument {
    private(set) var text = ""
    private(set) var lines: [TOMLPath: Int] = [:]
    /// The values that are not made of others, as `described`.
    private(set) var values: [TOMLPath: String] = [:]
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
            let (written, value) = scalar()
            text += written
            values[path] = value
        case 1:
            let (written, value) = string()
            text += written
            values[path] = value.asTOMLString
        case 2: array(at: path, depth: depth + 1)
        default: inlineTable(at: path, depth: depth + 1)
        }
    }

    /// How a value is written, and how it is described.
    private mutating func scalar() -> (String, String) {
        random.pick([
            ("1", "1"), ("-0", "0"), ("+1_000", "1000"), ("0xBEE_f", "48879"), ("0o7", "7"), ("0b10", "2"),
            ("1.5", "1.5"), ("1e3", "1000.0"), ("-1.5E-3", "-0.0015"), ("inf", "inf"), ("-nan", "nan"),
            ("true", "true"),
            ("2026-11-22 19:58:01Z", "2026/11/22 19:58:1 0min"), ("2026-11-22", "2026/11/22"),
            ("19:58:01.5", "19:58:1+500000000ns"),
        ])
    }

    /// How a string is written, and what it stands for.
    private mutating func string() -> (String, String) {
        let body = random.pick(["", "]", "# }", "x = 1", "ä日", "[[one]]", ","])
        let lines = random.pick(["", "\n", "\r\n", "\n[x]\ny = 1\n"])
        // An end of a line right after the quotes does not count.
        let read = lines.isEmpty ? "" : String(lines.dropFirst())
        return random.pick([
            ("\"\(body)\\\"\\\\\"", "\(body)\"\\"), ("\"\(body)\"", body), ("'\(body)\\'", "\(body)\\"),
            ("'\(body)\"'", "\(body)\""), ("\"\"\"\(lines)\(body)\\\"\"\" \\\n  \"\"\"", "\(read)\(body)\"\"\" "),
            ("'''\(lines)\(body)''\\'''", "\(read)\(body)''\\"), ("\"\"\"\(body)\"\"\"\"", "\(body)\""),
            ("'''\(body)'''''", "\(body)''"), ("\"\"\"\"\"\(body)\\\\\"\"\"", "\"\"\(body)\\"),
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

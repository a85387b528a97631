import TestSupport
import Testing

@testable import Configuration

/// The lines of a document's keys.
@Suite struct TOMLPositionsTests {
    private func expect(
        _ text: String, _ lines: [TOMLPath: Int], _ location: SourceLocation = #_sourceLocation
    ) throws {
        let document = try TOMLDocument(text)
        for (path, line) in lines {
            #expect(document.position(of: path)?.line == line, "\(path)", sourceLocation: location)
        }
    }

    @Test func keysTablesAndComments() throws {
        let text = """
            # name = 1
            name = "a" # key = 2

            \t[ limits ] # [rooms]
              burst\t=\t1
            ping_seconds=0x1F
            [rooms]
            "when" = +1_000.5e-3
            """
        try expect(
            text,
            [
                ["name"]: 2, ["limits"]: 4, ["limits", "burst"]: 5, ["limits", "ping_seconds"]: 6, ["rooms"]: 7,
                ["rooms", "when"]: 8,
            ])
    }

    @Test func whatIsNotThereIsWhereItWouldBe() throws {
        let document = try TOMLDocument("\n[limits]\nburst = 1")
        #expect(document.position(of: ["limits", "other"])?.line == 2)
        #expect(document.position(of: ["limits", "burst", "x"])?.line == 3)
        #expect(document.position(of: ["limits", 0])?.line == 2)
        #expect(document.position(of: ["rooms", "lobby"]) == nil)
        #expect(document.position(of: []) == nil)
    }

    @Test func dottedAndQuotedKeys() throws {
        let text = """
            limits . burst = 1
            'limits'."ping_seconds" = 2
            "a.b" = 3
            "\\u0061\\U00000062c\\t\\"\\\\" = 4
            '' = 5
            [ "x y" . z ]
            1.2 = 6
            """
        try expect(
            text,
            [
                ["limits"]: 1, ["limits", "burst"]: 1, ["limits", "ping_seconds"]: 2, ["a.b"]: 3, ["abc\t\"\\"]: 4,
                [""]: 5, ["x y"]: 6, ["x y", "z"]: 6, ["x y", "z", "1", "2"]: 7,
            ])
    }

    @Test func arraysOfTables() throws {
        let text = """
            [[listen]]
            address = 1
            [[listen]]
            [[listen]]
            address = 2
            [listen.more]
            x = 3
            [[listen.list]]
            y = 4
            [[listen.list]]
            y = 5
            [[listen]]
            [[listen.list]]
            y = 6
            """
        try expect(
            text,
            [
                ["listen"]: 1, ["listen", 0]: 1, ["listen", 0, "address"]: 2, ["listen", 1]: 3,
                ["listen", 1, "address"]: 3, ["listen", 2, "address"]: 5, ["listen", 2, "more", "x"]: 7,
                ["listen", 2, "list", 0, "y"]: 9, ["listen", 2, "list", 1]: 10, ["listen", 2, "list", 1, "y"]: 11,
                ["listen", 3]: 12, ["listen", 3, "list", 0, "y"]: 14,
            ])
    }

    @Test func arraysAndInlineTables() throws {
        let text = """
            listen = [ # [
              { address = "]", "tls" = { x = 1 } }, { address = '}#' },
              # {
              { }
              , ]
            trusted = [
              "a", "b",
              [ 1,
                2 ],
            ]
            empty = {}
            none = []
            last = 1
            """
        try expect(
            text,
            [
                ["listen"]: 1, ["listen", 0]: 2, ["listen", 0, "address"]: 2, ["listen", 0, "tls", "x"]: 2,
                ["listen", 1, "address"]: 2, ["listen", 2]: 4, ["trusted", 0]: 7, ["trusted", 1]: 7, ["trusted", 2]: 8,
                ["trusted", 2, 1]: 9, ["empty"]: 11, ["none"]: 12, ["last"]: 13,
            ])
    }

    @Test func strings() throws {
        let quotes = "\"\"\""
        let text = """
            a = "x = \\"1\\" # \\\\"
            b = 'x = \\'
            c = \(quotes)
            d = 0
            \\\(quotes) \\" "" \\

            \(quotes)
            d = '''
            e = 0 \\'''
            e = ""
            f = \(quotes)x""\(quotes)
            g = '''x'''''
            h = \(quotes)\(quotes)
            i = \(quotes)\\\\\(quotes)
            j = 1
            """
        try expect(
            text,
            [["a"]: 1, ["b"]: 2, ["c"]: 3, ["d"]: 8, ["e"]: 10, ["f"]: 11, ["g"]: 12, ["h"]: 13, ["i"]: 14, ["j"]: 15])
    }

    @Test func endsOfLines() throws {
        try expect(
            "a = 1\r\n\r\n[b]\r\nc = \"\"\"\r\n\"\"\"\r\nd = 'x'\r\n", [["a"]: 1, ["b", "c"]: 4, ["b", "d"]: 6])
        try expect("a = 1", [["a"]: 1])
        try expect("", [:])
    }

    /// Whatever it is given, it ends. A fault is somewhere in the text, and what is read has its lines.
    @Test func damagedDocuments() throws {
        let whole = Array(
            """
            name = "a" # "
            'b' . "c\\u0041" = '''x
            ''' # [x]
            [[listen]]
            address = "[::1]:1"
            list = [ 1, { a = "]", b = [ true , -inf , 0b1 ] },
            \"\"\" \\" \"\"\" ]
            [listen.x]
            y = 1.5e3
            """.utf8)
        var random = SplitMix64(seed: 1)
        for _ in 0..<4_000 {
            var bytes = whole
            for _ in 0..<Int.random(in: 0...3, using: &random) {
                let position = Int.random(in: 0..<bytes.count, using: &random)
                switch Int.random(in: 0..<4, using: &random) {
                case 0: bytes.remove(at: position)
                case 1: bytes.insert(bytes[Int.random(in: 0..<bytes.count, using: &random)], at: position)
                case 2: bytes.removeLast(bytes.count - position)
                default: bytes[position] = UInt8.random(in: 1..<128, using: &random)
                }
                if bytes.isEmpty { break }
            }
            let text = String(decoding: bytes, as: UTF8.self)
            let lines = 1...(bytes.count { $0 == UInt8(ascii: "\n") } + 1)
            do throws(TOMLFault) {
                let document = try TOMLDocument(text)
                for key in document.root.keys {
                    let line = document.position(of: [.key(key)])?.line
                    #expect(line.map(lines.contains) == true, "\(key) in \(text)")
                }
            } catch {
                #expect(lines.contains(error.position.line) && error.position.column > 0, "\(error) in \(text)")
            }
        }
    }

    /// In code points, of keys and of values.
    @Test func columns() throws {
        let document = try TOMLDocument("  \"ä\" . b = \t[1, '日', {c = 2}]\n[x . y]\n[[ z ]]\n")
        func expect(_ path: TOMLPath, _ line: Int, _ column: Int) {
            #expect(document.position(of: path) == TOMLPosition(line: line, column: column), "\(path)")
        }
        expect(["ä"], 1, 3)
        expect(["ä", "b"], 1, 9)
        expect(["ä", "b", 0], 1, 15)
        expect(["ä", "b", 1], 1, 18)
        expect(["ä", "b", 2, "c"], 1, 24)
        expect(["x"], 2, 2)
        expect(["x", "y"], 2, 6)
        expect(["z", 0], 3, 4)
        #expect(document.root["ä"]?.table?["b"]?.position == TOMLPosition(line: 1, column: 14))
    }
}

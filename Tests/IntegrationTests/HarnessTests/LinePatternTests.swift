import Testing

/// The harness's own parts, where a mistake would let a test of the daemon pass that should not.
@Suite struct LinePatternTests {
    @Test(arguments: [
        ("hello", "hello", true),
        ("hello", "hello ", false),
        ("You are guest{n}.", "You are guest17.", true),
        ("You are guest{n}.", "You are guest.", false),
        ("MSG {id} {time} #lobby", "MSG 12 2026-11-22T19:58:01.123Z #lobby", true),
        ("MSG {id} {time} #lobby", "MSG 12 2026-11-22T19:58:01Z #lobby", false),
        ("{clock} <ann> hi", "19:58 <ann> hi", true),
        ("{word} b", "a b", true),
        ("{word} b", "a a b", false),
        ("a{*}z", "az", true),
        ("a{*}z", "a anything z", true),
        ("a{*}z", "a anything", false),
        ("\\{n} \\\\", "{n} \\", true),
        ("{a*4}", "aaaa", true),
        ("{ab*2}\\x21", "abab!", true),
        ("{a*4}", "aaa", false),
        ("{n=x} {x}", "12 12", true),
        ("{n=x} {x}", "12 13", false),
    ])
    func matches(_ pattern: String, _ line: String, _ expected: Bool) throws {
        var captures = LinePattern.Captures()
        #expect(try LinePattern(pattern).matches(Array(line.utf8), &captures) == expected)
    }

    @Test func keepsWhatStoodThere() throws {
        var captures = LinePattern.Captures()
        #expect(try LinePattern("OK 1 id={id=first}").matches(Array("OK 1 id=77".utf8), &captures))
        #expect(try Escapes.bytes("@2 /history since={first}", captures) == Array("@2 /history since=77".utf8))
    }

    @Test(arguments: ["{", "{}", "\\q", "\\x4", "\\"]) func refuses(_ pattern: String) {
        #expect(throws: HarnessFailure.self) { try LinePattern(pattern) }
    }
}

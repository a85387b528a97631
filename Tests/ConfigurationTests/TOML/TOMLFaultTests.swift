import Testing

@testable import Configuration

/// What is no TOML, why not, and where.
@Suite struct TOMLFaultTests {
    private func fault(_ text: String) -> String? {
        do throws(TOMLFault) {
            _ = try TOMLDocument(text)
            return nil
        } catch {
            return "\(error.position.line):\(error.position.column) \(error.words)"
        }
    }

    @Test(arguments: [
        "_1", "1_", "1__0", "0x", "0xg", "0x_1", "0x1_", "0X1", "+0x1", "-0b1", "0o8", "0b2", "0x1.0", "+", "-", "+-1",
        "1a", "a1", "1 2".replacing(" ", with: "l"),
        "0xä", "٠", "1.", ".1", "+.1", "1.e1", "1e", "1e+", "1ee1", "1e1.0", "1._0", "1_.0", "1e_1", "1.2.3", "1..2",
        "1e1e1", "Inf", "INF", "NaN", "+true", "in", "na",
        "True", "FALSE", "truey", "tru", "t", "yes", "null", "1979-5-27", "79-05-27", "10000-01-01", "1979/05/27",
        "7:32:00", "chat.example.org", "127.0.0.1:6000", "C:\\x",
        "\u{B}1", "1\u{C}", "\u{FEFF}1",
    ])
    func wordsThatAreNoValues(_ word: String) {
        #expect(fault("x = \(word)") == "1:5 \(word.shown()) is not a number, true or false; text needs quotes")
    }

    @Test(arguments: [
        "1979-13-01", "1979-00-01", "1979-01-00", "1979-04-31", "1979-02-29", "1900-02-29", "1979-05-27T",
        "1979-05-27T07", "1979-05-27T07:32", "1979-05-27T07:32Z",
        "1979-05-27T24:00:00", "1979-05-27T07:60:00", "1979-05-27T07:32:60", "1979-05-27T07:32:00.",
        "1979-05-27T07:32:00.Z", "1979-05-27T07:32:00+", "1979-05-27T07:32:00+07",
        "1979-05-27T07:32:00+24:00", "1979-05-27T07:32:00+07:60", "1979-05-27T07:32:00+0700", "1979-05-27T7:32:00",
        "1979-05-27x", "1979-05-2707:32:00", "1979-05-27Z", "07:32", "07:32:0",
        "07:32:00Z", "24:00:00", "07:32:00+01:00", "1979-05-27 07:32", "1979-05-27true32:00Z",
    ])
    func datesThatAreNone(_ word: String) {
        #expect(fault("x = \(word)") == "1:5 \(word) is not a date or a time that there is; text needs quotes")
    }

    @Test(arguments: [
        ("x = 010", "1:5 010 begins with a 0, which no number of several digits may"),
        ("x = -00", "1:5 -00 begins with a 0, which no number of several digits may"),
        ("x = 0_1", "1:5 0_1 begins with a 0, which no number of several digits may"),
        ("x = 03.5", "1:5 03.5 begins with a 0, which no number of several digits may"),
        ("x = 9223372036854775808", "1:5 9223372036854775808 has too many digits; a number has at most 64 bits"),
        ("x = -9223372036854775809", "1:5 -9223372036854775809 has too many digits; a number has at most 64 bits"),
        ("x = 0xffffffffffffffff", "1:5 0xffffffffffffffff has too many digits; a number has at most 64 bits"),
        ("ä = 1", "1:1 expected a key, but there is \"ä\""),
        ("\"ä\" = 1 2", "1:9 expected the end of the line, but there is \"2\""),
        ("x = 1979-05-27 x", "1:16 expected the end of the line, but there is \"x\""),
        ("x = My chat # y", "1:5 My chat is not a number, true or false; text needs quotes"),
        ("x = [a b, c]", "1:6 a b is not a number, true or false; text needs quotes"),
        ("x = =", "1:5 = is not a number, true or false; text needs quotes"),
    ])
    func values(_ text: String, _ words: String) {
        #expect(fault(text) == words)
    }

    @Test(arguments: [
        ("x = \"", "1:5 a string begins with \", and does not end with it"),
        ("x = '", "1:5 a string begins with ', and does not end with it"),
        ("x = \"a\ny = \"b\"", "1:5 a string begins with \", and does not end with it"),
        ("x = 'a\r\n'", "1:5 a string begins with ', and does not end with it"),
        ("x = \"a\\\"", "1:5 a string begins with \", and does not end with it"),
        ("x = \"\"\"a\"\"", "1:5 a string begins with \"\"\", and does not end with it"),
        ("\nx = '''a''\n\n", "2:5 a string begins with ''', and does not end with it"),
        ("x = \"\"\"a\\\"\"\"", "1:5 a string begins with \"\"\", and does not end with it"),
        ("x = \"a\"b\"", "1:8 expected the end of the line, but there is \"b\""),
        ("x = \"\"\"a\"\"\"\"\"\"", "1:14 expected the end of the line, but there is \"\"\""),
        ("x = '''a''''''", "1:14 expected the end of the line, but there is \"'\""),
        ("x = 'it's'", "1:9 expected the end of the line, but there is \"s\""),
        ("x = \"a\\c\"", "1:7 \(escapes)"), ("x = \"\\x41\"", "1:6 \(escapes)"), ("x = \"\\e\"", "1:6 \(escapes)"),
        ("x = \"\\ \"", "1:6 \(escapes)"), ("x = \"\\'\"", "1:6 \(escapes)"),
        ("x = \"C:\\path\"", "1:8 \(escapes)"), ("x = \"\"\"a\nb\\ c\"\"\"", "2:2 \(escapes)"),
        ("x = \"\"\"\\d\"\"\"", "1:8 \(escapes)"),
        ("x = \"\\u\"", "1:6 \(scalars)"), ("x = \"\\u12\"", "1:6 \(scalars)"), ("x = \"\\u+123\"", "1:6 \(scalars)"),
        ("x = \"\\uD800\"", "1:6 \(scalars)"), ("x = \"\\U0010FFF\"", "1:6 \(scalars)"),
        ("x = \"\\U00110000\"", "1:6 \(scalars)"), ("x = \"\\UFFFFFFFF\"", "1:6 \(scalars)"),
        ("x = \"\\u12g4\"", "1:6 \(scalars)"), ("\"\\ud800\" = 1", "1:2 \(scalars)"),
        ("x = \"\u{1B}\"", "1:6 a string can't have the control character U+001B"),
        ("x = '\u{7F}'", "1:6 a string can't have the control character U+007F"),
        ("x = \"\"\"\n\u{0}\"\"\"", "2:1 a string can't have the control character U+0000"),
        ("x = '''\u{8}'''", "1:8 a string can't have the control character U+0008"),
        ("x = \"\"\"a\rb\"\"\"", "1:9 a string can't have the control character U+000D"),
        ("x = 'a\rb'", "1:7 a string can't have the control character U+000D"),
        ("x = 1 # \u{1}", "1:9 a comment can't have the control character U+0001"),
        ("#\u{7F}", "1:2 a comment can't have the control character U+007F"),
        ("# a\rb", "1:4 a comment can't have the control character U+000D"),
        ("x = [ # \u{1F}\n]", "1:9 a comment can't have the control character U+001F"),
        ("x = 1\ry = 2", "1:6 expected the end of the line, but there is a CR without a LF"),
        ("\r", "1:1 expected a key, but there is a CR without a LF"),
        ("x = \u{A0}1", "1:5 \u{A0}1 is not a number, true or false; text needs quotes"),
        ("\u{C}x = 1", "1:1 expected a key, but there is \"\\u{c}\""),
    ])
    func stringsAndComments(_ text: String, _ words: String) {
        #expect(fault(text) == words)
    }

    private static let escapes = "a \\ in \"\" begins an escape, as \\n; write it \\\\, or put the text in ''"
    private static let scalars = "\\u needs 4 digits of base 16, and \\U 8, that name a character"

    @Test(arguments: [
        ("x", "1:2 expected = after the key, but there is the end of the file"),
        ("x\n= 1", "1:2 expected = after the key, but there is the end of the line"),
        ("= 1", "1:1 expected a key, but there is \"=\""),
        ("x =", "1:4 expected a value, but there is the end of the file"),
        ("x =\n1", "1:4 expected a value, but there is the end of the line"),
        ("x = # 1", "1:5 expected a value, but there is \"#\""),
        ("x == 1", "1:4 = 1 is not a number, true or false; text needs quotes"),
        ("x y = 1", "1:3 expected = after the key, but there is \"y\""),
        ("x: 1", "1:2 expected = after the key, but there is \":\""),
        (".x = 1", "1:1 expected a key, but there is \".\""), ("x. = 1", "1:4 expected a key, but there is \"=\""),
        ("x..y = 1", "1:3 expected a key, but there is \".\""),
        ("x\\y = 1", "1:2 expected = after the key, but there is \"\\\""),
        ("a+b = 1", "1:2 expected = after the key, but there is \"+\""),
        ("\"a\"b = 1", "1:4 expected = after the key, but there is \"b\""),
        ("\"\"\"a\"\"\" = 1", "1:3 expected = after the key, but there is \"\"\""),
        ("'''a''' = 1", "1:3 expected = after the key, but there is \"'\""),
        ("\"a\nb\" = 1", "1:1 a string begins with \", and does not end with it"),
        ("x = 1 y = 2", "1:7 expected the end of the line, but there is \"y\""),
        ("x = 1, y = 2", "1:6 expected the end of the line, but there is \",\""),
        ("x = true]", "1:9 expected the end of the line, but there is \"]\""),
        ("x = {}y", "1:7 expected the end of the line, but there is \"y\""),
        ("[", "1:2 expected a key, but there is the end of the file"), ("[]", "1:2 expected a key, but there is \"]\""),
        ("[a", "1:3 expected ] to end the table's name, but there is the end of the file"),
        ("[a\n]", "1:3 expected ] to end the table's name, but there is the end of the line"),
        ("[a]]", "1:4 expected the end of the line, but there is \"]\""),
        ("[a] b = 1", "1:5 expected the end of the line, but there is \"b\""),
        ("[a b]", "1:4 expected ] to end the table's name, but there is \"b\""),
        ("[a.]", "1:4 expected a key, but there is \"]\""), ("[.a]", "1:2 expected a key, but there is \".\""),
        ("[a..b]", "1:4 expected a key, but there is \".\""),
        ("[[a]", "1:5 expected ] to end the table's name, but there is the end of the file"),
        ("[[a] ]", "1:5 expected ] to end the table's name, but there is \" \""),
        ("[ [a]]", "1:3 expected a key, but there is \"[\""), ("[[]]", "1:3 expected a key, but there is \"]\""),
        ("[a=1]", "1:3 expected ] to end the table's name, but there is \"=\""),
        ("[a#b]", "1:3 expected ] to end the table's name, but there is \"#\""),
        ("[!]", "1:2 expected a key, but there is \"!\""),
        ("[\"\"\"a\"\"\"]", "1:4 expected ] to end the table's name, but there is \"\"\""),
    ])
    func keysAndHeaders(_ text: String, _ words: String) {
        #expect(fault(text) == words)
    }

    @Test(arguments: [
        ("x = [", "1:6 expected a value, but there is the end of the file"),
        ("x = [1", "1:7 expected , or ] in the array, but there is the end of the file"),
        ("x = [1 2]", "1:8 expected , or ] in the array, but there is \"2\""),
        ("x = [,]", "1:6 expected a value, but there is \",\""),
        ("x = [1,,2]", "1:8 expected a value, but there is \",\""),
        ("x = [1\n2]", "2:1 expected , or ] in the array, but there is \"2\""),
        ("x = [1}", "1:7 expected , or ] in the array, but there is \"}\""),
        ("x = [a]", "1:6 a is not a number, true or false; text needs quotes"),
        ("x = [1]2", "1:8 expected the end of the line, but there is \"2\""),
        ("x = [[1]", "1:9 expected , or ] in the array, but there is the end of the file"),
        ("x = {", "1:6 expected a key, but there is the end of the file"),
        ("x = {a}", "1:7 expected = after the key, but there is \"}\""),
        ("x = {a = 1", "1:11 expected , or } in the table, but there is the end of the file"),
        ("x = {a = 1,}", "1:12 expected a key, but there is \"}\""),
        ("x = {,}", "1:6 expected a key, but there is \",\""),
        ("x = {a = 1,, b = 2}", "1:12 expected a key, but there is \",\""),
        ("x = {a = 1 b = 2}", "1:12 expected , or } in the table, but there is \"b\""),
        ("x = {\na = 1}", "1:6 expected a key, but there is the end of the line"),
        ("x = {a = 1,\nb = 2}", "1:12 expected a key, but there is the end of the line"),
        ("x = {a = 1\n}", "1:11 expected , or } in the table, but there is the end of the line"),
        ("x = {a = 1 # b\n}", "1:12 expected , or } in the table, but there is \"#\""),
        ("x = {a = [1]", "1:13 expected , or } in the table, but there is the end of the file"),
        ("x = {a = 1]", "1:11 expected , or } in the table, but there is \"]\""),
    ])
    func arraysAndInlineTables(_ text: String, _ words: String) {
        #expect(fault(text) == words)
    }

    @Test(arguments: [
        ("a = 1\na = 2", "2:1 a is given twice, first in line 1"),
        ("a = 1\n\"a\" = 2", "2:1 a is given twice, first in line 1"),
        ("a.b = 1\na.b = 2", "2:3 a.b is given twice, first in line 1"),
        ("a = 1\n'\\' = 1\n'\\' = 2", "3:1 \"\\\\\" is given twice, first in line 2"),
        ("a = 1\na.b = 2", "2:1 nothing can be added here to a of line 1"),
        ("a.b = 1\na = 2", "2:1 a is given twice, first in line 1"),
        ("a.b = 1\na.b.c = 2", "2:3 nothing can be added here to a.b of line 1"),
        ("a = {}\na.b = 1", "2:1 nothing can be added here to a of line 1"),
        ("a = []\na.b = 1", "2:1 nothing can be added here to a of line 1"),
        ("a = {b = 1, b = 2}", "1:13 b is given twice, first in line 1"),
        ("a = {b = 1, b.c = 2}", "1:13 nothing can be added here to b of line 1"),
        ("a = {b = {}, b.c = 2}", "1:14 nothing can be added here to b of line 1"),
        ("a = {b.c = 1, b = 2}", "1:15 b is given twice, first in line 1"),
        ("[a]\n[a]", "2:2 a is given twice, first in line 1"),
        ("[a.b]\n[a]\n[a.b]", "3:4 a.b is given twice, first in line 1"),
        ("[a.b]\n[a]\n[a]", "3:2 a is given twice, first in line 1"),
        ("[a]\nb = 1\n[a.b]", "3:4 a.b is given twice, first in line 2"),
        ("[a]\nb = 1\n[a.b.c]", "3:4 nothing can be added here to a.b of line 2"),
        ("a = 1\n[a]", "2:2 a is given twice, first in line 1"),
        ("a = {}\n[a]", "2:2 a is given twice, first in line 1"),
        ("a = {}\n[a.b]", "2:2 nothing can be added here to a of line 1"),
        ("a = {b = {}}\n[a.b]", "2:2 nothing can be added here to a of line 1"),
        ("a.b = 1\n[a]", "2:2 a is given twice, first in line 1"),
        ("[a]\nb.c = 1\n[a.b]", "3:4 a.b is given twice, first in line 2"),
        ("[a.b]\nc = 1\n[a]\nb = 2", "4:1 b is given twice, first in line 1"),
        ("[a.b]\n[a]\nb.c = 1", "3:1 nothing can be added here to b of line 1"),
        ("[a.b.c]\n[a]\nb.c.d = 1", "3:3 nothing can be added here to b.c of line 1"),
        ("[a.b.c]\n[a]\nb.x = 1\n[a.b]", "4:4 a.b is given twice, first in line 1"),
        ("[[a]]\n[a]", "2:2 a is given twice, first in line 1"),
        ("[a]\n[[a]]", "2:3 a is given twice, first in line 1"),
        ("[a.b]\n[[a]]", "2:3 a is given twice, first in line 1"),
        ("a = []\n[[a]]", "2:3 a is given twice, first in line 1"),
        ("a = [{}]\n[a.b]", "2:2 nothing can be added here to a of line 1"),
        ("a = [{}]\n[[a.b]]", "2:3 nothing can be added here to a of line 1"),
        ("[[a]]\nb = 1\n[[a.b]]", "3:5 a.b is given twice, first in line 2"),
        ("[[a.b]]\n[a]\nb.c = 1", "3:1 nothing can be added here to b of line 1"),
        ("[[a]]\n[a.b]\n[a.b]", "3:4 a.b is given twice, first in line 2"),
        ("[[a]]\n[a.b]\n[[a.b]]", "3:5 a.b is given twice, first in line 2"),
        ("[[a]]\nb = []\n[[a.b]]", "3:5 a.b is given twice, first in line 2"),
        ("a.b = 1\n[[a]]", "2:3 a is given twice, first in line 1"),
    ])
    func keysGivenTwice(_ text: String, _ words: String) {
        #expect(fault(text) == words)
    }

    /// Neither the stack nor the memory is the file's to use up.
    @Test func whatIsTooMuch() {
        let deep = Array(repeating: "a", count: 500_000).joined(separator: ".")
        let tooDeep = "keys are nested more than 32 deep"
        #expect(fault("\n\(deep) = 1") == "2:66 \(tooDeep)")
        #expect(fault("\n[\(deep)]") == "2:67 \(tooDeep)")
        #expect(fault("\nx = {\(deep) = 1}") == "2:69 \(tooDeep)")
        #expect(fault("x = \(String(repeating: "[", count: 500_000))") == "1:37 \(tooDeep)")
        #expect(fault("x = \(String(repeating: "{a.b=", count: 100_000))") == "1:84 \(tooDeep)")
        let most = Array(repeating: "a", count: 32).joined(separator: ".")
        #expect(fault("\(most) = 1") == nil && fault("[\(most)]") == nil)
        #expect(fault("x = \(String(repeating: "[", count: 32))\(String(repeating: "]", count: 32))") == nil)
        #expect(fault("x = [\n\(String(repeating: "1,\n", count: 99_999))]") == nil)
        #expect(
            fault("x = [\n\(String(repeating: "1,\n", count: 100_000))]")
                == "100001:1 there are more than 100000 keys and values")
        let tables = (0...3_200).map { "[\($0)\(String(repeating: ".a", count: 31))]\n" }.joined()
        #expect(fault(tables) == "3126:6 there are more than 100000 keys and values")
    }
}

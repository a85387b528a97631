import BenchSupport
import Testing

struct ProbeTests {
    @Test(
        "A probe is told by its text, in either dialect",
        arguments: [
            ("<b00001> probe 1", false), (":b00001!line@host PRIVMSG #r00 :probe 1\r", true),
            ("@time=2026-12-01T00:00:00.000Z :b00001!line@host PRIVMSG #r00 :probe 1\r", true),
        ])
    func isBrought(line: String, inIRC: Bool) {
        #expect(isBrought(1, by: line, inIRC: inIRC))
        #expect(!isBrought(11, by: line, inIRC: inIRC))
        #expect(!isBrought(2, by: line, inIRC: inIRC))
    }

    @Test("What was said before somebody entered does not count: joins may still be on their way to others")
    func replayed() {
        #expect(!isBrought(1, by: "-- 05:57 <b00001> probe 1", inIRC: false))
    }

    @Test("No other line is a probe", arguments: ["*** b00001 joined #r00", "> probe 1", "probe 1", ""])
    func others(line: String) {
        #expect(!isBrought(1, by: line, inIRC: false))
    }

    private func isBrought(_ number: Int, by line: String, inIRC: Bool) -> Bool {
        Array(line.utf8).withUnsafeBytes { Probe(number).isBrought(by: $0, inIRC: inIRC) }
    }
}

import Glibc
import Testing

/// Peers that do not read what is sent to them.
@Suite struct SlowReaderTests {
    /// One never reads: it is dropped when what waits for it passes the limit, and the others wait for nothing.
    @Test func isDroppedWhileNobodyWaits() throws {
        try withConversation("--send-queue-bytes", "65536") { daemon, conversation in
            let (lazy, speaker, listener) = (
                try daemon.connect("lazy", receiveBuffer: 65536), try daemon.join("speaker"),
                try daemon.join("listener")
            )
            for peer in [lazy, speaker, listener] {
                try peer.send("/join #busy")
                try peer.skip(to: "*** #busy: {*}")
            }
            // Past what the kernel holds for both ends, and then past the limit.
            let line = String(repeating: "x", count: 2000)
            var said = 0
            var quit = ""
            while quit.isEmpty && said < 10_000 {
                try speaker.send("\(said) \(line)")
                quit = try listener.skip(to: "<speaker> \(said) {*}").first { $0.hasPrefix("*** guest") } ?? ""
                try speaker.settle()
                said += 1
            }
            #expect(
                quit.contains(" quit"),
                "\(said) lines of 2 KB were sent to one that reads nothing, and it is still there")
            try conversation.goesOn()
            // What it had before is whole lines in their order, and the last one tells why.
            let lines = try lazy.linesToEnd()
            #expect(lines.last?.hasPrefix("!! slow-reader: ") == true, "\(lines.last?.prefix(100) ?? "nothing")")
            let heard = lines.filter { $0.hasPrefix("<speaker> ") }
            #expect(heard.enumerated().allSatisfy { $1 == "<speaker> \($0) \(line)" })
        }
    }

    /// One that asks for much and reads nothing: its own answers are bounded too, and it is told and closed.
    @Test func answersAreBoundedToo() throws {
        try withConversation("--send-queue-bytes", "16384") { daemon, conversation in
            let greedy = try daemon.connect("greedy", receiveBuffer: 65536)
            // Or nobody would have known of it.
            try conversation.hears("*** guest{n} joined #lobby")
            let asked = [UInt8](repeatElement(Array("/help\n".utf8), count: 1000).joined())
            for _ in 0..<20 {
                // It may be closed, or no longer read from, at any point.
                guard (try? greedy.send(bytes: asked, by: Deadline(seconds: 0.2))) != nil else { break }
            }
            try conversation.hears("*** guest{n} quit (too slow a reader)")
            try conversation.goesOn()
            let lines = try greedy.linesToEnd()
            #expect(lines.last?.hasPrefix("!! slow-reader: ") == true, "\(lines.last?.prefix(100) ?? "nothing")")
        }
    }

    /// One that reads late, but within the limit, misses nothing.
    @Test func isServedWhenItReads() throws {
        try withConversation { daemon, conversation in
            let late = try daemon.connect("late")
            try late.skip(to: "*** #lobby: {*}")
            let speaker = try daemon.join("speaker")
            for number in 0..<400 {
                try speaker.send("\(number) " + String(repeating: "y", count: 1000))
                if number % 50 == 49 { try conversation.goesOn() }
            }
            for number in 0..<400 { try late.skip(to: "<speaker> \(number) {*}") }
        }
    }
}

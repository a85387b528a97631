import Glibc
import TestSupport
import Testing

@testable import partyline

/// `/export FILE`.
@Suite struct ExportTests {
    /// What becomes of the file, since the last look. Nothing else is shown meanwhile.
    private static func steps(_ talk: inout Talk) -> [Conversation.ExportStep] {
        let outputs = talk.conversation.takeOutputs()
        #expect(!outputs.contains { if case .show = $0 { true } else { false } })
        return outputs.compactMap { if case .export(let step) = $0 { step } else { nil } }
    }

    private static func content(_ path: String) -> String {
        let descriptor = open(path, O_RDONLY)
        defer { close(descriptor) }
        let bytes = [UInt8](unsafeUninitializedCapacity: 65_536) {
            $1 = max(0, read(descriptor, $0.baseAddress, 65_536))
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test(
        arguments: [
            ("", nil), ("more", nil), ("MORE", nil), ("50", nil), ("50 cursor=p7", nil), ("me.txt", "me.txt"),
            ("my own.txt ", "my own.txt"), ("./50", "./50"), ("more of it", "more of it"),
        ] as [(String, String?)]) func aFileIsNamed(arguments: String, file: String?)
    {
        #expect(Conversation.file(ofExport: arguments) == file)
    }

    @Test func allPagesGoIntoTheFile() {
        var talk = Talk.ready()
        talk.say("/export me.txt")
        #expect(talk.conversation.awaitsAnswer)
        let outputs = talk.conversation.takeOutputs()
        #expect(outputs == [.export(.begin(file: "me.txt")), .send("@c1 /export 1000")])
        talk.hear("ROW c1 account ann since=\(Talk.stamp)", "ROW c1 " + Talk.said(9, "ann", "a  b"))
        #expect(
            Self.steps(&talk) == [.line("account ann since=\(Talk.stamp)"), .line(Talk.said(9, "ann", "a  b"))])
        talk.hear("OK c1 count=2 more=s7")
        #expect(talk.conversation.awaitsAnswer)
        #expect(talk.sent() == ["@c2 /export 1000 cursor=s7"])
        talk.hear("ROW c2 " + Talk.said(10, "ann", "\u{1B}[1m"), "OK c2 count=1")
        // Nothing of it does anything to a terminal.
        #expect(Self.steps(&talk) == [.line(Talk.said(10, "ann", "[1m")), .end])
        #expect(!talk.conversation.awaitsAnswer)
    }

    @Test func whatIsRefusedLeavesNoFile() {
        var talk = Talk.ready()
        talk.say("/export me.txt")
        talk.hear("ROW c1 account ann since=\(Talk.stamp)", "OK c1 count=1 more=s7")
        _ = talk.sent()
        talk.hear("ERR c2 not-now retry=5 :later")
        let outputs = talk.conversation.takeOutputs()
        #expect(outputs.contains(.export(.drop)))
        #expect(outputs.contains(.show(.status("Nothing was exported; try again in 5 s."))))
        talk.say("/export me.txt")
        #expect(talk.sent() == ["@c3 /export 1000"])
    }

    @Test func aLostConnectionLeavesNoFile() {
        var talk = Talk.ready()
        talk.say("/export me.txt")
        _ = talk.sent()
        talk.conversation.lost()
        let outputs = talk.conversation.takeOutputs()
        #expect(outputs == [.show(.status("Nothing was exported: the connection was lost.")), .export(.drop)])
        #expect(!talk.conversation.awaitsAnswer)
        talk.say("/export me.txt")
        #expect(talk.shown() == ["Not connected: /export has to wait until you are."])
    }

    @Test func oneIsWrittenAtATime() {
        var talk = Talk.ready()
        talk.say("/export me.txt")
        _ = talk.sent()
        talk.say("/export other.txt")
        #expect(talk.shown() == ["!! usage: what the server has of you is being written already"])
        // Nor before the answer came to one whose file was not to be had.
        talk.conversation.exportFailed()
        talk.say("/export other.txt")
        #expect(talk.sent() == [])
        talk.hear("ROW c1 account ann since=\(Talk.stamp)", "OK c1 count=1 more=s7")
        #expect(Self.steps(&talk) == [])
        talk.say("/export other.txt")
        #expect(talk.sent() == ["@c2 /export 1000"])
    }

    @Test func aPageIsShown() {
        var talk = Talk.ready()
        talk.say("/export more")
        #expect(talk.shown() == ["!! usage: there is no more of it; /export asks anew"])
        talk.say("/export 2")
        talk.hear("ROW 1 account ann since=\(Talk.stamp) used=\(Talk.stamp) here=1")
        talk.hear("ROW 1 " + Talk.said(9, "ann", "hi"), "OK 1 count=2 more=s7")
        let shown = talk.shown()
        #expect(shown.first?.hasSuffix("; last logged in to on 2026-11-22; here") == true)
        #expect(shown.dropFirst().first?.hasSuffix("#lobby <ann> hi") == true)
        #expect(shown.last == "-- 2 lines; /export more goes on, /export FILE writes it all")
        talk.say("/export more")
        #expect(talk.sent() == ["@2 /export 2 cursor=s7"])
        talk.hear("ROW 2 " + Talk.said(10, "ann", "bye"), "OK 2 count=1")
        #expect(talk.shown().last == "-- a line; that is all that is kept of you")
    }

    // MARK: - The file

    @Test func theFileIsForItsOwnerAlone() throws {
        let folder = try TestFolder()
        let path = folder.file("me.txt")
        do {
            let file = try ExportFile(path, home: nil)
            try file.put("one")
            try file.put("two")
            try file.finish()
            #expect(file.lines == 2)
        }
        #expect(Self.content(path) == "one\ntwo\n")
        var status = stat()
        #expect(stat(path, &status) == 0 && status.st_mode & 0o777 == 0o600)
        // It is never written over.
        #expect(throws: ExportFile.Fault(words: "\(path): File exists.")) { try ExportFile(path, home: nil) }
        #expect(Self.content(path) == "one\ntwo\n")
    }

    @Test func whatIsNotFinishedIsRemoved() throws {
        let folder = try TestFolder()
        do {
            let file = try ExportFile("~/me.txt", home: folder.path)
            try file.put(String(repeating: "x", count: 100_000))
            #expect(access(folder.file("me.txt"), F_OK) == 0)
        }
        #expect(access(folder.file("me.txt"), F_OK) != 0)
    }
}

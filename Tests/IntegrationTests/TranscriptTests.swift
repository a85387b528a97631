import Foundation
import Testing

/// The dialogues of Tests/Transcripts, and the examples of docs/PROTOCOL.md and docs/USING.md, against the real daemon.
@Suite struct TranscriptTests {
    @Test(arguments: files) func file(_ transcript: Transcript) throws {
        var run = TranscriptRun(transcript)
        try run.play()
    }

    @Test(arguments: fences(of: "docs/PROTOCOL.md")) func exampleOfTheProtocol(_ transcript: Transcript) throws {
        var run = TranscriptRun(transcript)
        try run.play()
    }

    @Test(arguments: fences(of: "docs/USING.md")) func exampleOfTheGuide(_ transcript: Transcript) throws {
        var run = TranscriptRun(transcript)
        try run.play()
    }

    /// Whatever is said in lines is said in messages of a WebSocket as well.
    @Test(arguments: (files + fences(of: "docs/PROTOCOL.md")).filter(\.fitsWebSockets))
    func overWebSockets(_ transcript: Transcript) throws {
        var run = TranscriptRun(transcript, overWeb: true)
        try run.play()
    }

    @Test func thereAreTranscripts() {
        #expect(!Self.files.isEmpty)
        #expect(!Self.fences(of: "docs/PROTOCOL.md").isEmpty)
        #expect(!Self.fences(of: "docs/USING.md").isEmpty)
    }

    private static var files: [Transcript] {
        let folder = "Tests/Transcripts"
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "\(Binaries.package)/\(folder)")) ?? []
        return names.filter { $0.hasSuffix(".txt") }.sorted().map { name in
            Transcript(path: "\(folder)/\(name)", firstLine: 1, text: text(of: "\(folder)/\(name)"))
        }
    }

    /// The fenced blocks of a Markdown file that are tagged `transcript`.
    private static func fences(of path: String) -> [Transcript] {
        var fences: [Transcript] = []
        var open: (first: Int, lines: [Substring])?
        for (offset, line) in text(of: path).split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            switch (open, line) {
            case (nil, "```transcript"):
                open = (first: offset + 2, lines: [])
            case (let block?, "```"):
                fences.append(
                    Transcript(path: path, firstLine: block.first, text: block.lines.joined(separator: "\n")))
                open = nil
            case (let block?, _):
                open = (block.first, block.lines + [line])
            case (nil, _):
                break
            }
        }
        return fences
    }

    private static func text(of path: String) -> String {
        (try? String(contentsOfFile: "\(Binaries.package)/\(path)", encoding: .utf8)) ?? ""
    }
}

extension Transcript {
    /// It says nothing of how lines end, of bytes that are no text, or of what the daemon listens on.
    fileprivate var fitsWebSockets: Bool {
        guard let play = try? parsed(), !play.flags.contains("--listen"), !Transcript.ofBytes.contains(path) else {
            return false
        }
        return play.steps.allSatisfy { step in
            guard !step.peer.contains("@") else { return false }
            return switch step.action {
            case .sends(let text, _): !text.contains("\\x") && !text.contains("\\r") && !text.contains("\\0")
            case .expectsBytes, .connects(.byTLS): false
            default: true
            }
        }
    }

    /// Those that are about a peer's first bytes, or about who reads no frames.
    private static let ofBytes: Set<String> = []
}

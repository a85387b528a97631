import Foundation
import Glibc
import TestSupport
import Testing

/// What older daemons handed over, each byte of it, is taken over by this one (Tests/Golden/README.md).
@Suite struct GoldenHandoverTests {
    @Test(arguments: folders) func goesOn(from folder: String) throws {
        let golden = try GoldenHandover(folder)
        var run = TranscriptRun(golden.transcript)
        try run.play(golden.takenOver)
    }

    /// Cut off after any message, and then anywhere in the last one.
    @Test(arguments: folders) func cutOff(_ folder: String) throws {
        let golden = try GoldenHandover(folder)
        let count = golden.messages.count
        for (kept, bytes) in (1..<count - 1).map({ ($0, nil) })
            + stride(from: 1, to: 400, by: 57).map({ (count - 2, $0) })
        {
            try golden.isRefused(after: kept, and: bytes)
        }
    }

    @Test func thereAreSome() {
        #expect(GoldenHandoverTests.folders.count >= 2)
    }

    private static var folders: [String] {
        let folder = "\(Binaries.package)/Tests/Golden/handover"
        return ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
    }
}

/// A folder of Tests/Golden/handover.
private struct GoldenHandover {
    let transcript: Transcript
    /// As they went over the channel, each with the number of its descriptors.
    let messages: [(bytes: [UInt8], descriptors: Int)]
    /// What each descriptor was: `listener`, `file`, `secrets` and what is in it, or the name of a peer and what it had sent.
    private let descriptors: [Substring]
    /// The folder in which the daemon is to be started, with the store; nil: there was none.
    private let place: TestFolder?

    // Of what goes over the channel (`HandoverMessage`).
    private static let whole: UInt8 = 3
    private static let ready: UInt8 = 4
    private static let refused: UInt8 = 5
    private static let commit: UInt8 = 6
    private static let rehearsal: UInt8 = 8

    /// The new process answers it.
    private static func isAnswered(_ message: [UInt8]) -> Bool {
        message.first == whole || message.first == rehearsal
    }

    init(_ folder: String) throws {
        let path = "Tests/Golden/handover/\(folder)"
        func content(_ name: String) throws -> Data {
            try Data(contentsOf: URL(fileURLWithPath: "\(Binaries.package)/\(path)/\(name)"))
        }
        transcript = Transcript(
            path: "\(path)/after.txt", firstLine: 1, text: String(decoding: try content("after.txt"), as: UTF8.self))
        descriptors = String(decoding: try content("descriptors"), as: UTF8.self).split(separator: "\n")
        messages = GoldenHandover.messages(in: try content("messages"))
        try #require(descriptors.count == messages.reduce(0) { $0 + $1.descriptors })
        if let store = try? content("partyline.db") {
            let folder = try TestFolder()
            _ = try folder.write("partyline.db", store)
            _ = try folder.write(
                "partyline.toml", "[store]\npath = \"/proc/self/cwd/partyline.db\"\n[history]\nkeep_days = 0\n".utf8)
            place = folder
        } else {
            place = nil
        }
    }

    private static func messages(in data: Data) -> [(bytes: [UInt8], descriptors: Int)] {
        var rest = Array(data)[...]
        func number(_ count: Int) -> Int {
            defer { rest = rest.dropFirst(count) }
            return rest.prefix(count).reversed().reduce(0) { $0 << 8 | Int($1) }
        }
        var messages: [(bytes: [UInt8], descriptors: Int)] = []
        while !rest.isEmpty {
            let (count, descriptors) = (number(4), number(2))
            messages.append((Array(rest.prefix(count)), descriptors))
            rest = rest.dropFirst(count)
        }
        return messages
    }

    /// Hands it over to a daemon with these flags.
    /// - Returns: the daemon, and our ends of its peers' connections.
    func takenOver(_ flags: [String]) throws -> (daemon: DaemonProcess, peers: [Peer]) {
        let predecessor = try Predecessor(program, flags)
        _ = try predecessor.receive()
        var peers: [Peer] = []
        var left = descriptors[...]
        for message in messages {
            let theirs = try left.prefix(message.descriptors).map { try descriptor(for: $0, &peers) }
            left = left.dropFirst(message.descriptors)
            try predecessor.send(message.bytes, theirs)
            for descriptor in theirs { close(descriptor) }
            guard GoldenHandover.isAnswered(message.bytes) else { continue }
            let answer = try predecessor.receive()
            try #require(answer.first == GoldenHandover.ready, "\(shown(answer))")
        }
        try predecessor.send([GoldenHandover.commit])
        try predecessor.daemon.waitForLog("took over from an older process")
        return (try DaemonProcess(predecessor.daemon, listeners: 1), peers)
    }

    private var program: [String] {
        guard let place else { return [Binaries.daemon] }
        let script = "cd \"$0\" && exec \"$@\""
        return ["sh", "-c", script, place.path, Binaries.daemon, "--config", place.file("partyline.toml")]
    }

    /// - Parameter peers: gets our end, if it is a peer's.
    private func descriptor(for story: Substring, _ peers: inout [Peer]) throws -> Int32 {
        if story == "listener" { return try Address.listening() }
        if story == "file" {
            let lock = try #require(place).file("partyline.db.lock")
            return open(lock, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        }
        if story.starts(with: "secrets ") { return try secrets(story.dropFirst("secrets ".count)) }
        let name = story.prefix { $0 != " " }
        var ends: [Int32] = [-1, -1]
        let type = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
        try #require(socketpair(AF_UNIX, type, 0, &ends) == 0)
        let sent = try Escapes.bytes(String(story.dropFirst(name.count + 1)), LinePattern.Captures())
        let channel = ByteChannel(ends[0])
        if name.contains(Peer.webMark) {
            let frames = WebFrames()
            // It may have been amid a message.
            _ = frames.written(sent)
            try channel.speak(frames)
        }
        peers.append(Peer(String(name), over: channel, after: sent))
        return ends[1]
    }

    /// A file without a name that holds what the old process kept secret, which is written in hexadecimal digits.
    private func secrets(_ digits: Substring) throws -> Int32 {
        let folder = try TestFolder()
        let bytes = stride(from: 0, to: digits.utf8.count, by: 2).map { offset in
            let start = digits.index(digits.startIndex, offsetBy: offset)
            return UInt8(digits[start..<digits.index(start, offsetBy: 2)], radix: 16) ?? 0
        }
        return open(try folder.write("secrets", bytes), O_RDWR | O_CLOEXEC)
    }

    /// Nothing more comes, or a part of one more message and the end: it is refused, and the daemon ends.
    func isRefused(after kept: Int, and bytes: Int?) throws {
        let predecessor = try Predecessor()
        _ = try predecessor.receive()
        for message in messages.prefix(kept) {
            try predecessor.send(message.bytes)
            if GoldenHandover.isAnswered(message.bytes) { _ = try predecessor.receive() }
        }
        if let bytes {
            try predecessor.send(Array(messages[kept].bytes.prefix(bytes)))
            try predecessor.send([GoldenHandover.whole])
            #expect(try predecessor.receive().first == GoldenHandover.refused, "\(kept) messages and \(bytes) bytes")
        }
        predecessor.hangUp()
        #expect(try predecessor.daemon.waitForExit() != .exited(0))
    }
}

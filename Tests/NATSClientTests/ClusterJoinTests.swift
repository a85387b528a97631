import ChatCore
import Cluster
import Glibc
import Libevent
import NATS
import Secrets
import TestSupport
import Testing

@testable import JetStreamLog
@testable import NATSClient

@Suite(
    "Joining a cluster", .serialized,
    .enabled(if: RealServer.program != nil, "NATS_SERVER in the environment names none"))
struct ClusterJoinTests {
    /// A cluster at one real server.
    fileprivate final class Cluster {
        let loop: EventLoop
        let server: RealServer
        let streams: ClusterStreams

        init(_ more: String = "") throws {
            let loop = try EventLoop()
            (self.loop, server) = (loop, try RealServer(more))
            var streams = try #require(ClusterStreams(cluster: "c", replicas: 1))
            (streams.log.mostBytes, streams.snapshots.mostBytes) = (16 << 20, 16 << 20)
            self.streams = streams
        }

        func settings(
            _ name: String, servers: [Endpoint]? = nil, _ change: (inout ClientOptions) -> Void = { _ in }
        ) throws -> ClusterSettings {
            var options = ClientOptions(
                servers: servers ?? [server.endpoint], name: name, inbox: try subject("_INBOX"))
            options.timing.firstPause = .milliseconds(10)
            options.timing.longestPause = .milliseconds(50)
            change(&options)
            var settings = try #require(ClusterSettings(cluster: "c", node: name, replicas: 1, options))
            settings.streams = streams
            return settings
        }

        func make(as change: (inout ClientOptions) -> Void = { _ in }) throws -> [ClusterVisit.Outcome] {
            var outcomes: [ClusterVisit.Outcome]?
            let visit = try ClusterVisit(on: loop, try settings("admin", change)) { Issue.record("\($0)") }
            visit.makeStreams { outcomes = $0.map(\.outcome) }
            try turn(loop, #_sourceLocation) { outcomes != nil }
            return outcomes ?? []
        }

        func report() throws -> ClusterVisit.Report {
            var report: ClusterVisit.Report?
            let visit = try ClusterVisit(on: loop, try settings("admin")) { Issue.record("\($0)") }
            visit.look(listeningFor: .milliseconds(100)) { report = $0 }
            try turn(loop, #_sourceLocation) { report != nil }
            return try #require(report)
        }
    }

    /// A node that is about to join, and what it is told.
    final class Newcomer {
        private var join: ClusterJoin?
        private(set) var joined: ClusterJoin.Joined?
        private(set) var fault: JoinFault?
        private(set) var waiting: [String] = []
        private(set) var warnings: [String] = []
        var isDone: Bool { joined != nil || fault != nil }

        init(_ loop: EventLoop, _ settings: ClusterSettings, patience: Duration = .seconds(30)) throws {
            var timing = ClusterJoin.Timing()
            (timing.silence, timing.patience, timing.pause) = (.milliseconds(60), patience, .milliseconds(10))
            join = try ClusterJoin(on: loop, settings, timing: timing) { [unowned self] event in
                switch event {
                case .waiting(let words): waiting.append(words)
                case .warning(let words): warnings.append(words)
                case .joined(let joined): self.joined = joined
                case .failed(let fault): self.fault = fault
                }
            }
            join?.start()
        }

        deinit {
            join?.cancel()
            joined?.log.close()
        }
    }

    private func join(_ cluster: Cluster, _ name: String) throws -> Newcomer {
        let newcomer = try Newcomer(cluster.loop, try cluster.settings(name))
        try turn(cluster.loop, #_sourceLocation) { newcomer.isDone }
        return newcomer
    }

    fileprivate func write(
        _ cluster: Cluster, _ writer: SnapshotWriter, at sequence: UInt64, _ bytes: [UInt8], level: Int = 1
    ) throws -> Streams.Answer<SnapshotWriter.Written> {
        var pieces = [Array(bytes.prefix(1_000)), Array(bytes.dropFirst(1_000))]
        var answer: Streams.Answer<SnapshotWriter.Written>?
        writer.write(at: sequence, level: level) {
            pieces.isEmpty ? nil : pieces.removeFirst()
        } _: {
            answer = $0
        }
        try turn(cluster.loop, #_sourceLocation) { answer != nil }
        return try #require(answer)
    }

    @Test("a node keeps its number, and each of its lives has a larger one")
    func numbers() throws {
        try withWatchdog {
            let cluster = try Cluster()
            #expect(try cluster.make() == [.made, .made, .made])
            #expect(try cluster.make() == [.wasThere, .wasThere, .wasThere])
            var lives: [Incarnation] = []
            for name in ["a", "b", "a"] {
                let newcomer = try join(cluster, name)
                let joined = try #require(newcomer.joined, "\(newcomer.fault.debugDescription)")
                #expect(joined.snapshot == nil && joined.incarnation.node == joined.node)
                lives.append(joined.incarnation)
            }
            #expect(lives.map(\.description) == ["1.1", "2.2", "1.3"])
            let report = try cluster.report()
            #expect(report.nodes.map(\.name) == ["a", "b"] && report.nodes.map(\.life) == [3, 2])
            #expect(report.streams.map(\.details?.messages) == [0, 0, 2] && report.version == "2.15.1")
        }
    }

    @Test("a node that is alive is waited for, or is why another can't join")
    func names() throws {
        try withWatchdog {
            let cluster = try Cluster()
            _ = try cluster.make()
            let first = try join(cluster, "a")
            let joined = try #require(first.joined)
            let pulse = try Libevent.Timer(on: cluster.loop) {
                joined.log.beat(Heartbeat(of: joined.incarnation, sequence: 0, digest: 0, level: 1))
            }
            pulse.schedule(every: .milliseconds(5))
            let second = try Newcomer(cluster.loop, try cluster.settings("a"), patience: .milliseconds(150))
            try turn(cluster.loop, #_sourceLocation) { second.isDone }
            guard case .nameInUse("a")? = second.fault else {
                Issue.record("\(second.fault.debugDescription)")
                return
            }
            let third = try Newcomer(cluster.loop, try cluster.settings("a"))
            try turn(cluster.loop, #_sourceLocation) { !third.waiting.isEmpty }
            #expect(third.waiting == ["another node that is called a to end: it is alive"])
            pulse.cancel()
            try turn(cluster.loop, #_sourceLocation) { third.isDone }
            #expect(third.joined?.incarnation.description == "1.2")
            var next: Streams.Answer<Incarnation>?
            third.joined?.lives.begin { next = $0 }
            try turn(cluster.loop, #_sourceLocation) { next != nil }
            #expect(try next?.get() == Incarnation(joined.node, 3))
        }
    }

    @Test("a node that comes when another has just come takes another number")
    func race() throws {
        try withWatchdog {
            let cluster = try Cluster()
            _ = try cluster.make()
            let newcomers = try ["a", "b", "c", "d"].map {
                try Newcomer(cluster.loop, try cluster.settings($0))
            }
            try turn(cluster.loop, #_sourceLocation) { newcomers.allSatisfy(\.isDone) }
            #expect(Set(newcomers.compactMap { $0.joined?.node.value }) == [1, 2, 3, 4])
        }
    }

    @Test("servers that come later are waited for, and one that will never do is told of")
    func servers() throws {
        try withWatchdog {
            let cluster = try Cluster("authorization { user: a, password: b }")
            func credentials(_ word: String) -> (inout ClientOptions) -> Void {
                { $0.credentials = .password(user: "a", Secret(word.utf8)) }
            }
            let wrong = try Newcomer(cluster.loop, try cluster.settings("n", credentials("c")))
            try turn(cluster.loop, #_sourceLocation) { wrong.isDone }
            #expect(wrong.fault?.description.contains("Authorization Violation") == true)
            #expect(wrong.fault?.isConfiguration == true)
            // Right ones, but there are no streams.
            let early = try Newcomer(cluster.loop, try cluster.settings("n", credentials("b")))
            try turn(cluster.loop, #_sourceLocation) { early.isDone }
            #expect(early.fault?.description.contains("--cluster-init") == true)
            cluster.server.stop(by: 9)
            let patient = try Newcomer(cluster.loop, try cluster.settings("n", credentials("b")))
            try turn(cluster.loop, #_sourceLocation) { !patient.waiting.isEmpty }
            #expect(patient.waiting[0].hasPrefix("a server of NATS; 127.0.0.1:"))
            try cluster.server.start()
            try turn(cluster.loop, #_sourceLocation) { patient.isDone }
            #expect(patient.fault?.description.contains("--cluster-init") == true)
        }
    }

    @Test("a stream that is kept otherwise is told of, and not used")
    func otherwise() throws {
        try withWatchdog {
            let cluster = try Cluster()
            _ = try cluster.make()
            var settings = try cluster.settings("n")
            settings.streams.log.mostBytes += 1
            let newcomer = try Newcomer(cluster.loop, settings)
            try turn(cluster.loop, #_sourceLocation) { newcomer.isDone }
            guard case .differs("PL_c_0", ["max_bytes"])? = newcomer.fault else {
                Issue.record("\(newcomer.fault.debugDescription)")
                return
            }
        }
    }

    // MARK: - Snapshots

    /// Bytes that compress to nothing else, over two chunks.
    private func bytes(_ seed: UInt8, _ count: Int = 2 * Snapshot.chunkBytes + 77) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 8) &+ seed }
    }

    @Test("the newest whole snapshot is what a node begins with; two are kept, and the log behind the older one")
    func snapshots() throws {
        try withWatchdog {
            let cluster = try Cluster()
            _ = try cluster.make()
            let first = try #require(try join(cluster, "a").joined)
            _ = first
            let node = try join(cluster, "b")
            let log = try #require(node.joined?.log)
            for number in 1...40 { log.append(Array("\(number)".utf8)) }
            let writer = SnapshotWriter(by: log, cluster.streams)
            #expect(
                try write(cluster, writer, at: 10, bytes(1)).get() == .init(sequence: 10, bytes: 524_365, chunks: 3))
            // It is there: another can't take its place.
            let again = try write(cluster, writer, at: 10, bytes(2))
            guard case .failure(let fault) = again, fault.isLate else {
                Issue.record("\(again)")
                return
            }
            #expect(try join(cluster, "c").joined?.snapshot?.bytes == bytes(1))
            _ = try write(cluster, writer, at: 20, bytes(3)).get()
            _ = try write(cluster, writer, at: 30, bytes(4, 0)).get()
            let report = try cluster.report()
            #expect(report.snapshot?.sequence == 30 && report.streams[0].details?.first == 21)
            let newcomer = try join(cluster, "d")
            let snapshot = try #require(newcomer.joined?.snapshot)
            #expect(snapshot.sequence == 30 && snapshot.bytes.isEmpty && newcomer.warnings.isEmpty)
        }
    }

    @Test("a damaged snapshot is passed over, and one of a newer program told of")
    func damage() throws {
        try withWatchdog {
            let cluster = try Cluster()
            _ = try cluster.make()
            let node = try join(cluster, "a")
            let log = try #require(node.joined?.log)
            for number in 1...40 { log.append(Array("\(number)".utf8)) }
            let writer = SnapshotWriter(by: log, cluster.streams)
            for sequence in [10, 20] as [UInt64] { _ = try write(cluster, writer, at: sequence, bytes(1)).get() }
            var isGone = false
            // Half of a snapshot, as of a writer that has died.
            log.streams.append([1], to: cluster.streams.snapshot(25, "0")) { _ in }
            log.streams.purge(cluster.streams.snapshots.name, matching: cluster.streams.snapshot(20, "1")) { _ in
                isGone = true
            }
            try turn(cluster.loop, #_sourceLocation) { isGone }
            let newcomer = try join(cluster, "b")
            #expect(newcomer.joined?.snapshot?.sequence == 10)
            let words = "the snapshot at 20 of the log is damaged, and the one before is taken: chunk 1 is missing"
            #expect(newcomer.warnings == [words])
            // Its last bytes are another's.
            isGone = false
            log.streams.append([9], to: cluster.streams.snapshot(10, "2")) { _ in isGone = true }
            try turn(cluster.loop, #_sourceLocation) { isGone }
            guard case .noSnapshot(first: 11)? = try join(cluster, "b").fault else {
                Issue.record("a log without its beginning")
                return
            }
            _ = try write(cluster, writer, at: 30, bytes(1), level: 2).get()
            guard case .newerSnapshot(level: 2)? = try join(cluster, "b").fault else {
                Issue.record("a snapshot of a newer program")
                return
            }
            // What was left of the half is gone with the next whole one.
            var left: [Subject] = []
            log.streams.subjects(of: cluster.streams.snapshots.name, matching: cluster.streams.everySnapshot) {
                left = (try? $0.get()) ?? []
            }
            try turn(cluster.loop, #_sourceLocation) { !left.isEmpty }
            #expect(SnapshotList(left).unfinished.isEmpty && SnapshotList(left).ended == [30, 20])
        }
    }
}

/// What docs/CLUSTER.md says that a node's user has to be allowed is enough.
extension ClusterJoinTests {
    /// The lists of docs/CLUSTER.md, of this test's cluster.
    private func rights() throws -> String {
        let root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
        let stream = try #require(fopen("/\(root)/docs/CLUSTER.md", "r"))
        defer { fclose(stream) }
        var bytes = [UInt8](repeating: 0, count: 1 << 17)
        let count = fread(&bytes, 1, bytes.count, stream)
        let text = String(decoding: bytes[..<count], as: UTF8.self)
        let parts = text.split(separator: "permissions: {", maxSplits: 1)
        let lists = try #require(parts.last?.split(separator: "} }", maxSplits: 1).first)
        return String(lists).replacing("pl.chat.", with: "pl.c.").replacing("PL_chat_", with: "PL_c_")
    }

    @Test("a node needs no other rights than those that are documented")
    func documentedRights() throws {
        try withWatchdog {
            let cluster = try Cluster(
                """
                authorization { users: [
                  { user: admin, password: a }, { user: chat1, password: a, permissions: { \(try rights()) } }
                ] }
                """)
            let node: (inout ClientOptions) -> Void = { $0.credentials = .password(user: "chat1", Secret("a".utf8)) }
            #expect(try cluster.make(as: { $0.credentials = .password(user: "admin", Secret("a".utf8)) }).count == 3)
            for expected in [nil, 80] as [UInt64?] {
                let newcomer = try Newcomer(cluster.loop, try cluster.settings("chat1", node))
                try turn(cluster.loop, #_sourceLocation) { newcomer.isDone }
                let joined = try #require(newcomer.joined, "\(newcomer.fault.debugDescription)")
                #expect(joined.snapshot?.sequence == expected)
                try use(joined, cluster)
            }
        }
    }

    /// Does all that a node does, and is denied nothing.
    private func use(_ joined: ClusterJoin.Joined, _ cluster: Cluster) throws {
        var (denied, read, beats, letters) = ([String](), [UInt64](), 0, 0)
        joined.log.onConnection = { if case .denied(let words) = $0 { denied.append(words) } }
        joined.log.onEvent = { event in
            switch event {
            case .message(let message): read.append(message.sequence)
            case .heartbeat: beats += 1
            case .letter: letters += 1
            case .refused, .last: break
            }
        }
        // So much that the server waits for what was read.
        for _ in 0..<100 { joined.log.append([UInt8](repeating: 7, count: 20_000)) }
        joined.log.read(after: joined.snapshot?.sequence ?? 0)
        joined.log.beat(Heartbeat(of: joined.incarnation, sequence: 0, digest: 0, level: 1))
        joined.log.send([1], to: joined.node)
        try turn(cluster.loop, #_sourceLocation) { read.count >= 100 && beats > 0 && letters > 0 }
        let writer = SnapshotWriter(by: joined.log, cluster.streams)
        let base = (joined.snapshot?.sequence ?? 0) + 40
        for sequence in [base, base + 40] { _ = try write(cluster, writer, at: sequence, [1, 2, 3]).get() }
        #expect(denied.isEmpty, "\(denied)")
    }
}

import ChatCore
import Dialects
import Libevent
import Testing

@testable import ChatServer

@Suite struct LabelTests {
    /// One name a place, no two the same, and as many places as names.
    private func check<Label: MetricLabel & CaseIterable>(
        _ label: Label.Type, _ location: SourceLocation = #_sourceLocation
    ) {
        #expect(label.allCases.map(\.index) == Array(0..<label.names.count), sourceLocation: location)
        #expect(Set(label.names).count == label.names.count, sourceLocation: location)
    }

    @Test func eachValueHasItsPlace() {
        check(ListenerKind.self)
        check(ConnectionRefusal.self)
        check(MessageKind.self)
        check(EventKind.self)
        check(Outcome.self)
        check(CommandVerb.self)
        check(SessionEnd.Cause.self)
        check(Code.self)
    }

    /// A command that is added is counted.
    @Test func theVerbsAreThoseOfTheCommandTable() {
        #expect(CommandVerb.names.sorted() == CommandTable.verbs.filter { $0 != "say" }.sorted())
    }
}

@Suite struct MetricsTests {
    private let metrics = Metrics(started: 1_700_000_000_000_000)

    private func event(_ kind: Event.Kind) -> Event {
        Event(time: 0, kind)
    }

    @Test func eventsByKind() throws {
        let ann = try #require(Nick("ann"))
        let bob = try #require(Nick("bob"))
        metrics.count(event(.message(from: ann, "x")))
        metrics.count(event(.action(from: ann, "x")))
        metrics.count(event(.action(from: ann, "x")))
        metrics.count(event(.privateMessage(from: ann, to: bob, "x", isCopy: false)))
        metrics.count(event(.privateMessage(from: ann, to: bob, "x", isCopy: true)))
        metrics.count(event(.join(ann)))
        metrics.count(event(.part(ann, reason: nil)))
        metrics.count(event(.quit(ann, reason: nil)))
        metrics.count(event(.nick(old: ann, new: bob)))
        metrics.count(event(.topic(by: ann, "x")))
        metrics.count(event(.away(ann, note: nil)))
        metrics.count(event(.notice("x")))
        metrics.count(event(.kick(ann, by: bob, reason: nil)))
        metrics.count(event(.rank(ann, .op, by: bob)))
        metrics.count(event(.modes(by: bob, ModeChange())))
        metrics.count(event(.masks(by: bob, MaskChange(.ban, [.anybody], isSet: true))))
        metrics.count(event(.invitation(ann, by: bob)))
        #expect(metrics.messages.values == [1, 2, 1])
        #expect(metrics.events.values == [1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 1])
    }

    @Test func deliveriesWeighTheirTurn() {
        metrics.countTurn(nanoseconds: 80_000, deliveries: 0)
        metrics.countTurn(nanoseconds: 3_000_000, deliveries: 200)
        #expect(metrics.turnDuration.total == 2)
        #expect(metrics.deliveryLatency.total == 200)
        #expect(metrics.deliveryLatency.sum == 600_000_000)
    }

    /// No family twice, each with its help and type, and nothing in it that is not of a fixed set.
    @Test func theExposition() {
        let text = metrics.exposition(Gauges())
        let lines = text.split(separator: "\n")
        let helps = lines.filter { $0.hasPrefix("# HELP ") }.map { $0.split(separator: " ")[2] }
        let types = lines.filter { $0.hasPrefix("# TYPE ") }.map { $0.split(separator: " ")[2] }
        #expect(helps == types)
        #expect(Set(helps).count == helps.count)
        let samples = lines.filter { !$0.hasPrefix("#") }.compactMap { $0.split(separator: " ").first }
        #expect(Set(samples).count == samples.count)
        for sample in samples {
            let name = sample.prefix { $0 != "{" }
            #expect(name.hasPrefix("partyline_") || name.hasPrefix("process_"))
        }
        #expect(text.contains("\nprocess_start_time_seconds 1700000000.0\n"))
        #expect(text.contains("\npartyline_build_info{version=\"\(partylineVersion)\",swift=\"6."))
        #expect(text.contains("libevent=\"\(EventLoop.libeventVersion)\"} 1\n"))
    }

    @Test func theCertificateIsThereWhereThereIsOne() {
        var gauges = Gauges()
        #expect(!metrics.exposition(gauges).contains("certificate_expiry"))
        gauges.certificateExpiry = 1_800_000_000
        let sample = "\npartyline_tls_certificate_expiry_timestamp_seconds 1800000000\n"
        #expect(metrics.exposition(gauges).contains(sample))
    }

    @Test func theSummaryLeavesOutWhatIsZero() throws {
        metrics.refusals.add(.badUTF8)
        metrics.endedSessions.add(.slowReader)
        metrics.turnDuration.record(80_000, times: 500)
        metrics.turnDuration.record(90_000_000)
        metrics.deliveryLatency.record(9_000_000_000)
        let figures = metrics.summary(Gauges()).flatMap(\.figures)
        let byKey = Dictionary(figures.map { ($0.key, $0.value) }) { first, _ in first }
        #expect(byKey.count == figures.count)
        #expect(byKey["refused_bad_utf8"] == "1")
        #expect(byKey["ended_slow_reader"] == "1")
        #expect(byKey["ended_quit"] == nil)
        #expect(byKey["turn_p99"] == "0.1ms")
        #expect(byKey["turn_p100"] == "100ms")
        #expect(byKey["delivery_p50"] == "over_2500ms")
        #expect(byKey["lag_p99"] == nil)
        #expect(byKey["sessions"] == "0")
    }

    @Test func ofTheProcess() throws {
        let figures = ProcessFigures()
        #expect(figures.cpuSeconds > 0)
        #expect(try #require(figures.residentBytes) > 1 << 20)
        let count = try #require(figures.openDescriptors)
        #expect(count >= 3)
        #expect(try #require(figures.maximumDescriptors) >= UInt64(count))
    }
}

import Testing

@testable import ChatServer

/// The text format, byte by byte.
@Suite struct ExpositionTests {
    @Test func aCounter() {
        var text = Exposition()
        text.counter("a_total", "What a is.", .max)
        #expect(text.text == "# HELP a_total What a is.\n# TYPE a_total counter\na_total 18446744073709551615\n")
    }

    @Test func seconds() {
        var text = Exposition()
        text.counter("a_seconds_total", "x", seconds: 0.25)
        text.gauge("b_seconds", "y", seconds: 1_700_000_000.5)
        #expect(
            text.text == """
                # HELP a_seconds_total x
                # TYPE a_seconds_total counter
                a_seconds_total 0.25
                # HELP b_seconds y
                # TYPE b_seconds gauge
                b_seconds 1700000000.5

                """)
    }

    /// What has not happened yet is there as zero.
    @Test func aCounterByKind() {
        var counts = Counts<Outcome>()
        counts.add(.failure)
        counts.add(.failure)
        var text = Exposition()
        text.counter("a_total", "x", by: "result", counts)
        #expect(text.text.hasSuffix("counter\na_total{result=\"success\"} 0\na_total{result=\"failure\"} 2\n"))
    }

    @Test func whatIsEscaped() {
        var text = Exposition()
        text.gauge("a", "one\\two\nthree \"four\"", 1, [("b", "one\\two\nthree \"four\""), ("c", "é")])
        #expect(
            text.text == #"""
                # HELP a one\\two\nthree "four"
                # TYPE a gauge
                a{b="one\\two\nthree \"four\"",c="é"} 1

                """#)
    }

    @Test func aHistogramIsCumulative() {
        var histogram = DurationHistogram()
        histogram.record(1_000_000, times: 3)
        histogram.record(1_000_001)
        histogram.record(9_000_000_000)
        var text = Exposition()
        text.histogram("a_seconds", "x", histogram)
        let lines = text.text.split(separator: "\n")
        #expect(lines.count == 2 + DurationHistogram.bounds.count + 1 + 2)
        #expect(lines.contains("# TYPE a_seconds histogram"))
        #expect(lines.contains("a_seconds_bucket{le=\"0.0005\"} 0"))
        #expect(lines.contains("a_seconds_bucket{le=\"0.001\"} 3"))
        #expect(lines.contains("a_seconds_bucket{le=\"0.0025\"} 4"))
        #expect(lines.contains("a_seconds_bucket{le=\"2.5\"} 4"))
        #expect(
            lines.suffix(3) == ["a_seconds_bucket{le=\"+Inf\"} 5", "a_seconds_sum 9.004000001", "a_seconds_count 5"])
    }
}

@Suite struct DurationHistogramTests {
    @Test func boundsAreWhatTheySay() {
        let bounds = DurationHistogram.bounds
        for bound in bounds { #expect(Double(bound.seconds) == Double(bound.nanoseconds) / 1e9) }
        #expect(zip(bounds, bounds.dropFirst()).allSatisfy { $0.nanoseconds < $1.nanoseconds })
    }

    @Test func aBoundIsInItsBucket() {
        for (place, bound) in DurationHistogram.bounds.enumerated() {
            var histogram = DurationHistogram()
            histogram.record(bound.nanoseconds)
            histogram.record(bound.nanoseconds + 1)
            #expect(histogram.counts[place] == 1)
            #expect(histogram.counts[place + 1] == 1)
        }
    }

    @Test func quantiles() {
        var histogram = DurationHistogram()
        #expect(histogram.quantile(0.5) == nil)
        histogram.record(80_000, times: 98)
        histogram.record(4_000_000)
        histogram.record(.max)
        #expect(histogram.quantile(0.5) == 100_000)
        #expect(histogram.quantile(0.98) == 100_000)
        #expect(histogram.quantile(0.99) == 5_000_000)
        #expect(histogram.quantile(1) == .max)
    }
}

extension Metrics {
    /// Figures that belong together, in one line of the log.
    typealias Group = (title: String, figures: [(key: String, value: String)])

    /// The figures in short, for the log. Kinds whose count is zero are left out.
    func summary(_ gauges: Gauges) -> [Group] {
        [
            (
                "connections",
                [
                    ("open", "\(gauges.connections)"), ("sessions", "\(gauges.sessions)"), ("held", "\(gauges.held)"),
                    ("rooms", "\(gauges.rooms)"), ("accepted", "\(acceptedConnections.total)"),
                ] + nonzero(refusedConnections, "refused") + nonzero(endedSessions, "ended")
                    + nonzero(handshakes, "tls") + nonzero(resumes, "resumes")
            ),
            (
                "traffic",
                [
                    ("received_lines", "\(receivedLines)"), ("received_bytes", "\(receivedBytes)"),
                    ("sent_bytes", "\(sentBytes)"), ("deliveries", "\(gauges.deliveries)"),
                    ("outbox_bytes", "\(gauges.outboxBytes)"), ("history_bytes", "\(gauges.historyBytes)"),
                ] + nonzero(messages, "messages") + nonzero(events, "events")
            ),
            (
                "irc",
                gauges.ircSessions + gauges.ircNewcomers == 0 && ircRegistrations.total == 0
                    ? []
                    : [
                        ("sessions", "\(gauges.ircSessions)"), ("newcomers", "\(gauges.ircNewcomers)"),
                        ("reader_classes", "\(gauges.ircReaderClasses)"),
                    ] + nonzero(ircRegistrations, "came") + nonzero(saslLogins, "sasl")
            ),
            ("commands", nonzero(commands, "command") + nonzero(refusals, "refused")),
            (
                "loop",
                quantiles(loopLag, "lag") + quantiles(turnDuration, "turn") + quantiles(deliveryLatency, "delivery")
            ),
            ("process", processFigures(gauges) + nonzero(reloads, "reloads")),
        ]
    }

    private func nonzero<Label: MetricLabel>(_ counts: Counts<Label>, _ key: String) -> [(key: String, value: String)] {
        zip(Label.names, counts.values).filter { $0.1 > 0 }.map { ("\(key)_\(underscored($0.0))", "\($0.1)") }
    }

    /// The key for a label's value: keys have no dashes.
    private func underscored(_ name: String) -> String {
        String(name.map { $0 == "-" ? "_" : $0 })
    }

    private func quantiles(_ histogram: DurationHistogram, _ key: String) -> [(key: String, value: String)] {
        [("p50", 0.5), ("p99", 0.99), ("p100", 1)].compactMap { name, share in
            histogram.quantile(share).map { ("\(key)_\(name)", milliseconds($0)) }
        }
    }

    private func milliseconds(_ nanoseconds: UInt64) -> String {
        guard nanoseconds < .max else { return "over_2500ms" }
        let whole = nanoseconds / 1_000_000
        return nanoseconds % 1_000_000 == 0 ? "\(whole)ms" : "\(Double(nanoseconds) / 1e6)ms"
    }

    private func processFigures(_ gauges: Gauges) -> [(key: String, value: String)] {
        let process = gauges.process
        return [
            ("cpu_seconds", "\(process.cpuSeconds)"), ("resident_bytes", process.residentBytes.map { "\($0)" } ?? "?"),
            ("open_fds", process.openDescriptors.map { "\($0)" } ?? "?"),
            ("suppressed_log_lines", "\(suppressedLogLines)"),
        ]
    }
}

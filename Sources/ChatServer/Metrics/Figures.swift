import Libevent
import Logging

/// What the administrator sees.
extension Server {
    /// The administrator's pages.
    func page(_ path: String) -> HTTPListener.Response? {
        switch path {
        case "/":
            text("/metrics  figures, for Prometheus\n/healthz  whether it runs\n/readyz   whether it takes newcomers\n")
        case "/metrics":
            HTTPListener.Response(
                contentType: Exposition.contentType, body: Array(metrics.exposition(gauges).utf8))
        // The loop turns, or nobody would say so.
        case "/healthz": text("ok\n")
        case "/readyz": isDraining ? text("draining\n", status: 503) : text("ready\n")
        default: nil
        }
    }

    private func text(_ text: String, status: Int = 200) -> HTTPListener.Response {
        HTTPListener.Response(status: status, body: Array(text.utf8))
    }

    /// Writes the figures to the log, a line for each group.
    public func logFigures() {
        for group in metrics.summary(gauges) where !group.figures.isEmpty {
            let figures = group.figures.map { ($0.key, Logger.MetadataValue.string($0.value)) }
            log.notice("figures of \(group.title)", metadata: Dictionary(figures) { first, _ in first })
        }
    }

    private var gauges: Gauges {
        var gauges = Gauges()
        gauges.connections = connections + arrivals.gate.count
        gauges.certificateExpiry = settings.tls?.certificateExpiry
        gauges.sessions = hub.sessionCount
        gauges.rooms = hub.roomCount
        gauges.historyBytes = hub.historyBytes
        gauges.outboxBytes = sessions.pendingOutput
        gauges.deliveries = delivery.deliveries
        return gauges
    }

    /// Counts a turn at its end. A turn in which nobody asked for the time had nothing to do but to send what had waited.
    func countTurn() {
        let delivered = delivery.deliveries &- deliveriesAtTurn
        deliveriesAtTurn = delivery.deliveries
        guard let start = loop.turnStart else { return }
        let nanoseconds = UInt64(clamping: Instant.current().nanoseconds - start.nanoseconds)
        metrics.countTurn(nanoseconds: nanoseconds, deliveries: delivered)
    }

    /// Counts how late the sweep came.
    func countLag() {
        let now = Instant.current()
        if let due = sweepDue { metrics.loopLag.record(UInt64(clamping: now.nanoseconds - due.nanoseconds)) }
        sweepDue = now + FixedLimits.upkeepInterval
    }
}

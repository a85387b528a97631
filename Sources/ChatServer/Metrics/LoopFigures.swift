import Libevent

/// Counts how the event loop keeps up: how long its turns take, and how late its timers come.
final class LoopFigures {
    private let loop: EventLoop
    private let metrics: Metrics
    private let delivery: Delivery
    private var deliveriesBefore: UInt64 = 0
    /// When the upkeep is due.
    private var upkeepDue: Instant?

    init(on loop: EventLoop, _ metrics: Metrics, _ delivery: Delivery) {
        self.loop = loop
        self.metrics = metrics
        self.delivery = delivery
    }

    /// Counts a turn at its end. A turn in which nobody asked for the time had nothing to do but to send what had waited.
    func countTurn() {
        let delivered = delivery.deliveries &- deliveriesBefore
        deliveriesBefore = delivery.deliveries
        guard let start = loop.turnStart else { return }
        let nanoseconds = UInt64(clamping: Instant.current().nanoseconds - start.nanoseconds)
        metrics.countTurn(nanoseconds: nanoseconds, deliveries: delivered)
    }

    /// Counts how late the upkeep came.
    func countLag() {
        let now = Instant.current()
        if let due = upkeepDue { metrics.loopLag.record(UInt64(clamping: now.nanoseconds - due.nanoseconds)) }
        upkeepDue = now + FixedLimits.upkeepInterval
    }
}

import Libevent

/// The end of the server: the loop stops when all who are leaving have left, or after 5 s.
final class Shutdown {
    /// No newcomer is taken, and nobody has a session any more.
    private(set) var isUnderWay = false

    /// Whether something else has to be done before the end; nil: nothing.
    var waits: (() -> Bool)?
    private let loop: EventLoop
    private let departures: Departures
    private var timer: Timer?

    init(on loop: EventLoop, _ departures: Departures) throws {
        self.loop = loop
        self.departures = departures
        timer = try Timer(on: loop) { [unowned self] in self.loop.stop() }
    }

    func begin() {
        isUnderWay = true
    }

    /// Stops the loop soon. Everybody who was here is leaving.
    func stopWhenAllHaveLeft() {
        timer?.schedule(after: FixedLimits.drainTime + FixedLimits.shutdownMargin)
        stopIfAllHaveLeft()
    }

    func stopIfAllHaveLeft() {
        if isUnderWay && departures.leaving.isEmpty && waits?() != true { loop.stop() }
    }
}

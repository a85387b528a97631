import Logging

/// The figures that somebody asks for: what was counted, and what is looked up at that moment.
final class Figures {
    /// nil: there is no store.
    var keeper: Keeper?
    /// nil: this server is the whole chat.
    var node: ClusterNode?
    private let settings: Settings
    private let metrics: Metrics
    private let driver: HubDriver
    private let sessions: SessionTable
    private let arrivals: Arrivals
    private let admission: Admission
    private let returns: Returns
    private let ircNewcomers: IRCNewcomers

    init(
        _ settings: Settings, _ metrics: Metrics, _ driver: HubDriver, _ sessions: SessionTable, _ arrivals: Arrivals,
        _ admission: Admission, _ returns: Returns, _ ircNewcomers: IRCNewcomers
    ) {
        self.ircNewcomers = ircNewcomers
        self.settings = settings
        self.metrics = metrics
        self.driver = driver
        self.sessions = sessions
        self.arrivals = arrivals
        self.admission = admission
        self.returns = returns
    }

    /// For Prometheus.
    var exposition: String { metrics.exposition(gauges) }

    /// Writes the figures to the log, a line for each group.
    func log() {
        for group in metrics.summary(gauges) where !group.figures.isEmpty {
            let figures = group.figures.map { ($0.key, Logger.MetadataValue.string($0.value)) }
            settings.log.notice(
                "figures of \(group.title)", metadata: Dictionary(figures) { first, _ in first })
        }
    }

    private var gauges: Gauges {
        var gauges = Gauges()
        gauges.connections = admission.open + arrivals.arriving
        gauges.webNewcomers = arrivals.web.count
        gauges.webSockets = sessions.lazy.filter { $0?.isFramed == true }.count
        gauges.certificateExpiry = settings.tls?.certificateExpiry
        gauges.sessions = driver.hub.sessionCount
        gauges.held = returns.heldCount
        countIRC(&gauges)
        gauges.rooms = driver.hub.roomCount
        gauges.historyBytes = driver.hub.historyBytes
        gauges.outboxBytes = sessions.pendingOutput
        gauges.deliveries = driver.delivery.deliveries
        gauges.store = keeper.map { keeper in
            StoreFigures(
                isFailing: keeper.isFailing, commits: keeper.commits, queueBytes: keeper.figures.bytes,
                secondsBehind: Double(keeper.timeBehind / .milliseconds(1)) / 1_000)
        }
        gauges.cluster = node?.figures
        return gauges
    }

    private func countIRC(_ gauges: inout Gauges) {
        var classes: Set<UInt8> = []
        for case let dialect? in sessions.lazy.map({ $0?.dialect.irc }) {
            gauges.ircSessions += 1
            classes.insert(dialect.rendering.rawValue)
        }
        gauges.ircReaderClasses = classes.count
        gauges.ircNewcomers = ircNewcomers.count
    }
}

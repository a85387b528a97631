import ChatCore
import Dialects
import Glibc
import Libevent

/// What is done twice a second.
final class Upkeep {
    private let loop: EventLoop
    private let arrivals: Arrivals
    private let ircNewcomers: IRCNewcomers
    private let admission: Admission
    private let driver: HubDriver
    private let silence: SilenceCheck
    private let returns: Returns
    private let certificate: CertificateReport
    private let memory: IdleMemory
    private let figures: LoopFigures
    private var timer: Timer?
    /// nil: there is no store.
    var keeping: Keeping?

    init(
        on loop: EventLoop, _ arrivals: Arrivals, _ ircNewcomers: IRCNewcomers, _ admission: Admission,
        _ driver: HubDriver, _ silence: SilenceCheck, _ returns: Returns, _ certificate: CertificateReport,
        _ figures: LoopFigures
    ) throws {
        self.loop = loop
        self.arrivals = arrivals
        self.ircNewcomers = ircNewcomers
        self.admission = admission
        self.driver = driver
        self.silence = silence
        self.returns = returns
        self.certificate = certificate
        self.figures = figures
        memory = IdleMemory(of: driver.delivery)
        timer = try Timer(on: loop) { [unowned self] in self.sweep() }
    }

    func start() {
        certificate.report()
        refreshZone()
        timer?.schedule(every: FixedLimits.upkeepInterval)
    }

    func stop() {
        timer?.cancel()
    }

    func sweep() {
        figures.countLag()
        refreshZone()
        memory.tidyUp()
        arrivals.expire()
        ircNewcomers.expire()
        certificate.reportIfDue()
        admission.forgetIdle(at: driver.moment.steady)
        keeping?.lookAround()
        silence.check()
        returns.makeRoom()
    }

    /// Asks for the zone's offset again, as daylight saving may have begun or ended.
    private func refreshZone() {
        var now = time(nil)
        var local = tm()
        localtime_r(&now, &local)
        driver.delivery.zone = Int64(local.tm_gmtoff)
    }
}

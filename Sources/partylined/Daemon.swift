import ChatServer
import Configuration
import Glibc
import Handover
import Libevent
import Logging
import Service

/// A server as a process: its signals, and what its service manager hears.
final class Daemon {
    private let server: Server
    private let loop: EventLoop
    private let log: KeyValueLog
    private let logger: Logger
    private let notifier: ServiceNotifier
    private let image: SelfImage
    private let pidFile: ServicePidFile
    /// Reads the configuration again.
    private let configuration: () throws -> Configuration
    /// The configuration that the process began with.
    private let service: Configuration.Service

    private var signals: [SignalWatch] = []
    private var timers: [Timer] = []
    private var lastReloadFailed = false
    private var isStopping = false
    /// The process that is the server now. Signals that still come to this one are meant for that.
    private var successor: pid_t?

    init(
        _ server: Server, on loop: EventLoop, log: KeyValueLog, notifier: ServiceNotifier, _ image: SelfImage,
        _ pidFile: ServicePidFile, configuration: @escaping () throws -> Configuration
    ) throws {
        self.server = server
        self.loop = loop
        self.log = log
        self.notifier = notifier
        self.image = image
        self.pidFile = pidFile
        self.configuration = configuration
        service = server.configuration.service
        logger = log.logger()
        for signal in [SIGINT, SIGTERM] {
            // libevent restores this at the end. A second signal must not kill a process that is ending in good order.
            _ = Glibc.signal(signal, SIG_IGN)
            signals.append(try SignalWatch(on: loop, signal: signal) { [unowned self] in self.stop() })
        }
        signals.append(try SignalWatch(on: loop, signal: SIGHUP) { [unowned self] in self.reload() })
        // In a turn of its own, as by hand.
        server.onRehash = { kill(getpid(), SIGHUP) }
        signals.append(try SignalWatch(on: loop, signal: SIGUSR1) { [unowned self] in self.server.logFigures() })
        signals.append(try SignalWatch(on: loop, signal: SIGUSR2) { [unowned self] in self.upgrade() })
        try every(.seconds(1)) { $0.tendLog() }
        guard notifier.isWanted else { return }
        try every(.seconds(3)) { $0.tellStatus() }
        if let interval = notifier.watchdogInterval {
            // Sent from the loop, so it stops when the loop hangs.
            try every(min(interval / 2, .seconds(3600))) { $0.notifier.watchdog() }
        }
    }

    private func every(_ interval: Duration, _ action: @escaping (Daemon) -> Void) throws {
        let timer = try Timer(on: loop) { [unowned self] in action(self) }
        timer.schedule(every: interval)
        timers.append(timer)
    }

    /// Serves, on what was bound before, until a signal has ended the server and everybody has been told.
    /// - Throws: `Failure` where the server could not go on.
    func run() throws {
        var fault: Server.NodeFault?
        server.onNodeFault = { fault = $0 }
        if server.isServing {
            notifier.ready()
        } else {
            server.onServing = { [notifier] in notifier.ready() }
        }
        tellStatus()
        loop.run()
        server.finishStore()
        logger.notice("stopped")
        log.tellSuppressed(all: true)
        if let fault { throw Failure(EX_UNAVAILABLE, "left the cluster: \(fault)") }
    }

    private func tellStatus() {
        guard !isStopping else { return notifier.retry() }
        let (sessions, rooms) = (server.sessionCount, server.roomCount)
        notifier.status(
            "\(sessions) session\(sessions == 1 ? "" : "s") in \(rooms) room\(rooms == 1 ? "" : "s")"
                + (lastReloadFailed ? "; the last reload failed, see the log" : ""))
    }

    private func tendLog() {
        takePidFile()
        log.tellSuppressed()
        server.metrics.suppressedLogLines = log.suppressedLines
    }

    private func stop() {
        if let successor {
            kill(successor, SIGTERM)
            return
        }
        if !isStopping { notifier.stopping() }
        isStopping = true
        server.drain()
    }

    /// Starts the program that is at our path now, and hands everything over to it (`Upgrade`).
    private func upgrade() {
        guard !isStopping else { return }
        guard getpid() != 1 else {
            return logger.error(
                "not upgraded: as process 1, whose end ends its container, replace the container instead")
        }
        var program = image.program
        program.isSibling = notifier.isWanted
        program.files = pidFile.handedOver
        var announced: pid_t?
        server.upgrade(to: program) { [unowned self] process in
            // This comes before it says that it is ready: a service manager believes only its main process.
            announced = process
            self.notifier.follow(process)
        } _: { [unowned self] isDone in
            if isDone {
                self.isStopping = true
                self.successor = announced
                self.pidFile.forsake()
            } else if announced != nil {
                self.notifier.follow(getpid())
            }
        }
    }

    /// Takes the pid file, which a predecessor keeps until it has ended.
    private func takePidFile() {
        guard pidFile.isWanted else { return }
        do {
            try pidFile.take()
        } catch {
            logger.debug("\(error)")
        }
    }

    /// Reads the file again; flags win over it, as they did at the start.
    private func reload() {
        if let successor {
            kill(successor, SIGHUP)
            return
        }
        guard !isStopping else { return }
        notifier.reloading()
        do {
            let new = try configuration()
            server.reload(new) { [unowned self] error in self.reloaded(new, error) }
        } catch {
            reloaded(nil, error)
        }
    }

    private func reloaded(_ new: Configuration?, _ error: (any Error)?) {
        if let error { server.reloadFailed(error) }
        if let new, error == nil {
            log.level = new.logLevel
            if new.service != service {
                logger.warning("[service] is not what it was at the start; that takes effect at the next one")
            }
        }
        lastReloadFailed = error != nil
        notifier.ready()
        tellStatus()
    }
}

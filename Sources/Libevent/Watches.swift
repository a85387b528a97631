import CLibevent
import Glibc

/// Calls back once, or again and again, after a time (`event_new` without a descriptor). Made idle.
public final class Timer {
    private let loop: EventLoop
    private var event: OpaquePointer?
    private let fire: () -> Void
    private var interval: Duration?

    /// - Throws: `LibeventError` where memory is out.
    public init(on loop: EventLoop, _ fire: @escaping () -> Void) throws(LibeventError) {
        self.loop = loop
        self.fire = fire
        event = event_new(loop.base, -1, 0, timerFired, Unmanaged.passUnretained(self).toOpaque())
        guard event != nil else { throw LibeventError("event_new") }
    }

    deinit {
        if let event { event_free(event) }
    }

    /// Fires once after `delay`; an earlier schedule is forgotten.
    public func schedule(after delay: Duration) {
        interval = nil
        arm(delay)
    }

    /// Fires every `interval` from now on; an earlier schedule is forgotten.
    public func schedule(every interval: Duration) {
        self.interval = interval
        arm(interval)
    }

    public func cancel() {
        interval = nil
        if let event { event_del(event) }
    }

    /// Whether it will fire.
    public var isScheduled: Bool {
        event_pending(event, Int16(EV_TIMEOUT), nil) != 0
    }

    private func arm(_ delay: Duration) {
        var time = delay.timeval
        event_add(event, &time)
    }

    fileprivate func expire() {
        if let interval { arm(interval) }
        fire()
    }
}

private func timerFired(_ descriptor: Int32, _ what: Int16, _ context: UnsafeMutableRawPointer?) {
    guard let context else { return }
    Unmanaged<Timer>.fromOpaque(context).takeUnretainedValue().expire()
}

/// Calls back, on the loop, for each signal of one kind that the process gets (`evsignal_new`).
public final class SignalWatch {
    private let loop: EventLoop
    private var event: OpaquePointer?
    private let handler: () -> Void

    /// - Throws: `LibeventError` where the signal can't be caught.
    public init(on loop: EventLoop, signal: Int32, _ handler: @escaping () -> Void) throws(LibeventError) {
        self.loop = loop
        self.handler = handler
        event = partyline_signal_new(loop.base, signal, signalArrived, Unmanaged.passUnretained(self).toOpaque())
        guard let event, event_add(event, nil) == 0 else { throw LibeventError("evsignal_new") }
    }

    deinit {
        if let event { event_free(event) }
    }

    fileprivate func arrive() { handler() }
}

private func signalArrived(_ signal: Int32, _ what: Int16, _ context: UnsafeMutableRawPointer?) {
    guard let context else { return }
    Unmanaged<SignalWatch>.fromOpaque(context).takeUnretainedValue().arrive()
}

/// Calls back while a descriptor that is not ours to frame is readable, or writable: a terminal, a pipe, a notification socket.
///
/// Not for regular files: epoll refuses them, and they never block anyway.
public final class DescriptorWatch {
    private let loop: EventLoop
    private var event: OpaquePointer?
    private let handler: () -> Void

    public enum Readiness {
        case readable, writable
    }

    /// Watches from now on. The descriptor stays the caller's to close, after this object is gone.
    /// - Throws: `LibeventError` where epoll refuses the descriptor (`EPERM` for a regular file).
    public init(
        on loop: EventLoop, descriptor: Int32, until readiness: Readiness = .readable, _ handler: @escaping () -> Void
    ) throws(LibeventError) {
        self.loop = loop
        self.handler = handler
        event = event_new(
            loop.base, descriptor, Int16((readiness == .readable ? EV_READ : EV_WRITE) | EV_PERSIST), descriptorReady,
            Unmanaged.passUnretained(self).toOpaque())
        guard let event, event_add(event, nil) == 0 else {
            let code = errno
            if let event { event_free(event) }
            event = nil
            throw LibeventError("event_add", code: code)
        }
    }

    deinit {
        if let event { event_free(event) }
    }

    public func enable() {
        event_add(event, nil)
    }

    public func disable() {
        event_del(event)
    }

    fileprivate func ready() { handler() }
}

private func descriptorReady(_ descriptor: Int32, _ what: Int16, _ context: UnsafeMutableRawPointer?) {
    guard let context else { return }
    Unmanaged<DescriptorWatch>.fromOpaque(context).takeUnretainedValue().ready()
}

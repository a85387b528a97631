import CLibevent
import Glibc

/// How a connection ends: by us, by the peer, or because it broke.
extension ByteConnection {
    /// How long, after our end is closed, what a peer still sends is read: a close with unread input would reset the
    /// connection, and the reset may overtake our last lines.
    private static let lingerTime = Duration.seconds(1)

    /// Reads no more, whatever comes. Something may still be sent, and `closeAfterDrain` is to follow.
    public func stopInput() {
        guard state == .open else { return }
        state = .ended
        bufferevent_disable(bufferEvent, Int16(EV_READ))
    }

    /// Whether it is over, be it that it broke.
    public var isClosed: Bool { state == .closed }

    /// Reads no more, sends what waits, then closes; `.closed` follows, never from within this call.
    /// - Parameter awaitingPeer: once all is sent only our side is closed, and what the peer sends is read, for nobody, until it closes its
    ///   own, or the time is over. Where a protocol has a farewell of its own, the peer's would meet a closed socket otherwise, and what was
    ///   sent to it might be lost (RFC 6455, section 7.1.1).
    public func closeAfterDrain(within time: Duration, awaitingPeer: Bool = false) {
        guard state == .open || state == .ended || state == .connecting else { return }
        // There is nobody to wait for.
        peerTime = awaitingPeer && !isBroken && state != .connecting ? time : nil
        state = .draining
        bufferevent_disable(bufferEvent, Int16(EV_READ))
        if ssl != nil { reportDrain() }
        do {
            let timer = try Timer(on: loop) { [unowned self] in self.closeTimeUp() }
            closeTimer = timer
            // With nothing to send no write callback would come.
            timer.schedule(after: pendingOutput == 0 ? .zero : time)
        } catch {
            finish(.failed(error))
        }
    }

    private func closeTimeUp() {
        switch state {
        case .draining: pendingOutput == 0 ? outputDrained() : finish(.drainTimeout)
        case .lingering: finish(.drained)
        default: break
        }
    }

    func outputDrained() {
        unitEnds = nil
        guard state == .draining, let bufferEvent else { return }
        sendCloseNotify()
        var unread: Int32 = 0
        let hasUnread = ioctl(descriptor, UInt(FIONREAD), &unread) == 0 && unread > 0
        guard hasUnread || peerTime != nil else { return finish(.drained) }
        state = .lingering
        shutdown(descriptor, Int32(SHUT_WR))
        bufferevent_disable(bufferEvent, Int16(EV_READ | EV_WRITE))
        do {
            lingerWatch = try DescriptorWatch(on: loop, descriptor: descriptor) { [unowned self] in
                if discardInput() { finish(.drained) }
            }
            closeTimer?.schedule(after: peerTime ?? ByteConnection.lingerTime)
        } catch {
            finish(.drained)
        }
    }

    func conditionBecame(_ what: Int32, code: Int32) {
        if what & BEV_EVENT_CONNECTED != 0 {
            guard state == .connecting else { return }
            state = .open
            ByteConnection.setNoDelay(descriptor)
            bufferevent_enable(bufferEvent, Int16(EV_READ))
            report(.connected)
        } else if what & BEV_EVENT_EOF != 0 {
            inputEnded()
        } else if what & BEV_EVENT_ERROR != 0 {
            let call = state == .connecting ? "connect" : what & BEV_EVENT_READING != 0 ? "read" : "write"
            broke(LibeventError(call, code: code), isReading: what & BEV_EVENT_READING != 0)
        }
    }

    /// It can't be read, or be written to, any more.
    ///
    /// A peer that sends and closes at once resets the connection where it was sent something, and a write may find that before its
    /// lines are read. The kernel has them still.
    func broke(_ error: LibeventError, isReading: Bool) {
        guard state == .open || state == .ended else { return finish(.failed(error)) }
        if failure == nil { failure = error }
        discardOutput()
        guard state == .open else { return }
        if isReading { return inputEnded() }
        // So that reading comes to an end, also where the peer is there and it was the system that failed.
        shutdown(descriptor, Int32(SHUT_RDWR))
        if !isPaused { bufferevent_enable(bufferEvent, Int16(EV_READ)) }
    }

    func inputEnded() {
        guard state == .open else { return }
        if isPaused {
            endsOnResume = true
        } else {
            state = .ended
            giveBackInput()
            report(failure.map { .broken($0) } ?? .endOfInput)
        }
    }

    /// To find the end libevent has made room for 8 KB of input, and keeps it until the connection is freed. Where thousands end at once
    /// the same room does for all of them.
    private func giveBackInput() {
        guard ssl == nil, let input = bufferevent_get_input(bufferEvent), evbuffer_get_length(input) == 0 else {
            return
        }
        // Only a buffer that has something gives its memory back.
        evbuffer_unfreeze(input, 0)
        evbuffer_add(input, "\n", 1)
        evbuffer_freeze(input, 0)
        evbuffer_drain(input, 1)
    }

    /// Reads what came, for nobody.
    /// - Returns: whether nothing more will come.
    func discardInput() -> Bool {
        withUnsafeTemporaryAllocation(byteCount: 4096, alignment: 1) { bytes in
            // Bounded, as a peer may send as fast as we read.
            for _ in 0..<16 {
                let count = recv(descriptor, bytes.baseAddress, bytes.count, Int32(MSG_DONTWAIT))
                if count > 0 || (count < 0 && errno == EINTR) { continue }
                return count == 0 || errno != EAGAIN
            }
            return false
        }
    }

    func finish(_ cause: CloseCause) {
        guard state != .closed else { return }
        state = .closed
        free()
        report(.closed(cause))
    }
}

import CLibevent
import CLibeventOpenSSL
import Glibc

/// What is different with TLS (`bufferevent_openssl_socket_new`).
///
/// A turn's output goes to OpenSSL in one piece, so that it is one record and one write(2). What the kernel does not take
/// OpenSSL keeps, half sent, and wants to be given again: it waits in the bufferevent, which does that.
extension ByteConnection {
    /// Whether TLS is still being agreed on. Nothing can be sent; it may last for ever, unless somebody closes.
    public var isHandshaking: Bool { ssl != nil && state == .connecting }

    /// - Parameter ssl: taken over, on failure too.
    func makeBufferEvent(_ descriptor: Int32, _ ssl: OpaquePointer) throws(LibeventError) {
        let role = SSL_is_server(ssl) == 1 ? BUFFEREVENT_SSL_ACCEPTING : BUFFEREVENT_SSL_CONNECTING
        // Callbacks are not deferred by libevent: with more than 32 of them it would turn again and again before onTurnEnd.
        // Only ends are, by `noticeEnd`.
        bufferEvent = bufferevent_openssl_socket_new(
            loop.base, descriptor, ssl, role, Int32(BEV_OPT_CLOSE_ON_FREE.rawValue))
        guard bufferEvent != nil else { throw LibeventError("bufferevent_openssl_socket_new", code: ENOMEM) }
        self.ssl = ssl
        bufferevent_setcb(
            bufferEvent, bytesArrived, nil, tlsConditionChanged, Unmanaged.passUnretained(self).toOpaque())
    }

    /// Asks to be told of written output. Not earlier than needed: with TLS libevent always defers that.
    func reportDrain() {
        bufferevent_setcb(
            bufferEvent, bytesArrived, bytesLeft, tlsConditionChanged, Unmanaged.passUnretained(self).toOpaque())
    }

    // MARK: - The peer's certificate

    /// Has the peer asked for a certificate, which it may leave out. To be called before the loop's next turn, for a connection that was
    /// accepted with TLS (`SSL_set_verify`).
    ///
    /// Any certificate is taken, whoever issued it and whenever: that the peer has its key is proved (RFC 8446, section 4.4.3), and nothing
    /// else is meant by it.
    public func askForPeerCertificate() {
        guard let ssl else { return }
        SSL_set_verify(ssl, SSL_VERIFY_PEER) { _, _ in 1 }
    }

    /// The certificate that the peer has shown and has the key of, as DER (`SSL_get1_peer_certificate`); nil: none.
    public var peerCertificate: [UInt8]? {
        guard let ssl, state != .connecting, let certificate = SSL_get1_peer_certificate(ssl) else { return nil }
        defer { X509_free(certificate) }
        var start: UnsafeMutablePointer<UInt8>?
        let count = i2d_X509(certificate, &start)
        guard count > 0, let start else { return nil }
        defer { partyline_openssl_free(start) }
        return Array(UnsafeBufferPointer(start: start, count: Int(count)))
    }

    // MARK: - Output

    /// Has no record that is sent carry more than so many bytes, in the place of 16,384 (`SSL_set_max_send_fragment`).
    ///
    /// It is for peers that read a part of a record, and then wait for the socket to be readable before they read on: what is left of a
    /// record is in their TLS, and the socket has nothing. To be called before anything is sent; without TLS it does nothing.
    /// - Parameter bytes: 512 to 16,384.
    public func limitRecords(to bytes: Int) {
        guard let ssl else { return }
        _ = partyline_ssl_set_max_send_fragment(ssl, bytes)
    }

    /// What is handed over at once at most: within a record's 16,384 bytes, and with libevent's header within 16 KB of memory.
    private static let blockSize = 16_336

    private enum Written { case whole, blocked, failed }

    /// `send`, with TLS. Apart, so that `send` without it pays for one test alone.
    @inline(never)
    func sendRecords(
        _ bufferEvent: OpaquePointer, _ ssl: OpaquePointer, _ head: UnsafeRawBufferPointer,
        _ tail: UnsafeRawBufferPointer
    ) -> Bool {
        let count = head.count + tail.count
        let isBehind = evbuffer_get_length(bufferevent_get_output(bufferEvent)) > 0
        var waits = isBehind
        var isNoted = false
        var taken = 0
        while taken < count {
            let end = min(taken + ByteConnection.blockSize, count)
            let written = withBlock(head, tail, taken..<end) { block in
                let written = waits ? .blocked : write(block, ssl)
                if written == .blocked, !isNoted {
                    noteUnits(head, tail, behind: taken, isFirst: !isBehind)
                    isNoted = true
                }
                // A block that OpenSSL has seen must be at the output's beginning and in one chain: it is, in an empty buffer.
                if written == .blocked { bufferevent_write(bufferEvent, block.baseAddress, block.count) }
                return written
            }
            if written == .failed { return false }
            waits = written == .blocked
            taken = end
        }
        return waits
    }

    /// A part of head and tail as if they stood together; copied only where it is of both.
    private func withBlock<Result>(
        _ head: UnsafeRawBufferPointer, _ tail: UnsafeRawBufferPointer, _ range: Range<Int>,
        _ body: (UnsafeRawBufferPointer) -> Result
    ) -> Result {
        if range.upperBound <= head.count { return body(UnsafeRawBufferPointer(rebasing: head[range])) }
        let rest = max(0, range.lowerBound - head.count)..<range.upperBound - head.count
        if range.lowerBound >= head.count { return body(UnsafeRawBufferPointer(rebasing: tail[rest])) }
        return withUnsafeTemporaryAllocation(byteCount: range.count, alignment: 1) { joined in
            let first = head[range.lowerBound...]
            joined.copyBytes(from: first)
            UnsafeMutableRawBufferPointer(rebasing: joined[first.count...]).copyBytes(from: tail[rest])
            return body(UnsafeRawBufferPointer(joined))
        }
    }

    private func write(_ block: UnsafeRawBufferPointer, _ ssl: OpaquePointer) -> Written {
        ERR_clear_error()
        // Whole or not at all, as partial writes are off (TLSContext).
        let status = SSL_write(ssl, block.baseAddress, Int32(block.count))
        guard status <= 0 else { return .whole }
        let code = errno
        switch SSL_get_error(ssl, status) {
        case SSL_ERROR_WANT_WRITE, SSL_ERROR_WANT_READ: return .blocked
        case SSL_ERROR_SYSCALL: noticeEnd(BEV_EVENT_ERROR | BEV_EVENT_WRITING, code: code)
        default: noticeEnd(BEV_EVENT_ERROR | BEV_EVENT_WRITING, code: EPROTO)
        }
        ERR_clear_error()
        return .failed
    }

    /// Bytes of the output that are in one piece from its beginning: at least those that OpenSSL wants again.
    func firstChainLength(of output: OpaquePointer) -> Int {
        var chain = iovec()
        return evbuffer_peek(output, 1, nil, &chain, 1) > 0 ? chain.iov_len : 0
    }

    // MARK: - The end

    /// Tells the peer that nothing follows (RFC 8446, section 6.1), if it can be told at once.
    func sendCloseNotify() {
        guard let ssl, failure == nil, state != .connecting, pendingOutput == 0, SSL_in_init(ssl) == 0 else { return }
        SSL_shutdown(ssl)
        ERR_clear_error()
    }

    /// Has the end handled after what is running now: libevent may report it before the bytes that it has just read, and
    /// nothing may be reported from within `send`.
    func noticeEnd(_ what: Int32, code: Int32) {
        isEndNoticed = true
        // Where libevent finds it.
        errno = code
        bufferevent_trigger_event(bufferEvent, Int16(what), Int32(BEV_TRIG_DEFER_CALLBACKS.rawValue))
    }

    fileprivate func tlsConditionBecame(_ what: Int32, code: Int32) {
        if what & BEV_EVENT_CONNECTED != 0 { return conditionBecame(what, code: code) }
        guard isEndNoticed else { return noticeEnd(what, code: code) }
        isEndNoticed = false
        guard let bufferEvent, let ssl else { return }
        let errors = takeErrors(bufferEvent)
        if state == .connecting {
            let error = handshakeError(ssl, errors, code: what & BEV_EVENT_EOF != 0 ? 0 : code)
            // Unread input would turn the close into a reset, which may overtake OpenSSL's alert.
            shutdown(descriptor, Int32(SHUT_WR))
            _ = discardInput()
            finish(.failed(error))
        } else if what & BEV_EVENT_ERROR != 0 {
            let call = what & BEV_EVENT_READING != 0 ? "read" : "write"
            let isProtocol = errors.sslReason != 0
            broke(
                isProtocol ? LibeventError(call, .protocolError(errors.words)) : LibeventError(call, code: code),
                isReading: what & BEV_EVENT_READING != 0)
        } else {
            // libevent stops writing too, but the peer may still read.
            if pendingOutput > 0 { bufferevent_enable(bufferEvent, Int16(EV_WRITE)) }
            bufferevent_disable(bufferEvent, Int16(EV_READ))
            inputEnded()
        }
    }

    /// OpenSSL's errors as libevent has kept them.
    private func takeErrors(_ bufferEvent: OpaquePointer) -> OpenSSLErrors {
        var codes: [UInt] = []
        // The last one first; SSL_ERROR_…, which has no library, among them.
        while case let code = bufferevent_get_openssl_error(bufferEvent), code != 0 {
            if ERR_GET_LIB(code) != 0 { codes.append(code) }
        }
        return OpenSSLErrors(codes.reversed())
    }

    private func handshakeError(_ ssl: OpaquePointer, _ errors: OpenSSLErrors, code: Int32) -> LibeventError {
        switch errors.sslReason {
        case 0:
            guard code != 0 else { return LibeventError("handshake", .closedEarly) }
            let isConnected = SSL_is_server(ssl) == 1 || BIO_number_written(SSL_get_wbio(ssl)) > 0
            return LibeventError(isConnected ? "handshake" : "connect", code: code)
        case SSL_R_WRONG_VERSION_NUMBER, SSL_R_HTTP_REQUEST, SSL_R_HTTPS_PROXY_REQUEST:
            return LibeventError("handshake", .notTLS)
        case SSL_R_CERTIFICATE_VERIFY_FAILED:
            return LibeventError("handshake", .untrusted(Int32(SSL_get_verify_result(ssl))))
        case SSL_AD_REASON_OFFSET...: return LibeventError("handshake", .refused(errors.words))
        default: return LibeventError("handshake", .protocolError(errors.words))
        }
    }
}

private func tlsConditionChanged(_ bufferEvent: OpaquePointer?, _ what: Int16, _ context: UnsafeMutableRawPointer?) {
    let code = errno
    guard let context else { return }
    Unmanaged<ByteConnection>.fromOpaque(context).takeUnretainedValue().tlsConditionBecame(Int32(what), code: code)
}

import CLibeventOpenSSL

/// Which protocol is spoken over TLS, where a client says what it could speak (ALPN, RFC 7301).
extension TLSContext {
    /// Answers clients that offer protocols: those of connections for HTTP by `http/1.1`, or by an alert where they offer only others. All
    /// other connections choose none, whatever is offered.
    func acceptOffers() {
        SSL_CTX_set_alpn_select_cb(
            pointer,
            { ssl, chosen, chosenLength, offered, length, _ in
                guard let ssl, SSL_get_ex_data(ssl, TLSContext.httpIndex) != nil else { return SSL_TLSEXT_ERR_NOACK }
                let names = UnsafeBufferPointer(start: offered, count: Int(length))
                guard let range = TLSContext.find("http/1.1", in: names) else { return SSL_TLSEXT_ERR_ALERT_FATAL }
                chosen?.pointee = offered.map { $0 + range.lowerBound }
                chosenLength?.pointee = UInt8(range.count)
                return SSL_TLSEXT_ERR_OK
            }, nil)
    }

    /// The index that OpenSSL keeps for programs (`SSL_set_app_data`).
    fileprivate static let httpIndex: Int32 = 0

    /// Each name stands after its length.
    private static func find(_ name: String, in names: UnsafeBufferPointer<UInt8>) -> Range<Int>? {
        var start = 0
        while start < names.count {
            let range = start + 1..<start + 1 + Int(names[start])
            guard range.upperBound <= names.count else { return nil }
            if names[range].elementsEqual(name.utf8) { return range }
            start = range.upperBound
        }
        return nil
    }
}

extension ByteConnection {
    /// HTTP/1.1 is spoken over it: a peer that offers other protocols alone is refused in the handshake. To be called before the loop's next
    /// turn, for a connection that was accepted with TLS.
    public func speakHTTP() {
        guard let ssl else { return }
        SSL_set_ex_data(ssl, TLSContext.httpIndex, UnsafeMutableRawPointer(bitPattern: 1))
    }
}

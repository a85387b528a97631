import Libevent

extension Configuration {
    /// What can't be, each with the bounds; empty where all is well.
    public var faults: [String] {
        var faults: [String] = []
        func check(_ key: String, _ value: Int, _ bounds: ClosedRange<Int>) {
            if !bounds.contains(value) {
                faults.append("\(key) is \(value); it must be from \(bounds.lowerBound) to \(bounds.upperBound)")
            }
        }
        if name.isEmpty || name.utf8.count > 255 || !name.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) {
            faults.append("name must be 1 to 255 printable ASCII characters without spaces, as chat.example.org")
        }
        if listen.isEmpty { faults.append("nothing to listen on; give at least one address, as 127.0.0.1:6000") }
        faults += listenedTwice.map { "listen names \($0) twice" }
        if motd.contains(where: { $0.utf8.count > 2_048 }) { faults.append("a line of motd is over 2048 bytes") }
        if motd.count > 200 { faults.append("motd has \(motd.count) lines; 200 are allowed") }
        for listen in listen { faults += impossible(listen) }
        faults += impossibleTLS
        if proxy.trusted.isEmpty, let listen = listen.first(where: \.proxyProtocol) {
            faults.append("\(listen) has proxy_protocol = true, which needs [proxy] with the trusted networks")
        }
        check("rooms.per_session", rooms.perSession, 1...1_000)
        check("limits.connections", limits.connections, 1...1_000_000)
        check("limits.connections_per_address", limits.connectionsPerAddress, 1...1_000_000)
        // The longest line that we send, one's away note after the names of 50 rooms, is 1,837 bytes longer and must stay within 4096.
        check("limits.line_bytes", limits.lineBytes, 64...2_250)
        check("limits.burst", limits.burst, 1...1_000_000)
        check("limits.send_queue_bytes", limits.sendQueueBytes, 4_096...(1 << 30))
        check("limits.idle_seconds", limits.idleSeconds, 0...31_536_000)
        check("limits.ping_seconds", limits.pingSeconds, 0...86_400)
        check("limits.handshake_seconds", limits.handshakeSeconds, 1...3_600)
        check("limits.first_line_seconds", limits.firstLineSeconds, 0...86_400)
        let rates = [
            ("limits.messages_per_second", limits.messagesPerSecond),
            ("limits.connects_per_second", limits.connectsPerSecond),
        ]
        for (key, rate) in rates where !(0...1_000_000).contains(rate) {
            faults.append("\(key) is \(rate); it must be from 0 to 1000000")
        }
        return faults
    }

    private func impossible(_ listen: Listen) -> [String] {
        guard listen.mode <= 0o777 else {
            return ["the mode of \(listen) must be from 0 to 0777, as \"0660\""]
        }
        return []
    }

    private var impossibleTLS: [String] {
        if tls.certificate.isEmpty != tls.key.isEmpty { return ["tls needs both a certificate and a key"] }
        guard tls.certificate.isEmpty, let listen = listen.first(where: \.tls) else { return [] }
        return ["\(listen) has tls = true, which needs [tls] with a certificate and a key"]
    }

    /// Addresses given again; port 0 is another each time.
    private var listenedTwice: [Listen] {
        listen.enumerated().filter { position, entry in
            if case .endpoint(.host(_, port: 0)) = entry.place { return false }
            return listen.firstIndex { $0.place == entry.place } != position
        }.map(\.element)
    }
}

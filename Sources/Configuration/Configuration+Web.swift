extension Configuration {
    /// What does not fit together of listeners for the web.
    var webFaults: [Fault] {
        var faults: [Fault] = []
        for (index, listen) in listen.enumerated() {
            func add(_ key: String, _ words: String) {
                faults.append(Fault(["listen", .index(index), .key(key)], words))
            }
            if listen.web, listen.spoken == .irc {
                add("protocol", "\(listen) has web = true, where IRC is spoken by the path /irc; take protocol out")
            }
            guard listen.forwarded else { continue }
            if !listen.web { add("forwarded", "\(listen) has forwarded = true, which needs web = true beside it") }
            if listen.proxyProtocol {
                add("forwarded", "\(listen) has forwarded = true and proxy_protocol = true; one of them says who comes")
            }
            if proxy.trusted.isEmpty, !listen.isUnix {
                add("forwarded", "\(listen) has forwarded = true, which needs [proxy] with the trusted networks")
            }
        }
        return faults
    }

    /// What is no fault, and yet hardly meant.
    package var webWarnings: [String] {
        guard web.origins.contains("*"), listen.contains(where: \.web) else { return [] }
        return [
            "web.origins has \"*\": pages of any site may connect here, from the browsers of those who look at them"
        ]
    }
}

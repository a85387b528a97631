import Libevent

extension Configuration {
    /// What can't be, each with the bounds; empty where all is well.
    public var faults: [String] { (valueFaults + combinationFaults).map(\.words) }

    /// What is wrong with single values, where keys go by other names, as those of flags.
    /// - Parameter name: what a key is called, given its name in a file, as `limits.burst`.
    public func valueFaults(naming name: (String) -> String) -> [String] {
        valueFaults.map { $0.words(naming: name) }
    }

    /// What is wrong with one value, whatever the others are.
    var valueFaults: [Fault] {
        var faults: [Fault] = []
        func check<Root>(_ settings: [Setting<Root>], of root: Root, at path: TOMLPath) {
            for setting in settings {
                guard let predicate = setting.fault(root) else { continue }
                faults.append(Fault(path + [.key(setting.key)], predicate: predicate))
            }
        }
        check(Schema.root, of: self, at: [])
        for (index, listen) in listen.enumerated() {
            check(Schema.listen, of: listen, at: ["listen", .index(index)])
        }
        for section in Schema.sections { check(section.settings, of: self, at: [.key(section.name)]) }
        return faults
    }

    /// What does not go together.
    var combinationFaults: [Fault] {
        var faults: [Fault] = []
        if listen.isEmpty {
            faults.append(Fault(["listen"], "nothing to listen on; give at least one address, as 127.0.0.1:6000"))
        }
        for (index, listen) in listen.enumerated() where isListenedBefore(index) {
            faults.append(Fault(["listen", .index(index), "address"], "listen names \(listen) twice"))
        }
        if tls.certificate.isEmpty != tls.key.isEmpty {
            let (given, missing) = tls.key.isEmpty ? ("certificate", "key") : ("key", "certificate")
            faults.append(Fault(["tls", .key(given)], "tls.\(given) needs a tls.\(missing) beside it"))
        }
        for (index, listen) in listen.enumerated() where listen.tls && tls.certificate.isEmpty && tls.key.isEmpty {
            let words = """
                \(listen) is to have TLS, which needs a certificate and a key: [tls], or --tls-certificate and --tls-key
                """
            faults.append(Fault(["listen", .index(index), "tls"], words))
        }
        // Who may connect to a Unix socket is said by its file's mode.
        for (index, listen) in listen.enumerated()
        where listen.proxyProtocol && proxy.trusted.isEmpty && !listen.isUnix {
            let words = "\(listen) has proxy_protocol = true, which needs [proxy] with the trusted networks"
            faults.append(Fault(["listen", .index(index), "proxy_protocol"], words))
        }
        return faults
    }

    /// Whether an address was given before. Port 0 is another each time.
    private func isListenedBefore(_ index: Int) -> Bool {
        let place = listen[index].place
        if case .endpoint(.host(_, port: 0)) = place { return false }
        return listen[..<index].contains { $0.place == place }
    }
}

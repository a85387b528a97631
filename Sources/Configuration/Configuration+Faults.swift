import Libevent

extension Configuration {
    /// All faults, with the bounds that apply; empty if there are none.
    package var faults: [String] { (valueFaults + combinationFaults).map(\.words) }

    /// The faults in single values, for readers who know the keys by other names, as those of flags.
    /// - Parameter name: turns a key's name in a file, as `limits.burst`, into the other name.
    package func valueFaults(naming name: (String) -> String) -> [String] {
        valueFaults.map { $0.words(naming: name) }
    }

    /// The faults in single values, whatever the others are.
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

    /// The faults of values that do not fit together.
    var combinationFaults: [Fault] {
        var faults: [Fault] = []
        if listen.isEmpty {
            faults.append(Fault(["listen"], "nothing to listen on; give at least one address, as 127.0.0.1:6000"))
        }
        faults += overlaps
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
        for (index, listen) in listen.enumerated() where listen.clientCertificates && !listen.tls {
            let words = "\(listen) has client_certificates = true, which needs tls = true beside it"
            faults.append(Fault(["listen", .index(index), "client_certificates"], words))
        }
        if irc.stsPort > 0, !listen.contains(where: { $0.spoken == .irc && $0.tls }) {
            let words =
                "irc.sts_port sends clients to TLS, which needs a [[listen]] with protocol = \"irc\" and tls = true"
            faults.append(Fault(["irc", "sts_port"], words))
        }
        if service.user.isEmpty && !service.group.isEmpty {
            let words = "the group \(service.group.shown()) needs a user beside it: user in [service], or --user"
            faults.append(Fault(["service", "group"], words))
        }
        // For a Unix socket, the mode of its file says who may connect.
        for (index, listen) in listen.enumerated()
        where listen.proxyProtocol && proxy.trusted.isEmpty && !listen.isUnix {
            let words = "\(listen) has proxy_protocol = true, which needs [proxy] with the trusted networks"
            faults.append(Fault(["listen", .index(index), "proxy_protocol"], words))
        }
        return faults + webFaults + clusterFaults
    }

    /// Addresses that are given twice, or that another one includes; the system would refuse them. Port 0 means another
    /// port each time.
    private var overlaps: [Fault] {
        var faults: [Fault] = []
        for (index, listen) in listen.enumerated() {
            if case .endpoint(.host(_, port: 0)) = listen.place { continue }
            let path: TOMLPath = ["listen", .index(index), "address"]
            if self.listen[..<index].contains(where: { $0.place == listen.place }) {
                faults.append(Fault(path, "listen names \(listen) twice"))
            } else if let other = self.listen.first(where: { $0.place != listen.place && $0.takesIn(listen) }) {
                faults.append(
                    Fault(path, "\(listen) is within \(other), which is listened on, too; take one of them out"))
            }
        }
        return faults
    }
}

extension Configuration.Listen {
    /// Whether this address, which is all of a family, includes the other one.
    fileprivate func takesIn(_ other: Configuration.Listen) -> Bool {
        guard case .endpoint(.host(let host, let port)) = place, case .endpoint(.host(let part, port)) = other.place,
            let all = IPAddress(host), all.isAny
        else { return false }
        // An empty host and localhost stand for both families.
        return part.isEmpty || part == "localhost" || IPAddress(part)?.isV4 == all.isV4
    }
}

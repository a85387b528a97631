import Glibc

/// Variables by which a service manager speaks to a process. Each is taken out as it is read, so that nothing the process
/// starts believes that it is meant (`sd_listen_fds(3)`, `sd_notify(3)`).
public struct ServiceEnvironment {
    private let take: (String) -> String?

    /// The process's own. Only while there is one thread: unsetenv(3) is safe in no other case.
    public static var process: ServiceEnvironment {
        ServiceEnvironment { name in
            guard let value = getenv(name).map({ String(cString: $0) }) else { return nil }
            unsetenv(name)
            return value
        }
    }

    /// Made-up ones.
    init(_ values: [String: String]) {
        take = { values[$0] }
    }

    private init(_ take: @escaping (String) -> String?) {
        self.take = take
    }

    func take(_ name: String) -> String? {
        take(name)
    }
}

extension UInt64 {
    /// Decimal digits and nothing else: `UInt64.init` would also take `+1`.
    init?(digits: String) {
        guard digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        self.init(digits)
    }
}

import Glibc

/// Variables by which a service manager speaks to a process. Each is removed when it is read, so that no program that
/// the process starts takes it for its own (`sd_listen_fds(3)`, `sd_notify(3)`).
public struct ServiceEnvironment {
    private let take: (String) -> String?

    /// The process's own environment. Use it only while there is one thread, as unsetenv(3) is unsafe otherwise.
    public static var process: ServiceEnvironment {
        ServiceEnvironment { name in
            guard let value = getenv(name).map({ String(cString: $0) }) else { return nil }
            unsetenv(name)
            return value
        }
    }

    /// An invented environment, for tests.
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

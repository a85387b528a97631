import Glibc
import Logging
import TestSupport
import Testing

@testable import Service

/// A service manager's end of a notification socket.
private final class Manager {
    let place: String
    private let descriptor: Int32

    init(abstract: Bool = false) throws {
        let path = freshPath()
        place = abstract ? "@" + path.dropFirst() : path
        descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let name = abstract ? [0] + place.utf8.dropFirst() : Array(place.utf8)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: name) }
        let length = socklen_t(2 + name.count)
        let bound = withUnsafeBytes(of: &address) { [descriptor] bytes in
            bind(descriptor, bytes.baseAddress?.assumingMemoryBound(to: sockaddr.self), length)
        }
        try #require(bound == 0)
    }

    deinit {
        close(descriptor)
        unlink(place)
    }

    /// The next datagram; nil where there is none.
    func next() -> String? {
        var bytes = [UInt8](repeating: 0, count: 4096)
        let count = recv(descriptor, &bytes, bytes.count, 0)
        return count < 0 ? nil : String(decoding: bytes[..<count], as: UTF8.self)
    }

    func all() -> [String] {
        Array(sequence(state: ()) { _ in self.next() })
    }
}

@Suite struct ServiceNotifierTests {
    private let pipe: Pipe
    private let log: KeyValueLog

    init() throws {
        pipe = try Pipe()
        log = KeyValueLog(descriptor: pipe.writing, level: .info, form: .journal, clock: .system)
    }

    private func notifier(_ values: [String: String]) -> ServiceNotifier {
        ServiceNotifier(ServiceEnvironment(values), log: log.logger())
    }

    @Test(arguments: [false, true]) func tellsItsStates(abstract: Bool) throws {
        let manager = try Manager(abstract: abstract)
        let notifier = notifier(["NOTIFY_SOCKET": manager.place])
        #expect(notifier.isWanted && notifier.watchdogInterval == nil)
        notifier.ready()
        notifier.watchdog()
        notifier.reloading()
        notifier.ready()
        notifier.stopping()
        let told = manager.all()
        try #require(told.count == 5)
        #expect(told[0] == "READY=1" && told[1] == "WATCHDOG=1" && told[3] == "READY=1" && told[4] == "STOPPING=1")
        let reloading = told[2].split(separator: "\n")
        #expect(reloading.count == 2 && reloading[0] == "RELOADING=1")
        let time = try #require(Int64(reloading[1].dropFirst("MONOTONIC_USEC=".count)))
        var now = timespec()
        clock_gettime(CLOCK_MONOTONIC, &now)
        #expect((now.seconds - 600...now.seconds).contains(Double(time) / 1e6))
        #expect(pipe.text() == "")
    }

    @Test func aStatusIsToldWhenItChanges() throws {
        let manager = try Manager()
        let notifier = notifier(["NOTIFY_SOCKET": manager.place])
        notifier.status("1 session")
        notifier.status("1 session")
        notifier.status("2 sessions\nREADY=1")
        #expect(manager.all() == ["STATUS=1 session", "STATUS=2 sessions READY=1"])
    }

    @Test func withoutAManagerNothingHappens() {
        let notifier = notifier(["WATCHDOG_USEC": "1000000"])
        notifier.ready()
        notifier.status("unheard")
        notifier.watchdog()
        #expect(!notifier.isWanted && notifier.watchdogInterval == nil)
        #expect(pipe.text() == "")
    }

    @Test func aSocketThatIsGoneIsToldOnce() throws {
        var manager: Manager? = try Manager()
        let place = try #require(manager?.place)
        let notifier = notifier(["NOTIFY_SOCKET": place])
        notifier.ready()
        manager = nil
        for _ in 0..<5 { notifier.watchdog() }
        notifier.stopping()
        #expect(pipe.text() == "<4>level=warning msg=\"can't tell the service manager: No such file or directory\"\n")
    }

    /// The manager is busy: what changes the state comes later, in its order; nothing waits, and nothing is logged.
    @Test func aFullQueueIsTriedAgain() throws {
        let manager = try Manager()
        let notifier = notifier(["NOTIFY_SOCKET": manager.place])
        withWatchdog {
            for _ in 0..<10_000 { notifier.watchdog() }
            notifier.ready()
            notifier.status("serving")
            notifier.stopping()
        }
        let ticks = manager.all()
        #expect(ticks.count < 10_000 && ticks.allSatisfy { $0 == "WATCHDOG=1" })
        notifier.retry()
        notifier.status("serving")
        #expect(manager.all() == ["READY=1", "STOPPING=1", "STATUS=serving"])
        #expect(pipe.text() == "")
    }

    @Test(arguments: ["relative/path", "", "@", "/", "vsock:2:1234", "/" + String(repeating: "x", count: 108)])
    func anAddressThatCantBe(_ place: String) {
        let notifier = notifier(["NOTIFY_SOCKET": place, "WATCHDOG_USEC": "1000000"])
        notifier.ready()
        #expect(!notifier.isWanted && notifier.watchdogInterval == nil)
        #expect(pipe.text().contains("<4>level=warning msg=\"NOTIFY_SOCKET is "))
    }

    // MARK: Watchdog

    @Test func theWatchdogsInterval() throws {
        let manager = try Manager()
        let pid = "\(getpid())"
        let values = ["NOTIFY_SOCKET": manager.place, "WATCHDOG_USEC": "30000000"]
        #expect(notifier(values).watchdogInterval == .seconds(30))
        #expect(notifier(values.merging(["WATCHDOG_PID": pid]) { $1 }).watchdogInterval == .seconds(30))
        #expect(notifier(values.merging(["WATCHDOG_PID": "1"]) { $1 }).watchdogInterval == nil)
        #expect(pipe.text() == "")
    }

    @Test(arguments: [
        ["WATCHDOG_USEC": ""], ["WATCHDOG_USEC": "0"], ["WATCHDOG_USEC": "-1"], ["WATCHDOG_USEC": "+5000000"],
        ["WATCHDOG_USEC": "30s"], ["WATCHDOG_USEC": "18446744073709551615"], ["WATCHDOG_USEC": "99999999999999999999"],
        ["WATCHDOG_USEC": "19999"], ["WATCHDOG_USEC": "1000000", "WATCHDOG_PID": "me"],
        ["WATCHDOG_USEC": "1000000", "WATCHDOG_PID": "-1"], ["WATCHDOG_USEC": "1000000", "WATCHDOG_PID": "0"],
    ])
    func aWatchdogThatLies(_ values: [String: String]) throws {
        let manager = try Manager()
        let notifier = notifier(values.merging(["NOTIFY_SOCKET": manager.place]) { $1 })
        #expect(notifier.isWanted && notifier.watchdogInterval == nil)
        #expect(pipe.text().contains("<4>level=warning msg=\"WATCHDOG_"))
    }
}

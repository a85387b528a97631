import Foundation
import Testing

/// What the daemon tells a service manager (sd_notify(3)).
@Suite struct NotificationTests {
    private func withManager(
        _ flags: [String] = [], _ environment: [String: String] = [:],
        _ body: (NotificationSocket, DaemonProcess) throws -> Void
    ) throws {
        let manager = try NotificationSocket()
        let environment = environment.merging(["NOTIFY_SOCKET": manager.path]) { $1 }
        try withDaemon(flags, environment: environment) { try body(manager, $0) }
    }

    @Test func readyWhenItListens() throws {
        let manager = try NotificationSocket()
        let child = try ChildProcess(
            Binaries.daemon, ["--listen", "127.0.0.1:0"], environment: ["NOTIFY_SOCKET": manager.path])
        #expect(try manager.next("READY=1", by: Deadline(seconds: 10)) == "READY=1")
        #expect(child.log.text.contains("listening on 127.0.0.1:"))
        let daemon = try DaemonProcess(child)
        try daemon.connect().expect("*** partyline/1 {*}")
        try daemon.stop()
        #expect(try manager.next("STOPPING=1") == "STOPPING=1")
    }

    @Test func itsStatus() throws {
        try withManager { manager, daemon in
            #expect(try manager.next("STATUS=") == "STATUS=0 sessions in 0 rooms")
            let ann = try daemon.join("ann")
            #expect(try manager.next("STATUS=", by: Deadline(seconds: 10)) == "STATUS=1 session in 1 room")
            ann.close()
            // The room is kept, for whoever comes next.
            #expect(try manager.next("STATUS=", by: Deadline(seconds: 10)) == "STATUS=0 sessions in 1 room")
        }
    }

    /// The new process is the main one before it says that it is ready, and a child of the manager's: another's child would be
    /// killed where it is to be stopped (systemd.kill(5)).
    @Test func anUpgrade() throws {
        try withManager { manager, daemon in
            _ = try manager.next("READY=1")
            let ann = try daemon.join("ann")
            try daemon.upgrade()
            let successor = try #require(daemon.process.successor)
            #expect(try manager.next("MAINPID=") == "MAINPID=\(successor)")
            _ = try manager.next("READY=1")
            let status = try String(contentsOfFile: "/proc/\(successor)/status", encoding: .utf8)
            #expect(status.contains("PPid:\t\(getpid())\n"))
            try ann.send("/ping x")
            try ann.expect("-- pong x")
        }
    }

    @Test func anUpgradeThatFails() throws {
        let manager = try NotificationSocket()
        let path = freshPath()
        let copy = try ChildProcess("/bin/cp", [Binaries.daemon, path])
        #expect(try copy.waitForExit() == .exited(0))
        defer { unlink(path) }
        let daemon = try DaemonProcess(
            ChildProcess(path, ["--listen", "127.0.0.1:0"], environment: ["NOTIFY_SOCKET": manager.path]))
        unlink(path)
        daemon.process.send(signal: SIGUSR2)
        try daemon.process.waitForLog("can't be started: No such file or directory")
        _ = try daemon.join("ann")
        try daemon.stop()
    }

    @Test func reloading() throws {
        try withManager { manager, daemon in
            _ = try manager.next("READY=1")
            daemon.process.send(signal: SIGHUP)
            let told = try manager.next("RELOADING=1").split(separator: "\n")
            #expect(told.count == 2 && told[1].hasPrefix("MONOTONIC_USEC="))
            _ = try manager.next("READY=1")
            try daemon.process.waitForLog("msg=reloaded")
        }
    }

    /// The old configuration goes on, so it is ready again; and the status says what happened.
    @Test func aReloadThatFails() throws {
        let path = freshPath()
        try writeFile("name = \"one\"\n", at: path)
        defer { unlink(path) }
        try withManager(["--config", path]) { manager, daemon in
            _ = try manager.next("STATUS=")
            try writeFile("nmae = \"two\"\n", at: path)
            daemon.process.send(signal: SIGHUP)
            _ = try manager.next("RELOADING=1")
            _ = try manager.next("READY=1")
            #expect(try manager.next("STATUS=").contains("the last reload failed"))
            try writeFile("name = \"two\"\n", at: path)
            daemon.process.send(signal: SIGHUP)
            #expect(try !manager.next("STATUS=").contains("reload"))
            try daemon.connect().expect("*** partyline/1 two. {*}")
        }
    }

    @Test func theWatchdog() throws {
        try withManager([], ["WATCHDOG_USEC": "100000"]) { manager, _ in
            for _ in 0..<5 { _ = try manager.next("WATCHDOG=1") }
        }
    }

    /// It serves on, and says once that nobody hears it.
    @Test func aManagerThatGoesAway() throws {
        try withManager([], ["WATCHDOG_USEC": "40000"]) { manager, daemon in
            let ann = try daemon.join("ann")
            _ = try manager.next("WATCHDOG=1")
            manager.close()
            try daemon.process.waitForLog("can't tell the service manager")
            // More is told meanwhile, and not heard, either: one line in all.
            try ann.settle()
            daemon.process.send(signal: SIGHUP)
            try daemon.process.waitForLog("msg=reloaded")
            try ann.settle()
            #expect(daemon.process.log.text.ranges(of: "can't tell").count == 1)
        }
    }

    @Test(arguments: [
        ["NOTIFY_SOCKET": "run/notify"], ["NOTIFY_SOCKET": "/" + String(repeating: "x", count: 200)],
        ["NOTIFY_SOCKET": "/nonexistent/notify"], ["NOTIFY_SOCKET": "@partyline-nobody", "WATCHDOG_USEC": "soon"],
    ])
    func anEnvironmentThatLies(_ environment: [String: String]) throws {
        try withDaemon(environment: environment) { daemon in
            try daemon.process.waitForLog("level=warning")
            try daemon.connect().expect("*** partyline/1 {*}")
        }
    }
}

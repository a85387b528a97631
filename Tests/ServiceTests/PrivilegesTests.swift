import CLinux
import Glibc
import Testing

@testable import Service

@Suite struct PrivilegesTests {
    @Test func accountsAreLookedUp() throws {
        let nobody = try Account(user: "nobody")
        #expect(nobody.user == 65534 && nobody.group == 65534)
        #expect(try Account(user: "nobody", group: "daemon").group == 1)
    }

    @Test func thoseThatAreNotThere() throws {
        let user = try fault { _ = try Account(user: "no-such-user") }
        #expect(user.description.contains("there is no user no-such-user") && user.exitCode == EX_NOUSER)
        let group = try fault { _ = try Account(user: "nobody", group: "no-such-group") }
        #expect(group.description.contains("there is no group no-such-group"))
        #expect(try fault { _ = try Account(user: "root") }.description.contains("is root"))
    }

    @Test(.enabled(if: getuid() == 0, "needs root")) func rootIsGivenUpForGood() async {
        await #expect(processExitsWith: .success) {
            let nobody = try Account(user: "nobody")
            try Privileges.drop(to: nobody)
            var groups = [gid_t](repeating: 0, count: 100)
            let isAll = partyline_is_only(nobody.user, nobody.group) && !Privileges.isRoot
            let hasOwnGroupAlone = getgroups(100, &groups) == 1 && groups[0] == nobody.group
            // Again is nothing to do; another account is out of reach.
            try Privileges.drop(to: nobody)
            let error = try fault { try Privileges.drop(to: Account(user: "daemon")) }
            let isClear = error.description.contains("not root") && error.exitCode == EX_NOPERM
            exit(isAll && hasOwnGroupAlone && isClear && setuid(0) != 0 && access("/etc/shadow", R_OK) != 0 ? 0 : 1)
        }
    }

    @Test func nothingNewIsGained() async {
        await #expect(processExitsWith: .success) {
            try Privileges.forbidNew()
            var bytes = [UInt8](repeating: 0, count: 8192)
            let descriptor = open("/proc/thread-self/status", O_RDONLY)
            let count = read(descriptor, &bytes, bytes.count)
            let status = String(decoding: bytes[..<max(0, count)], as: UTF8.self)
            exit(status.contains("NoNewPrivs:\t1") ? 0 : 1)
        }
    }
}

@Suite struct ServiceEnvironmentTests {
    @Test func aVariableIsTakenOnce() async {
        await #expect(processExitsWith: .success) {
            setenv("NOTIFY_SOCKET", "/run/notify", 1)
            let environment = ServiceEnvironment.process
            let (first, second) = (environment.take("NOTIFY_SOCKET"), environment.take("NOTIFY_SOCKET"))
            exit(first == "/run/notify" && second == nil && getenv("NOTIFY_SOCKET") == nil ? 0 : 1)
        }
    }
}

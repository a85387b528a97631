import CLinux
import Glibc

/// A user and a group of this machine that a process can become.
public struct Account: Equatable, Sendable {
    public let name: String
    public let user: uid_t
    public let group: gid_t

    /// Looks them up (`getpwnam_r`, `getgrnam_r`). This may read files and ask name services, so do it only at the
    /// start.
    /// - Parameter group: the group's name; empty means the user's own.
    /// - Throws: `ServiceError` if there is no such user or group, or the user is root.
    public init(user name: String, group groupName: String = "") throws(ServiceError) {
        let (user, ownGroup) = try Account.user(named: name)
        guard user != 0 else {
            throw ServiceError(
                "the user \(name) is root, which is what is to be given up; name another", exitCode: EX_NOUSER)
        }
        self.name = name
        self.user = user
        group = groupName.isEmpty ? ownGroup : try Account.group(named: groupName)
    }

    private static func user(named name: String) throws(ServiceError) -> (uid_t, gid_t) {
        let hint = "make one (useradd --system --no-create-home \(name)) or name another"
        return try lookUp("user \(name)", hint) { buffer -> (Int32, (uid_t, gid_t)?) in
            var entry = passwd()
            var found: UnsafeMutablePointer<passwd>?
            let code = getpwnam_r(name, &entry, &buffer, buffer.count, &found)
            return (code, found == nil ? nil : (entry.pw_uid, entry.pw_gid))
        }
    }

    private static func group(named name: String) throws(ServiceError) -> gid_t {
        let hint = "make one (groupadd --system \(name)) or name another"
        return try lookUp("group \(name)", hint) { buffer -> (Int32, gid_t?) in
            var entry = Glibc.group()
            var found: UnsafeMutablePointer<Glibc.group>?
            let code = getgrnam_r(name, &entry, &buffer, buffer.count, &found)
            return (code, found == nil ? nil : entry.gr_gid)
        }
    }

    /// Asks again with more room, as long as `ERANGE` says that there was too little.
    private static func lookUp<Found>(
        _ what: String, _ hint: String, _ ask: (inout [CChar]) -> (Int32, Found?)
    ) throws(ServiceError) -> Found {
        var size = 1_024
        while true {
            var buffer = [CChar](repeating: 0, count: size)
            let (code, found) = ask(&buffer)
            if let found { return found }
            if code == ERANGE, size < 1 << 20 {
                size *= 2
            } else if [0, ENOENT, ESRCH, EBADF, EPERM].contains(code) {
                // By getpwnam(3), any of these means that there is no such entry.
                throw ServiceError("there is no \(what); \(hint)", exitCode: EX_NOUSER)
            } else {
                throw .call("can't look up the \(what)", code: code)
            }
        }
    }
}

/// The privileges of this process, and how to give them up.
public enum Privileges {
    public static var isRoot: Bool { geteuid() == 0 }

    /// Becomes the account for good: sets its groups, its group and its user, in this order. Then it checks that there
    /// is no way back.
    ///
    /// If the process is that account already, this does nothing.
    /// - Throws: `ServiceError` if the process is neither root nor the account, or a call fails. The process must then end.
    public static func drop(to account: Account) throws(ServiceError) {
        guard isRoot else {
            guard partyline_is_only(account.user, account.group) else {
                throw ServiceError(
                    "not root, so can't become \(account.name); start as root, or leave the user out",
                    exitCode: EX_NOPERM)
            }
            return
        }
        guard initgroups(account.name, account.group) == 0 else { throw .call("initgroups for \(account.name)") }
        guard partyline_become_group(account.group) == 0 else { throw .call("setresgid for \(account.name)") }
        guard partyline_become_user(account.user) == 0 else { throw .call("setresuid to \(account.name)") }
        guard partyline_is_only(account.user, account.group), partyline_become_user(0) != 0,
            account.group == 0 || partyline_become_group(0) != 0
        else {
            throw ServiceError("became \(account.name), but could become root again", exitCode: EX_OSERR)
        }
    }

    /// From now on no program that this thread, or a thread that it starts, executes can gain privileges
    /// (`PR_SET_NO_NEW_PRIVS`, prctl(2)). So call it while there is one thread.
    public static func forbidNew() throws(ServiceError) {
        guard partyline_forbid_new_privileges() == 0 else { throw .call("prctl(PR_SET_NO_NEW_PRIVS)") }
    }
}

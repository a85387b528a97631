import Bytes
import WireClient

/// Ends of answers that have to do with accounts and operators, in the words that people read who use telnet.
enum AccountWords {
    /// nil where the command is none of these.
    static func ending(of verb: String, _ keys: WireKeys) -> String? {
        let nick = keys["nick"] ?? "?"
        let account = keys["account"] ?? "?"
        let label = keys["label"] ?? "?"
        switch verb {
        case "register": return "\(account) is yours now; /login \(account) next time"
        case "login": return loggedIn(keys)
        case "logout": return "logged out; you are \(nick)"
        case "password": return "your password is changed"
        case "forget": return "the account \(account) is erased"
        case "reserve": return "\(nick) is reserved for you"
        case "release": return "\(nick) is anybody's again"
        case "token": return token(label, keys)
        case "dms": return "private messages come through from \(policy(keys["dms"] ?? "?"))"
        case "report": return "ops and operators are told of \(nick)"
        case "kill": return "\(nick) is put off"
        case "announce": return "everybody is told"
        case "reset":
            return "\(account) can log in for a day by a token, which is shown this once: \(keys["token"] ?? "?")"
        case "suspend": return "the account \(account) is suspended"
        case "unsuspend": return "the account \(account) is suspended no more"
        case "serverban": return "kept from the server: \(list(keys["subjects"]))"
        case "serverunban": return "no longer kept from the server: \(list(keys["subjects"]))"
        default: return nil
        }
    }

    static func loggedIn(_ keys: WireKeys) -> String {
        let (account, nick) = (keys["account"] ?? "?", keys["nick"] ?? "?")
        return "you are logged in as \(account)" + (account == nick ? "" : ", and called \(nick)")
    }

    private static func token(_ label: String, _ keys: WireKeys) -> String {
        if let token = keys["token"] { return "your token \(label), which is shown this once: \(token)" }
        if keys["label"] != nil { return "the token \(label) logs nobody in any more" }
        return "you have no tokens; /token add LABEL makes one"
    }

    /// Of `/cert`; nil where its rows say it all.
    static func certificate(_ arguments: String, _ keys: WireKeys) -> String? {
        if keys["account"] != nil { return loggedIn(keys) }
        guard let label = keys["label"] else {
            return keys["count"] == "0" ? "you have no certificates; /cert add takes the one in use" : nil
        }
        return arguments.lowercased().hasPrefix("add")
            ? "this certificate logs you in from now on; /cert del \(label) ends that"
            : "the certificate \(label) logs nobody in any more"
    }

    private static func policy(_ word: String) -> String {
        word == "accounts" ? "those who are logged in" : word
    }

    /// What commas join, for people.
    static func list(_ joined: String?) -> String { (joined ?? "?").split(separator: ",").joined(separator: ", ") }
}

/// Notices of the server.
enum NoticeWords {
    /// One of somebody who is reported has that in its keys.
    static func words(_ text: String, _ keys: WireKeys) -> String {
        guard let nick = keys["report"], let by = keys["by"] else { return text }
        return "\(by) reports \(nick)" + (keys["room"].map { " in \($0)" } ?? "") + (text.isEmpty ? "" : ": \(text)")
    }
}

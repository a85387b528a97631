import Dialects

@testable import ChatCore

/// Whom somebody does not want to hear, by a session or, where both are logged in, for good.
extension Model {
    mutating func ignore(_ name: String, by id: SessionID) -> Expected {
        guard let other = named(name), let nick = Nick(other.nick) else { return .refused(.noSuchNick) }
        if other.id == id { return .refused(.usage) }
        let ignored = self[id].ignored
        let isThere = ignored.contains { $0.session == other.id }
        if let own = account(of: id), let account = other.account, !own.ignored.contains(account) {
            let count = max(own.ignored.count, isThere ? 0 : ignored.count)
            guard count < limits.ignoredPerSession else { return .refused(.tooManyIgnored) }
            change(own.id) { $0.ignored.append(account) }
            ignore(account, by: id)
            return Expected(reply: .ignoring(nick))
        }
        if isThere { return Expected(reply: .ignoring(nick)) }
        let stale = ignored.firstIndex { entry in
            entry.nick.asciiLowercased == name.asciiLowercased && !(entry.session.map { isHere($0) } ?? false)
        }
        if let stale {
            change(id) { $0.ignored[stale].session = other.id }
        } else if ignored.count >= limits.ignoredPerSession {
            return .refused(.tooManyIgnored)
        } else {
            change(id) { $0.ignored.append(Ignored(nick: other.nick, session: other.id)) }
        }
        return Expected(reply: .ignoring(nick))
    }

    mutating func unignore(_ nick: Nick, by id: SessionID) -> Expected {
        let other = named(nick.text)
        let accounts = [other?.account, owner(of: nick.text)?.id].compactMap { $0 }
        func isMeant(_ entry: Ignored) -> Bool {
            entry.nick.asciiLowercased == nick.key || (other != nil && entry.session == other?.id)
                || (entry.account.map { accounts.contains($0) } ?? false)
        }
        let meant = self[id].ignored.filter(isMeant)
        guard !meant.isEmpty else { return .refused(.noSuchNick) }
        change(id) { $0.ignored.removeAll(where: isMeant) }
        if let own = self[id].account {
            change(own) { $0.ignored.removeAll { meant.compactMap(\.account).contains($0) } }
        }
        return Expected(reply: .unignored(nick))
    }

    /// Whom one's account ignores one does not hear.
    mutating func ignoreAll(by id: SessionID) {
        for account in account(of: id)?.ignored ?? [] { ignore(account, by: id) }
    }

    private mutating func ignore(_ account: AccountID, by id: SessionID) {
        let other = person(by: account)
        let index = self[id].ignored.firstIndex { entry in
            entry.account == account || (other != nil && entry.session == other?.id)
        }
        let name = accounts.first { $0.id == account }?.name ?? "?"
        change(id) {
            guard let index else {
                return $0.ignored.append(Ignored(nick: other?.nick ?? name, session: other?.id, account: account))
            }
            $0.ignored[index].account = account
            if let other { $0.ignored[index].session = other.id }
        }
    }

    /// What they are called now, if they are here.
    func nick(of entry: Ignored) -> String {
        let present = people.first { $0.id == entry.session } ?? entry.account.flatMap { person(by: $0) }
        return present?.nick ?? entry.account.flatMap { id in accounts.first { $0.id == id }?.name } ?? entry.nick
    }
}

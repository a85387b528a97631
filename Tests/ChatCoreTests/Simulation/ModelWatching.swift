@testable import ChatCore

/// Nicks that are watched, and who had one before.
extension Model {
    struct Former {
        let nick: String
        let account: AccountID?
        let row: String
    }

    // MARK: - Commands

    mutating func watch(_ request: WatchRequest, by id: SessionID) -> Expected {
        var expected = Expected()
        var refused: [Nick] = []
        switch request {
        case .add(let nicks):
            for nick in nicks {
                guard self[id].watched[nick.key] != nil || self[id].watched.count < limits.watchedPerSession else {
                    refused.append(nick)
                    continue
                }
                change(id) { $0.watched[nick.key] = $0.watched[nick.key] ?? nick.text }
                expected.rows.append(presence(of: nick.text))
            }
        case .remove(let nicks): for nick in nicks { change(id) { $0.watched[nick.key] = nil } }
        case .clear: change(id) { $0.watched = [:] }
        case .list: expected.rows = watched(by: id).map { "watched \($0)" }
        case .tell: expected.rows = watched(by: id).map { presence(of: $0) }
        }
        expected.reply = .watching(count: self[id].watched.count, refused: refused)
        return expected
    }

    private func watched(by id: SessionID) -> [String] {
        self[id].watched.sorted { $0.key < $1.key }.map(\.value)
    }

    private func presence(of nick: String) -> String {
        guard let person = named(nick), !person.isHidden else { return "presence \(nick) false -" }
        return "presence \(person.nick) true \(userHost(of: person) ?? "-")"
    }

    func whowas(_ nick: Nick, _ count: Int?) -> Expected {
        let found = former.suffix(FormerNicks.most).reversed().filter { $0.nick.asciiLowercased == nick.key }
        guard !found.isEmpty else { return .refused(.noSuchNick) }
        let rows = found.prefix(count ?? .max).map(\.row)
        return Expected(reply: .listed(nil, count: rows.count, total: nil), rows: rows)
    }

    // MARK: - What comes of others

    func noteComing(of id: SessionID, _ expected: inout Expected) {
        guard !self[id].isHidden else { return }
        tellWatchers("\(self[id].nick) is here", of: self[id].nick, &expected)
    }

    /// - Parameter person: as they were.
    mutating func noteGoing(of person: Person, as nick: String, _ expected: inout Expected) {
        guard !person.isHidden else { return }
        if let userHost = userHost(of: person) {
            let account = accounts.first { $0.id == person.account }?.name ?? "-"
            former.append(
                Former(
                    nick: nick, account: person.account,
                    row: "former \(nick) \(userHost) \(account) \(person.realName ?? "-") \(lastTime)"))
        }
        tellWatchers("\(nick) is gone", of: nick, &expected)
    }

    mutating func noteRenaming(of id: SessionID, from old: String, _ expected: inout Expected) {
        guard self[id].nick.asciiLowercased != old.asciiLowercased else { return }
        noteGoing(of: self[id], as: old, &expected)
        noteComing(of: id, &expected)
    }

    private func tellWatchers(_ event: String, of nick: String, _ expected: inout Expected) {
        let key = nick.asciiLowercased
        let watchers = people.filter { $0.watched[key] != nil && !leaving.contains($0.id) }.map(\.id)
        if !watchers.isEmpty { expected.heard.append(Heard(event, by: watchers)) }
    }
}

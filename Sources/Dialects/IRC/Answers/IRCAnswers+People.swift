import ChatCore

/// Who somebody is, or was.
extension IRCAnswers {
    /// That somebody is shown as another `user@host` from now on (`chghost`).
    package func putHost(of old: Source, now: Source) {
        guard let at = now.userHost.lastIndex(of: "@") else { return }
        var line = IRCLine(into: lines)
        line.source(old.nick, userHost: old.userHost)
        line.command("CHGHOST")
        line.parameter(word: String(now.userHost[..<at]))
        line.parameter(word: String(now.userHost[now.userHost.index(after: at)...]))
        line.end()
    }

    // MARK: - WHOIS

    /// What WHOIS tells of somebody.
    package struct Whois: Hashable, Sendable {
        package var person: IRCPerson
        /// Rooms that the asker may know of.
        package var rooms: [IRCMembership]
        /// Their address, for themselves and operators of the server.
        package var address: String?
        /// Their modes are for themselves and operators of the server, too.
        package var tellsModes: Bool

        package init(
            _ person: IRCPerson, rooms: [IRCMembership] = [], address: String? = nil, tellsModes: Bool = false
        ) {
            self.person = person
            self.rooms = rooms
            self.address = address
            self.tellsModes = tellsModes
        }
    }

    /// All about somebody, without the end.
    /// - Parameter description: of the server.
    package func put(_ whois: Whois, description: String) {
        let person = whois.person
        putIdentity(.whoisUser, person)
        putRooms(whois.rooms, of: person.nick)
        put(.whoisServer, [person.nick.text, server], text: description)
        if person.modes.contains(.op) { put(.whoisOperator, person.nick.text) }
        if person.modes.contains(.secure) { put(.whoisSecure, person.nick.text) }
        if let account = person.account { put(.whoisAccount, person.nick.text, account.text) }
        if person.modes.contains(.bot) { put(.whoisBot, person.nick.text) }
        if let address = whois.address {
            put(.whoisActually, person.nick.text, "\(person.user)@\(person.host)", address)
        }
        if whois.tellsModes { put(.whoisModes, [person.nick.text], text: "is using modes +\(person.modes.letters)") }
        put(.whoisIdle, person.nick.text, String(person.idleSeconds), String(person.since / 1_000_000))
        putAway(of: person)
    }

    /// - Parameter asked: the nicks as the client wrote them.
    package func putEndOfWhois(_ asked: String) {
        put(.endOfWhois, asked)
    }

    private func putIdentity(_ numeric: IRCNumeric, _ person: IRCPerson) {
        let line = begin(numeric)
        line.parameter(person.nick)
        line.parameter(word: person.user)
        line.parameter(word: person.host)
        line.parameter("*")
        line.trailing(person.shownName)
        line.end()
    }

    /// Their rooms with what they are there, in as many lines as it takes.
    private func putRooms(_ rooms: [IRCMembership], of nick: Nick) {
        var list = IRCWordLines(into: lines) {
            let line = begin(.whoisChannels)
            line.parameter(nick)
            return line
        }
        for membership in rooms {
            let prefix = RankLetter.of(membership.rank)?.prefix
            list.add(membership.room.text.utf8.count + (prefix == nil ? 0 : 1)) { lines in
                if let prefix { lines.append(prefix) }
                lines.put(membership.room)
            }
        }
        list.end()
    }

    // MARK: - WHOWAS

    /// Somebody who was called so.
    /// - Parameter time: until when, in microseconds since 1970.
    package func putWas(_ person: IRCPerson, until time: Int64) {
        putIdentity(.whowasUser, person)
        put(.whoisServer, [person.nick.text, server], text: IRCAnswers.words(forTime: time))
    }

    /// - Parameter asked: the nick as the client wrote it.
    package func putEndOfWhowas(_ asked: String, found: Bool) {
        if !found { put(.wasNoSuchNick, asked) }
        put(.endOfWhowas, asked)
    }

    // MARK: - USERHOST and ISON

    /// The answer to USERHOST: of those that were asked for who are here.
    package func putUserhost(_ people: [IRCPerson]) {
        let words = people.map { person in
            let mark = person.modes.contains(.op) ? "*" : ""
            return "\(person.nick)\(mark)=\(person.away == nil ? "+" : "-")\(person.user)@\(person.host)"
        }
        putLine(.userhost, words)
    }

    /// The answer to ISON: those that were asked for who are here.
    package func putIson(_ nicks: [Nick]) {
        putLine(.ison, nicks.map(\.text))
    }

    /// One line of words, which are left out once it is full.
    private func putLine(_ numeric: IRCNumeric, _ words: [String]) {
        let line = begin(numeric)
        line.beginTrailing()
        for (index, word) in words.enumerated() {
            guard line.count + word.utf8.count + 1 <= IRCLimits.line else { break }
            if index > 0 { lines.put(" ") }
            lines.put(word)
        }
        line.end()
    }

    // MARK: - AWAY

    /// Whom one wrote to, or asked for, is away; nothing where they are not.
    package func putAway(of person: IRCPerson) {
        guard let note = person.away else { return }
        putAway(of: person.nick, note: note)
    }

    package func putAway(of nick: Nick, note: Text) {
        let line = begin(.away)
        line.parameter(nick)
        line.trailing(UTF8Cut.text(note, atMost: IRCLimits.note))
        line.end()
    }

    /// The answer to AWAY.
    package func putAway(isAway: Bool) {
        put(isAway ? .nowAway : .unaway)
    }
}

import SQLite

/// What each fact, but for messages of rooms, changes in the tables.
extension Writer {
    func write(_ fact: Fact) throws(SQLiteError) {
        switch fact {
        // They are written without a copy.
        case .message: break
        case .privateMessage(let message): try write(message)
        case .shown(let account, let id):
            try run(
                "UPDATE private SET kept = kept & ~4 WHERE recipient = ? AND id <= ? AND kept & 4", .number(account),
                .number(id))
        case .redacted(let room?, let id): try redact(id, in: room)
        case .redacted(nil, let id):
            try run(
                """
                UPDATE private SET flags = flags | 1, kept = kept & ~4, text = '', styled = NULL, tags = NULL WHERE id = ?
                """, .number(id))
        case .room(let room): try write(room)
        case .roomDropped(let room):
            try run("DELETE FROM room WHERE no = ?", .number(room))
            try run("INSERT OR IGNORE INTO dropping VALUES(?)", .number(room))
        case .rank(let room, let account, 0, _):
            try run("DELETE FROM member WHERE room = ? AND account = ?", .number(room), .number(account))
        case .rank(let room, let account, let rank, let since):
            try run(
                "INSERT OR REPLACE INTO member VALUES(?, ?, ?, ?)", .number(room), .number(account), .number(rank),
                .number(since))
        case .mask(let room, let kind, let mask):
            try run(
                """
                INSERT OR REPLACE INTO mask(room, kind, subject, until, by, by_name, reason, created)
                VALUES(?, ?, ?, ?, ?, ?, ?, ?)
                """, .number(room), .number(kind), .text(mask.subject), .number(mask.until), .number(mask.by),
                .text(mask.byName), .text(mask.reason), .number(mask.created))
        case .maskRemoved(let room, let kind, let subject):
            try run(
                "DELETE FROM mask WHERE room = ? AND kind = ? AND subject = ?", .number(room), .number(kind),
                .text(subject))
        case .serverBan(let mask):
            try run(
                """
                INSERT OR REPLACE INTO server_ban(subject, flags, until, by, by_name, reason, created)
                VALUES(?, ?, ?, ?, ?, ?, ?)
                """, .text(mask.subject), .number(Int64(bitPattern: mask.flags)), .number(mask.until),
                .number(mask.by), .text(mask.byName), .text(mask.reason), .number(mask.created))
        case .serverBanRemoved(let subject): try run("DELETE FROM server_ban WHERE subject = ?", .text(subject))
        case .audit(let audit):
            try run(
                "INSERT OR IGNORE INTO audit VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)", .number(audit.id), .number(audit.time),
                .number(audit.by), .text(audit.byName), .text(audit.what), .number(audit.room), .text(audit.subject),
                .text(audit.reason), .text(audit.messages))
        case .setting(let name, nil): try run("DELETE FROM meta WHERE key = ?", .text("setting." + name))
        case .setting(let name, let value):
            try run("INSERT OR REPLACE INTO meta VALUES(?, ?)", .text("setting." + name), .bytes(value))
        default: try writeOfAccount(fact)
        }
    }

    private func writeOfAccount(_ fact: Fact) throws(SQLiteError) {
        switch fact {
        case .account(let account): try write(account)
        case .password(let account, let password, let scram):
            try run(
                """
                UPDATE account SET password = ?2, scram_salt = ?3, scram_rounds = ?4, scram_stored = ?5, scram_server = ?6
                WHERE no = ?1
                """, .number(account), .text(password), .bytes(scram?.salt), .number(scram?.rounds),
                .bytes(scram?.storedKey), .bytes(scram?.serverKey))
        case .credential(let credential):
            try run(
                """
                INSERT OR REPLACE INTO credential(digest, account, kind, label, created, until)
                VALUES(?, ?, ?, ?, ?, ?)
                """, .bytes(credential.digest), .number(credential.account), .number(Int64(credential.kind.rawValue)),
                .text(credential.label), .number(credential.created), .number(credential.until))
        case .credentialRemoved(let digest): try run("DELETE FROM credential WHERE digest = ?", .bytes(digest))
        case .credentialUsed(let digest, let time):
            try run("UPDATE credential SET used = ? WHERE digest = ?", .number(time), .bytes(digest))
        case .credentialsEnded(let account):
            try run(
                "DELETE FROM credential WHERE account = ? AND kind IN (3, 4)", .number(account))
        case .nick(let nick, let account):
            try run(
                "INSERT OR REPLACE INTO nick(key, name, account) VALUES(?, ?, ?)", .text(nick.lowercasedASCII),
                .text(nick), .number(account))
        case .nickReleased(let nick): try run("DELETE FROM nick WHERE key = ?", .text(nick.lowercasedASCII))
        case .ignored(let account, let subject, true, let time):
            try run("INSERT OR IGNORE INTO ignored VALUES(?, ?, ?)", .number(account), .text(subject), .number(time))
        case .ignored(let account, let subject, false, _):
            try run("DELETE FROM ignored WHERE account = ? AND subject = ?", .number(account), .text(subject))
        case .marker(let account, let target, 0):
            try run("DELETE FROM marker WHERE account = ? AND target = ?", .number(account), .text(target))
        case .marker(let account, let target, let time):
            try run(
                """
                INSERT INTO marker VALUES(?, ?, ?)
                ON CONFLICT DO UPDATE SET time = max(time, excluded.time)
                """, .number(account), .text(target), .number(time))
        case .erased(let account, let nameFreeAt): try erase(account, nameFreeAt: nameFreeAt)
        default: break
        }
    }

    private func write(_ told: Fact.PrivateMessage) throws(SQLiteError) {
        let message = told.message
        let kept = (message.account == nil ? 0 : 1) | (told.recipient == nil ? 0 : 2) | (told.isWaiting ? 4 : 0)
        try run(
            """
            INSERT OR IGNORE INTO private(
              id, time, sender, recipient, kept, recipient_nick, kind, flags, target, nick, source, text, styled, tags)
            VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """, .number(message.id), .number(message.time == message.id ? nil : message.time),
            .number(message.account), .number(told.recipient), .number(Int64(kept)), .text(told.recipientNick),
            .number(Int64(message.kind.rawValue)), .number(Int64(message.flags.rawValue)), .number(message.target),
            .text(message.nick), .text(message.source), .text(String(decoding: message.text, as: UTF8.self)),
            .text(message.styled.map { String(decoding: $0, as: UTF8.self) }), .text(message.tags))
        for account in [message.account, told.recipient] { if let account { crowdedMailboxes.insert(account) } }
    }

    private func write(_ room: Fact.Room) throws(SQLiteError) {
        try run(
            """
            INSERT INTO room(
              no, name, key, founder, created, topic, topic_by, topic_time, topic_id, modes, password, slow, member_limit,
              keep_days, keep_count)
            VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT(no) DO UPDATE SET
              name = excluded.name, key = excluded.key, founder = excluded.founder, created = excluded.created,
              topic = excluded.topic, topic_by = excluded.topic_by, topic_time = excluded.topic_time,
              topic_id = excluded.topic_id, modes = excluded.modes, password = excluded.password, slow = excluded.slow,
              member_limit = excluded.member_limit, keep_days = excluded.keep_days, keep_count = excluded.keep_count
            """, .number(room.number), .text(room.name), .text(room.name.lowercasedASCII), .number(room.founder),
            .number(room.created), .text(room.topic?.text), .text(room.topic?.setBy), .number(room.topic?.time),
            .number(room.topic?.id), .number(Int64(bitPattern: room.modes)), .text(room.key), .number(room.slow),
            .number(room.memberLimit), .number(room.keepDays), .number(room.keepCount))
    }

    private func write(_ account: Fact.Account) throws(SQLiteError) {
        try run(
            """
            INSERT INTO account(no, name, key, created, used, flags, dms) VALUES(?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT(no) DO UPDATE SET
              name = excluded.name, key = excluded.key, created = excluded.created, used = excluded.used,
              flags = excluded.flags, dms = excluded.dms
            """, .number(account.number), .text(account.name), .text(account.name.lowercasedASCII),
            .number(account.created), .number(account.used), .number(Int64(bitPattern: account.flags)),
            .number(Int64(bitPattern: account.privateMessages)))
    }

    /// What belongs to an account goes with it. What it said goes in pieces, by and by.
    private func erase(_ account: Int64, nameFreeAt: Int64) throws(SQLiteError) {
        try run(
            "INSERT OR REPLACE INTO former_name SELECT key, ?2 FROM account WHERE no = ?1", .number(account),
            .number(nameFreeAt))
        try run("DELETE FROM account WHERE no = ?", .number(account))
        try run(
            """
            INSERT INTO erasing VALUES(?, ?) ON CONFLICT DO UPDATE SET until_seq = excluded.until_seq
            """, .number(account), .number(last))
    }

    /// Blanks a message. It stays for its id.
    private func redact(_ id: Int64, in room: Int64) throws(SQLiteError) {
        let find = try statement(
            "SELECT seq, room, account, nick, text FROM message WHERE room = ? AND id = ? AND NOT flags & 1")
        try find.bind(1, room)
        try find.bind(2, id)
        guard try find.step() else { return }
        let row = IndexedRow(find)
        find.reset()
        try removeFromIndex(row)
        try run(
            "UPDATE message SET flags = flags | 1, text = '', styled = NULL, tags = NULL WHERE seq = ?",
            .number(row.seq))
    }
}

extension String {
    /// What two spellings of one name have in common: names are ASCII.
    var lowercasedASCII: String {
        String(decoding: utf8.map { 0x41...0x5A ~= $0 ? $0 | 0x20 : $0 }, as: UTF8.self)
    }
}

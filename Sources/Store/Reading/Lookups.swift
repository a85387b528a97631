import SQLite

/// How accounts log in, and who did what.
extension StoreReader.Connection {
    private static let credentialColumns = "account, kind, digest, label, created, until, used"

    private static func credential(_ row: Statement) -> Fact.Credential? {
        guard let kind = UInt8(exactly: row.number(1)).flatMap({ Fact.Credential.Kind(rawValue: $0) }) else {
            return nil
        }
        var credential = Fact.Credential(
            account: row.number(0), kind: kind, digest: Array(row.bytes(2)), label: row.string(3),
            created: row.number(4), until: row.optionalNumber(5))
        credential.used = row.optionalNumber(6)
        return credential
    }

    func logins(of account: Int64) throws(SQLiteError) -> StoreAnswer {
        var logins: StoreAnswer.Logins?
        try each(
            """
            SELECT password, scram_salt, scram_rounds, scram_stored, scram_server FROM account WHERE no = ?1
            """, [.number(account)]
        ) { row in
            var found = StoreAnswer.Logins(password: row.optionalString(0))
            found.scram = StoreReader.Connection.scram(row, from: 1)
            logins = found
            return false
        }
        try each(
            """
            SELECT \(StoreReader.Connection.credentialColumns) FROM credential WHERE account = ?1 ORDER BY created, digest
            """, [.number(account)]
        ) { row in
            if let credential = StoreReader.Connection.credential(row) { logins?.credentials.append(credential) }
            return true
        }
        return .logins(logins)
    }

    /// The passwords of all accounts that have one, by the numbers of these.
    func eachPassword(_ body: (Int64, String?, Fact.SCRAM?) -> Void) throws(SQLiteError) {
        try each(
            """
            SELECT no, password, scram_salt, scram_rounds, scram_stored, scram_server FROM account
            WHERE password IS NOT NULL OR scram_salt IS NOT NULL
            """, []
        ) { row in
            body(row.number(0), row.optionalString(1), StoreReader.Connection.scram(row, from: 2))
            return true
        }
    }

    private static func scram(_ row: Statement, from first: Int32) -> Fact.SCRAM? {
        guard !row.isNull(first) else { return nil }
        return Fact.SCRAM(
            salt: Array(row.bytes(first)), rounds: row.number(first + 1), storedKey: Array(row.bytes(first + 2)),
            serverKey: Array(row.bytes(first + 3)))
    }

    func eachCredential(_ body: (Fact.Credential) -> Void) throws(SQLiteError) {
        try each("SELECT \(StoreReader.Connection.credentialColumns) FROM credential", []) { row in
            if let credential = StoreReader.Connection.credential(row) { body(credential) }
            return true
        }
    }

    func credential(_ digest: [UInt8]) throws(SQLiteError) -> Fact.Credential? {
        var found: Fact.Credential?
        try each(
            "SELECT \(StoreReader.Connection.credentialColumns) FROM credential WHERE digest = ?1", [.bytes(digest)]
        ) { row in
            found = StoreReader.Connection.credential(row)
            return false
        }
        return found
    }

    func audit(in room: Int64?, before: Int64?, count: Int) throws(SQLiteError) -> StoreAnswer {
        var taken = Taken<Fact.Audit>(count: count, bytes: .max)
        let condition = room == nil ? "?1 IS NULL" : "room = ?1"
        try each(
            """
            SELECT id, time, by, by_name, what, room, subject, reason, messages FROM audit
            WHERE \(condition) AND id < ?2 ORDER BY id DESC LIMIT \(count + 1)
            """, [.number(room), .number(before ?? .max)]
        ) { row in
            var audit = Fact.Audit(id: row.number(0), time: row.number(1), what: row.string(4))
            audit.by = row.optionalNumber(2)
            audit.byName = row.optionalString(3)
            audit.room = row.optionalNumber(5)
            audit.subject = row.optionalString(6)
            audit.reason = row.optionalString(7)
            audit.messages = row.optionalString(8)
            return taken.add(audit) { _ in 0 }
        }
        return .audit(taken.rows, more: taken.hasMore)
    }
}

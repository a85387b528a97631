import SQLite

/// The form of the file. A version that was released never changes: what comes to be needed is a step to the next one.
enum Schema {
    static let version: Int64 = 1
    /// `PTLN`: whose file it is (`PRAGMA application_id`).
    static let applicationID: Int64 = 0x5054_4C4E
    /// How texts are cut into words (`Words`). Where a file has another number, its index is made anew.
    static let wordsVersion: Int64 = 1

    /// What a new file gets before its first table. Pages that are free are given back in pieces.
    static let beforeTables = "PRAGMA auto_vacuum = INCREMENTAL"

    /// What each connection that writes sets. FULL: with NORMAL a power cut takes what was committed last.
    static let settings = """
        PRAGMA journal_mode = WAL;
        PRAGMA synchronous = FULL;
        PRAGMA secure_delete = ON;
        PRAGMA foreign_keys = ON;
        PRAGMA cache_size = -8192;
        PRAGMA journal_size_limit = 67108864;
        """

    /// Times are microseconds since 1970, and numbers of accounts and rooms are never used again.
    static let tables = """
        CREATE TABLE meta(key TEXT PRIMARY KEY, value ANY) STRICT, WITHOUT ROWID;

        CREATE TABLE account(
          no INTEGER PRIMARY KEY AUTOINCREMENT,
          name TEXT NOT NULL, key TEXT NOT NULL UNIQUE,
          password TEXT,
          scram_salt BLOB, scram_rounds INTEGER, scram_stored BLOB, scram_server BLOB,
          created INTEGER NOT NULL, used INTEGER NOT NULL,
          flags INTEGER NOT NULL DEFAULT 0, dms INTEGER NOT NULL DEFAULT 0) STRICT;
        CREATE TABLE former_name(key TEXT PRIMARY KEY, until INTEGER NOT NULL) STRICT, WITHOUT ROWID;
        CREATE TABLE nick(
          key TEXT PRIMARY KEY, name TEXT NOT NULL,
          account INTEGER NOT NULL REFERENCES account(no) ON DELETE CASCADE) STRICT, WITHOUT ROWID;
        CREATE INDEX nick_account ON nick(account);
        CREATE TABLE credential(
          digest BLOB PRIMARY KEY, account INTEGER NOT NULL REFERENCES account(no) ON DELETE CASCADE,
          kind INTEGER NOT NULL, label TEXT NOT NULL,
          created INTEGER NOT NULL, used INTEGER, until INTEGER) STRICT, WITHOUT ROWID;
        CREATE INDEX credential_account ON credential(account);
        CREATE TABLE ignored(
          account INTEGER NOT NULL REFERENCES account(no) ON DELETE CASCADE,
          subject TEXT NOT NULL, created INTEGER NOT NULL, PRIMARY KEY(account, subject)) STRICT, WITHOUT ROWID;
        CREATE TABLE marker(
          account INTEGER NOT NULL REFERENCES account(no) ON DELETE CASCADE,
          target TEXT NOT NULL, time INTEGER NOT NULL, PRIMARY KEY(account, target)) STRICT, WITHOUT ROWID;

        CREATE TABLE room(
          no INTEGER PRIMARY KEY AUTOINCREMENT,
          name TEXT NOT NULL, key TEXT NOT NULL UNIQUE,
          founder INTEGER REFERENCES account(no) ON DELETE SET NULL, created INTEGER NOT NULL,
          topic TEXT, topic_by TEXT, topic_time INTEGER, topic_id INTEGER,
          modes INTEGER NOT NULL DEFAULT 0, password TEXT,
          slow INTEGER NOT NULL DEFAULT 0, member_limit INTEGER NOT NULL DEFAULT 0,
          keep_days INTEGER, keep_count INTEGER) STRICT;
        CREATE INDEX room_founder ON room(founder);
        CREATE TABLE member(
          room INTEGER NOT NULL REFERENCES room(no) ON DELETE CASCADE,
          account INTEGER NOT NULL REFERENCES account(no) ON DELETE CASCADE,
          rank INTEGER NOT NULL, since INTEGER NOT NULL, PRIMARY KEY(room, account)) STRICT, WITHOUT ROWID;
        CREATE INDEX member_account ON member(account);
        CREATE TABLE mask(
          room INTEGER NOT NULL REFERENCES room(no) ON DELETE CASCADE,
          kind INTEGER NOT NULL, subject TEXT NOT NULL,
          until INTEGER, by INTEGER, by_name TEXT, reason TEXT, created INTEGER NOT NULL,
          PRIMARY KEY(room, kind, subject)) STRICT, WITHOUT ROWID;
        CREATE TABLE server_ban(
          subject TEXT PRIMARY KEY, flags INTEGER NOT NULL DEFAULT 0,
          until INTEGER, by INTEGER, by_name TEXT, reason TEXT, created INTEGER NOT NULL) STRICT, WITHOUT ROWID;
        CREATE TABLE audit(
          id INTEGER PRIMARY KEY, time INTEGER NOT NULL, by INTEGER, by_name TEXT,
          what TEXT NOT NULL, room INTEGER, subject TEXT, reason TEXT, messages TEXT) STRICT;
        CREATE INDEX audit_room ON audit(room, id) WHERE room IS NOT NULL;

        CREATE TABLE message(
          seq INTEGER PRIMARY KEY,
          room INTEGER NOT NULL, id INTEGER NOT NULL, time INTEGER,
          account INTEGER, kind INTEGER NOT NULL, flags INTEGER NOT NULL, target INTEGER,
          nick TEXT NOT NULL, source TEXT, text TEXT NOT NULL, styled TEXT, tags TEXT) STRICT;
        CREATE UNIQUE INDEX message_room ON message(room, id);
        CREATE INDEX message_account ON message(account, seq) WHERE account IS NOT NULL;
        CREATE TABLE private(
          id INTEGER PRIMARY KEY, time INTEGER,
          sender INTEGER, recipient INTEGER, kept INTEGER NOT NULL, recipient_nick TEXT NOT NULL,
          kind INTEGER NOT NULL, flags INTEGER NOT NULL, target INTEGER,
          nick TEXT NOT NULL, source TEXT, text TEXT NOT NULL, styled TEXT, tags TEXT) STRICT;
        CREATE INDEX private_sender ON private(sender, id) WHERE sender IS NOT NULL;
        CREATE INDEX private_recipient ON private(recipient, id) WHERE recipient IS NOT NULL;
        CREATE INDEX private_waiting ON private(recipient, id) WHERE kept & 4;
        CREATE TABLE erasing(account INTEGER PRIMARY KEY, until_seq INTEGER NOT NULL) STRICT;
        CREATE TABLE dropping(room INTEGER PRIMARY KEY) STRICT;
        INSERT INTO meta VALUES('last', 0), ('last_id', 0), ('indexed', 0), ('words', \(wordsVersion)), ('writer', \(version));
        """

    /// The words of messages, by `seq`. It has no content of its own: what is taken out has to be told again.
    static let index = """
        CREATE VIRTUAL TABLE words
        USING fts5(text, place, content='', columnsize=0, tokenize="unicode61 remove_diacritics 2");
        """

    /// Makes the form of this version in an empty file.
    static func create(in database: Database) throws(SQLiteError) {
        try database.execute(beforeTables)
        try database.execute(settings)
        try database.transaction { () throws(SQLiteError) in
            try database.execute(tables)
            try database.execute(index)
            try database.execute("PRAGMA application_id = \(applicationID); PRAGMA user_version = \(version)")
        }
    }

    /// A step from one version to the next.
    struct Migration: Sendable {
        /// The version that it begins with.
        let from: Int64
        let sql: String
        /// It takes something away: a copy of the file, `PATH.vN`, is made before.
        var needsCopy = false
    }

    /// Steps to this version, in their order.
    static let migrations: [Migration] = []
}

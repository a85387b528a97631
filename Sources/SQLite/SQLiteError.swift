import CSQLite

/// What SQLite refused to do: its extended result code, and its words for it (`sqlite3_errmsg`).
public struct SQLiteError: Error, Hashable, Sendable, CustomStringConvertible {
    public let code: Int32
    public let words: String

    public init(code: Int32, words: String) {
        self.code = code
        self.words = words
    }

    /// What kind of fault it is: the lowest byte of the code.
    public var kind: Kind { Kind(code: code & 0xFF) }

    /// The faults that are told apart (SQLite's primary result codes).
    public enum Kind: Hashable, Sendable {
        /// The disk, or the file where it is bounded, is full.
        case full
        /// Another connection holds the lock for longer than one waits.
        case busy
        /// The file or its folder can't be written.
        case readOnly
        /// The disk failed.
        case inputOutput
        /// The content of the file contradicts itself.
        case corrupt
        /// The file is no database.
        case notADatabase
        /// There is no such file, or it may not be opened.
        case cantOpen
        /// The query was ended, by its deadline or by `Database.interrupt`.
        case interrupted
        /// A value breaks a rule of its table.
        case constraint
        case other

        init(code: Int32) {
            self =
                switch code {
                case SQLITE_FULL: .full
                case SQLITE_BUSY, SQLITE_LOCKED: .busy
                case SQLITE_READONLY: .readOnly
                case SQLITE_IOERR: .inputOutput
                case SQLITE_CORRUPT: .corrupt
                case SQLITE_NOTADB: .notADatabase
                case SQLITE_CANTOPEN, SQLITE_PERM, SQLITE_AUTH: .cantOpen
                case SQLITE_INTERRUPT: .interrupted
                case SQLITE_CONSTRAINT: .constraint
                default: .other
                }
        }
    }

    public var description: String { "\(words) (SQLite \(code))" }
}

/// What the store is asked for.
package enum StoreJob: Hashable, Sendable {
    /// Messages of a room, for `/history`.
    case page(room: Int64, Stretch, count: Int, bytes: Int)
    /// The id of the oldest message that is kept of a room.
    case oldest(room: Int64)
    /// Private messages of an account, with everybody or one. `withTags`: also what had tags alone.
    case mailbox(account: Int64, with: Correspondent?, Stretch, count: Int, bytes: Int, withTags: Bool = false)
    /// Private messages that came while an account was not here.
    case waiting(account: Int64, count: Int)
    case search(Search)
    /// How an account logs in.
    case logins(account: Int64)
    /// Whose a token or a certificate is.
    case credential(digest: [UInt8])
    /// All that an account said, oldest first, after a `seq`.
    case export(account: Int64, after: Int64, count: Int, bytes: Int = .max)
    /// Who did what, newest first: in a room, or everywhere.
    case audit(room: Int64?, before: Int64?, count: Int)

    /// Which messages are meant.
    package enum Stretch: Hashable, Sendable {
        /// The newest of those with smaller ids; nil: of all.
        case last(before: Int64?)
        /// The oldest of those with larger ids; those alone with smaller ones than `before`.
        case since(Int64, before: Int64?)
        /// The one, and those on both sides of it.
        case around(Int64)
    }

    /// Somebody with an account, or a guest of that nick.
    package enum Correspondent: Hashable, Sendable {
        case account(Int64)
        case guest(String)
    }

    package struct Search: Hashable, Sendable {
        package var terms: SearchTerms
        /// One at least: those that the asker may read.
        package var rooms: [Int64]
        /// By whom: the account, or the nick.
        package var speaker: Correspondent?
        /// Microseconds since 1970: not before, and before.
        package var after: Int64?
        package var before: Int64?
        /// Where the page before it ended.
        package var cursor: Int64?
        package var count: Int
        /// Nicks of people whom the asker ignores, in lower case.
        package var ignored: Set<String> = []
        /// Accounts that the asker ignores.
        package var ignoredAccounts: Set<Int64> = []

        package init(_ terms: SearchTerms, in rooms: [Int64], count: Int = 20) {
            self.terms = terms
            self.rooms = rooms
            self.count = count
        }
    }
}

/// What the store answers.
package enum StoreAnswer: Hashable, Sendable {
    /// Oldest first.
    /// - Parameter more: there are more of those that were asked for.
    case page([KeptMessage], more: Bool)
    /// nil: there is none.
    case oldest(Int64?)
    /// Oldest first.
    case mailbox([Fact.PrivateMessage], more: Bool)
    /// Newest first.
    /// - Parameter cursor: where the next page begins; nil: this was the last.
    case found([KeptMessage], cursor: Int64?)
    /// nil: there is no such account.
    case logins(Logins?)
    case credential(Fact.Credential?)
    case audit([Fact.Audit], more: Bool)
    /// It takes longer than a query may.
    case tooLong
    /// The file can't be read.
    case failed(String)

    package struct Logins: Hashable, Sendable {
        package var password: String?
        package var scram: Fact.SCRAM?
        package var credentials: [Fact.Credential] = []
    }
}

import ChatCore

/// Why a line was not carried out, a newcomer is turned away, or a session ends unasked, where the hub has no part in it.
public enum ServerRefusal: Error, Hashable, Sendable {
    // The line is no request.

    /// `near`: the command that was probably meant.
    case unknownCommand(String, near: String? = nil)
    /// A command that is still to come.
    case reservedCommand(String)
    /// With the command as it is written.
    case usage(String)
    case badArgument(Argument, usage: String)
    case nothingToSay
    /// With the command as it is written: a person has no use for it.
    case forPrograms(String)
    case account(AccountRefusal)
    case badNick(String)
    case badRoom(String)
    /// `mayBeSpoiled`: the peer's telnet may have taken a byte of it for a key.
    case badUTF8(mayBeSpoiled: Bool)
    case noTag
    /// A command with a password, but for the spaces before it: it would be said aloud.
    case indentedSecret(verb: String)
    /// The version of the protocol that was asked for is not spoken.
    case noProtocol

    // There is no session yet.

    /// `retry`: in so many seconds a newcomer may try again.
    case serverFull(Fullness, retry: Int)

    // The server does not take it.

    case tooLong(most: Int)
    /// So many bytes came without the end of a line.
    case endlessLine(bytes: Int)
    /// `perSecond`: nil if the limit was lifted while the line waited to be refused. `retry`: in so many seconds a line would be carried out.
    case slowDown(perSecond: Double?, retry: Int)
    /// It takes too long, or too much waits. Nothing was done; `retry`: in so many seconds it may be asked for again.
    case notNow(retry: Int, because: Wait = .busy)

    /// There is nothing in what is searched for that a search could find.
    case noWords
    /// This server keeps nothing that could be searched.
    case nothingKept
    /// This server keeps no private messages.
    case noPrivateMessagesKept
    /// A token to come back by was used up, or is of somebody who has quit, or is none.
    case badToken

    // The session ends.

    /// `instead`: where what the peer speaks is spoken, in words; nil: nowhere here.
    case wrongProtocol(ForeignProtocol, instead: String? = nil)
    case slowReader
    case silent(seconds: Int)
    /// Not even its first line came.
    case silentNewcomer(seconds: Int)
    case pingTimeout
    /// `retry`: in so many seconds the server may be back.
    case shuttingDown(retry: Int)
    case upgrading
    /// Where several servers are one chat: this one can't reach the others. `retry`: in so many seconds a newcomer may try again.
    case unreachable(retry: Int)
    /// It goes on by another connection.
    case replaced
    /// An operator wants it, or a ban.
    case dismissed(Dismissal)
    /// In the system's words.
    case outOfMemory(String)

    /// Why something can't be done before a time.
    public enum Wait: Hashable, Sendable {
        case busy
        /// Wrong passwords were tried, from there or for that account.
        case tries
        /// One has just come, or accounts were made lately from there.
        case registrations
    }

    /// What there are too many of for another newcomer.
    public enum Fullness: Hashable, Sendable {
        /// So many connections are all that there may be.
        case connections(Int)
        /// So many connections are all that there may be from the newcomer's address.
        case connectionsFromAddress(Int)
        /// The newcomer's address connects more often than so many times a second.
        case connects(perSecond: Double)
    }

    /// A kind of argument that has a form of its own.
    public enum Argument: Hashable, Sendable {
        case token, nonce, id, count, cursor, date, mask, key, mode, slowness, label, days, ban, policy, auditCount,
            time
    }
}

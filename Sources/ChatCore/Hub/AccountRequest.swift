/// What somebody asks about accounts. That they may, by a password or by whatever else, was proved before.
public enum AccountRequest: Hashable, Sendable {
    /// The present nick becomes an account's.
    case register
    /// `keepsNick`: they are not called as the account is.
    case logIn(AccountID, keepsNick: Bool = false)
    case logOut
    /// A nick more becomes nobody else's.
    case reserve(Nick)
    case release(Nick)
    /// Tells of an account; nil: of one's own.
    case describe(Nick?)
    /// nil: tells.
    case messages(MessagePolicy?)
    /// The own account is erased.
    case erase
    /// The room, or the current one, becomes one's own and stays.
    case registerRoom(RoomName?)
    case dropRoom(RoomName)
}

/// A change of accounts: what a record has of it.
package enum AccountChange: Hashable, Sendable {
    /// It gets the next number. `by`: who is logged in to it then; nil: nobody.
    case register(Nick, by: PersonID?)
    /// Where its person is here already, who logs in becomes one with them.
    /// `keepsNick`: else they are called as the account is, or by one of its nicks.
    case logIn(PersonID, AccountID, keepsNick: Bool = false)
    /// They are called as the next guest is, where their nick is the account's.
    case logOut(PersonID)
    case reserve(AccountID, Nick)
    case release(AccountID, Nick)
    case suspend(AccountID, Bool)
    case makeOperator(AccountID, Bool)
    case messages(AccountID, MessagePolicy)
    /// The first does not want to hear who is logged in to the second, or does again.
    case ignore(AccountID, AccountID, Bool)
    /// What waited for it was shown.
    case collect(AccountID)
    /// Its person has read up to that time: in a room, or of what somebody writes to them.
    case mark(AccountID, String, Int64)
    case erase(AccountID)
    /// Somebody has a nick that is another's account's. They are called as the next guest is.
    case displace(PersonID)
    /// From whom a guest takes private messages.
    case guestMessages(PersonID, MessagePolicy)
}

/// What keeps somebody from something that has to do with accounts.
public enum AccountFault: Hashable, Sendable {
    case needsLogin
    /// They are logged in to that one.
    case loggedIn(Nick)
    case noSuchAccount(Nick)
    case accountExists(Nick)
    /// Guests or services are called so, or an account was that is erased.
    case cannotRegister(Nick)
    /// It is an account's.
    case nickReserved(Nick)
    case suspended(Nick)
    /// It is not among one's own.
    case notReserved(Nick)
    case tooManyNicks(most: Int)
    case tooManyAccounts
    case tooManyRooms(most: Int)
    case roomIsRegistered(RoomName)
    case roomIsNotRegistered(RoomName)
    /// Who is not logged in may not do it here.
    case guestsOnlyRead
    /// Nor where they come from, which is banned for guests.
    case guestsBanned
    /// Nobody is here without an account, so nobody logs out.
    case guestsStayOut
    /// The lobby is the server's.
    case lobby(RoomName)
    /// `needsLogin`: those who are logged in may write to them.
    case takesNoMessages(Nick, needsLogin: Bool)
    /// Nobody is here by it, and guests can't leave it messages.
    case absent(Nick)
    /// As many messages wait for it as may.
    case mailboxFull(Nick)
    /// Only who is an operator of the server may do it.
    case needsOperator
    /// Nobody may be called so here.
    case nickBanned(Nick)
    case reportsOneself
    /// One of the operators of the server, whom none of them puts off.
    case isOperator(Nick)
    /// The ban would be about who sets it.
    case bansOneself
    /// The ban would be about whoever comes.
    case bansNewcomers
    case noSuchServerBan
    case tooManyServerBans
}

/// About an account.
public struct AccountProfile: Hashable, Sendable {
    public let name: Nick
    public let nicks: [Nick]
    /// Microseconds since 1970.
    public let created: Int64
    public let isHere: Bool
    /// Rooms in which it is something: told to who it is, and to operators.
    public let rooms: [RoomName]
    public let isSuspended: Bool
    /// The beginning of the day on which it was last logged in to, where that is told.
    public let used: Int64?

    public init(
        name: Nick, nicks: [Nick], created: Int64, isHere: Bool, rooms: [RoomName] = [], isSuspended: Bool = false,
        used: Int64? = nil
    ) {
        self.name = name
        self.nicks = nicks
        self.created = created
        self.isHere = isHere
        self.rooms = rooms
        self.isSuspended = isSuspended
        self.used = used
    }
}

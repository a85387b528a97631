import ChatCore

/// A stable word for why something was refused (docs/PROTOCOL.md, section 8).
public enum Code: String, Hashable, Sendable, CaseIterable {
    case unknownCommand = "unknown-command"
    case usage
    case badNick = "bad-nick"
    case badRoom = "bad-room"
    case nickInUse = "nick-in-use"
    case noSuchNick = "no-such-nick"
    case noSuchRoom = "no-such-room"
    case notInRoom = "not-in-room"
    case tooManyRooms = "too-many-rooms"
    case tooManyIgnored = "too-many-ignored"
    case alreadyInRoom = "already-in-room"
    case banned
    case inviteOnly = "invite-only"
    case needKey = "need-key"
    case roomFull = "room-full"
    case needsAccount = "needs-account"
    case muted
    case notAllowed = "not-allowed"
    case listFull = "list-full"
    case noSuchMask = "no-such-mask"
    case accountExists = "account-exists"
    case noSuchAccount = "no-such-account"
    case badPassword = "bad-password"
    case notLoggedIn = "not-logged-in"
    case loggedIn = "logged-in"
    case suspended
    case nickReserved = "nick-reserved"
    case tooManyNicks = "too-many-nicks"
    case tooManyTokens = "too-many-tokens"
    case tokenExists = "token-exists"
    case noSuchToken = "no-such-token"
    case noCertificate = "no-certificate"
    case certificateExists = "certificate-exists"
    case noSuchCertificate = "no-such-certificate"
    case noMessages = "no-messages"
    case noSuchMessage = "no-such-message"
    case badToken = "bad-token"
    case replaced
    case killed
    case tooLong = "too-long"
    case badUTF8 = "bad-utf8"
    case slowDown = "slow-down"
    case notNow = "not-now"
    case noWords = "no-words"
    case noTag = "no-tag"
    case noProto = "no-proto"
    case wrongProtocol = "wrong-protocol"
    case serverFull = "server-full"
    case slowReader = "slow-reader"
    case idle
    case shuttingDown = "shutting-down"
    case unavailable
    case `internal`
}

extension Refusal {
    public var code: Code {
        switch self {
        case .noSuchRoom: .noSuchRoom
        case .notInRoom, .noCurrentRoom: .notInRoom
        case .tooManyRooms: .tooManyRooms
        case .nickInUse: .nickInUse
        case .noSuchNick, .noCorrespondent, .correspondentLeft, .notIgnored: .noSuchNick
        case .ignoresItself: .usage
        case .tooManyIgnored: .tooManyIgnored
        case .entry(_, let fault): fault.code
        case .speech(_, let fault): fault.code
        case .moderation(_, let fault): fault.code
        case .account(let fault): fault.code
        case .spam: .slowDown
        case .takingBack(_, .unknown), .takingBackPrivate(_, .unknown): .noSuchMessage
        case .takingBack(_, .notYours), .takingBackPrivate(_, .notYours): .notAllowed
        case .unavailable: .unavailable
        }
    }
}

extension EntryFault {
    fileprivate var code: Code {
        switch self {
        case .banned: .banned
        case .inviteOnly: .inviteOnly
        case .needsKey: .needKey
        case .full: .roomFull
        case .needsAccount: .needsAccount
        }
    }
}

extension SpeechFault {
    fileprivate var code: Code {
        switch self {
        case .muted, .moderated, .noSignals: .muted
        case .needsAccount: .needsAccount
        case .tooSoon: .slowDown
        }
    }
}

extension ModerationFault {
    fileprivate var code: Code {
        switch self {
        case .needs, .outranked, .hasVoice, .nameInUse, .isLobby: .notAllowed
        case .notHere: .noSuchNick
        case .alreadyHere: .alreadyInRoom
        case .listFull: .listFull
        case .noSuchMask: .noSuchMask
        }
    }
}

extension AccountFault {
    fileprivate var code: Code {
        switch self {
        case .needsLogin: .notLoggedIn
        case .loggedIn: .loggedIn
        case .noSuchAccount: .noSuchAccount
        case .accountExists: .accountExists
        case .cannotRegister, .nickReserved: .nickReserved
        case .suspended: .suspended
        case .notReserved: .noSuchNick
        case .tooManyNicks: .tooManyNicks
        case .reportsOneself: .usage
        case .isOperator, .bansOneself, .bansNewcomers: .notAllowed
        case .tooManyAccounts: .notNow
        case .tooManyRooms: .tooManyRooms
        case .roomIsRegistered, .roomIsNotRegistered, .lobby, .needsOperator, .guestsStayOut: .notAllowed
        case .guestsOnlyRead, .guestsBanned: .needsAccount
        case .takesNoMessages, .mailboxFull: .noMessages
        case .absent: .noSuchNick
        case .nickBanned: .nickReserved
        case .noSuchServerBan: .noSuchMask
        case .tooManyServerBans: .listFull
        }
    }
}

extension ServerRefusal {
    public var code: Code {
        switch self {
        case .unknownCommand, .reservedCommand: .unknownCommand
        case .usage, .badArgument, .nothingToSay, .forPrograms, .indentedSecret: .usage
        case .account(let refusal): refusal.code
        case .badNick: .badNick
        case .badRoom: .badRoom
        case .badUTF8: .badUTF8
        case .noTag: .noTag
        case .noProtocol: .noProto
        case .serverFull: .serverFull
        case .tooLong, .endlessLine: .tooLong
        case .slowDown: .slowDown
        case .notNow: .notNow
        case .noWords: .noWords
        case .nothingKept: .unknownCommand
        case .noPrivateMessagesKept: .notAllowed
        case .badToken: .badToken
        case .replaced: .replaced
        case .wrongProtocol: .wrongProtocol
        case .slowReader: .slowReader
        case .silent, .silentNewcomer, .pingTimeout: .idle
        case .shuttingDown, .upgrading: .shuttingDown
        case .unreachable: .unavailable
        case .dismissed(let dismissal): dismissal.isBan ? .banned : .killed
        case .outOfMemory: .internal
        }
    }
}

import ChatCore

/// What one line of IRC asks for, taken apart and checked: what is left is to be carried out, step by step.
///
/// A line with several receivers or rooms has a step for each. What can't be is a step, too, so that it is answered where it stands.
public struct IRCRequest: Hashable, Sendable {
    package let command: IRCCommand
    package let steps: [Step]
    /// By which the client knows the answer (IRCv3, labeled responses); empty: it wants none.
    package var label: [UInt8] = []
    /// Tags for those who read what it says.
    package var tags = IRCClientTags.none
    /// It is a line of a batch, and is not carried out by itself where that is open.
    package var line: IRCMultiline.Line?

    package init(_ command: IRCCommand, _ steps: [Step]) {
        self.command = command
        self.steps = steps
    }

    package init(_ command: IRCCommand, _ step: Step...) {
        self.init(command, step)
    }

    package enum Step: Hashable, Sendable {
        case refuse(IRCRefusal)
        case fail(IRCStandardReply)

        // Rooms.

        case join(RoomName, RoomKey?)
        /// `JOIN 0`
        case partAll
        case part(RoomName, Text?)
        case topic(RoomName)
        case setTopic(RoomName, Text)
        /// The rooms as the client wrote them, and its whole parameter.
        case names([String], asked: String)
        case roomModes(RoomName, RoomModeRequest)
        case kick(RoomName, Nick, Text?)
        case invite(Nick, RoomName)
        /// Where one is asked in.
        case invitations
        case list(IRCRoomFilter)

        // What is said.

        case say(IRCTarget, IRCSaying)
        /// Its tags alone.
        case tag(IRCTarget)
        /// What the client calls it, and whom it is for.
        case beginBatch([UInt8], target: String)
        case endBatch([UInt8])
        case redact(target: String, id: String, Text?)
        case rename(RoomName, to: RoomName, Text?)
        case history(IRCHistoryRequest)
        /// `until`: nil: it is asked for.
        case mark(String, until: Int64?)
        case metadata(String, IRCMetadataRequest)

        // People.

        case nick(Nick)
        case away(Text?)
        /// nil: they are asked for.
        case userModes(Nick, UserModeRequest?)
        case who(IRCWhoRequest)
        case whois(String)
        case ison([Nick])
        case userhost([Nick])
        /// nil: all of them.
        case whowas(String, count: Int?)
        case monitor(IRCMonitorRequest)
        case setName(Text)

        // Accounts.

        case ask(IRCAccountRequest)
        case verify(String)
        case serve(IRCService, IRCService.Request)

        // The server.

        case ping([UInt8])
        case cap([String])
        case quit(Text?)
        case about(Subject)

        // Operators of it.

        case kill(Nick, Text?)
        case broadcast(Text)
        case rehash
    }

    /// It is about accounts and takes a while.
    package var accountRequest: IRCAccountRequest? {
        if case .ask(let request)? = steps.first { request } else { nil }
    }

}

extension IRCRequest.Step {
    /// It is about people and what they are, and no command of the hub's.
    package var asksOfOthers: Bool {
        switch self {
        case .names, .who, .whois, .ison, .userhost, .list, .metadata, .mark, .roomModes: true
        default: false
        }
    }
}

extension IRCRequest.Step {
    /// All of the room are gone through for it.
    fileprivate var isSaidToRank: Bool {
        if case .say(.room(_, let rank), _) = self { rank > .none } else { false }
    }
}

extension IRCRequest {
    /// What is asked of the server.
    package enum Subject: Hashable, Sendable {
        case motd, census, version, time, info, admin, links, isupport, summon, users
        case stats(String)
        case help(String?)
    }

    /// Rooms in which it says or sets something.
    /// - Parameter batch: that is open, and may be closed by it.
    package func rooms(closing batch: IRCMultiline?) -> [RoomName] {
        // What is put into a batch is said where that ends.
        guard line == nil || batch == nil else { return [] }
        return steps.compactMap { step in
            switch step {
            case .say(.room(let room, _), _), .setTopic(let room, _): room
            case .endBatch: batch.flatMap { RoomName($0.target) }
            default: nil
            }
        }
    }

    /// It asks what holds in a room, as clients do when they have entered one.
    private var isQuestionOfModes: Bool {
        if case .roomModes(_, let request)? = steps.first { request.isQuestion } else { false }
    }

    /// The room of whose people it asks; nil: it asks for something else.
    package var roomOfWho: RoomName? {
        guard case .who(let request)? = steps.first, request.mask.utf8.first == UInt8(ascii: "#") else { return nil }
        return RoomName(request.mask)
    }

    /// What it may cost.
    var cost: CommandCost {
        switch command {
        case .ping, .pong, .cap, .authenticate: .light
        case .mode where isQuestionOfModes: .light
        case .list, .lusers, .metadata: .dear
        case .chatHistory: .charged
        // Whoever is asked for may be anybody, or all of a room; who enters one is told who is there, and all of them are told.
        case .who, .join: .dear
        case .whowas: .dear
        case .invite where steps == [.invitations]: .dear
        case .names where namesSeveralRooms: .dear
        case .privmsg, .notice: steps.contains { $0.isSaidToRank } ? .charged : .plain
        case .names, .whois, .monitor, .motd, .help, .helpOp, .register, .oper,
            .nickServ, .chanServ:
            .charged
        default: .plain
        }
    }

    private var namesSeveralRooms: Bool {
        if case .names(let words, _)? = steps.first { words.count > 1 } else { false }
    }
}

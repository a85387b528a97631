import ChatCore

extension CommandTable {
    /// What ops do in a room.
    static let moderation: [CommandRow] = [
        CommandRow(
            "op", "[NICK [ROOM]|ROOM]", "makes one an op of a room, or lists who has a rank there", cost: .dear
        ) { input throws(ServerRefusal) in
            let room = try input.roomWithMark()
            if input.isAtEnd { return .command(.moderate(room, .listRanks)) }
            return try input.rank(in: room) { .give(.op, $0) }
        },
        CommandRow("deop", "NICK [ROOM]", "… no more", cost: .dear) { input throws(ServerRefusal) in
            try input.rank { .take(.op, $0) }
        },
        CommandRow("voice", "NICK [ROOM]", "lets one speak where it is moderated", cost: .dear) {
            input throws(ServerRefusal) in
            try input.rank { .give(.voice, $0) }
        },
        CommandRow("devoice", "NICK [ROOM]", "… no more", cost: .dear) { input throws(ServerRefusal) in
            try input.rank { .take(.voice, $0) }
        },
        CommandRow("kick", "[ROOM] NICK [REASON]", "puts one out of a room", cost: .dear) {
            input throws(ServerRefusal) in
            let room = try input.roomWithMark()
            let nick = try input.nickBeforeText()
            return .command(.moderate(room, .kick(nick, reason: input.rest())))
        },
        CommandRow(
            "ban", "[ROOM] [NICK|MASK [TIME] [REASON]]", "keeps one out of a room, for 2h or for good, or lists bans",
            cost: .dear
        ) { input throws(ServerRefusal) in
            try input.mask(.ban, putsOut: true)
        },
        CommandRow("unban", "[ROOM] N|NICK|MASK", "… no more; N counts as the list does", cost: .dear) {
            input throws(ServerRefusal) in
            try input.unmask(.ban)
        },
        CommandRow(
            "mute", "[ROOM] [NICK|MASK [TIME] [REASON]]",
            "keeps one from speaking, for 10m or for good, or lists mutes",
            cost: .dear
        ) { input throws(ServerRefusal) in
            try input.mask(.mute, putsOut: false)
        },
        CommandRow("unmute", "[ROOM] N|NICK|MASK", "… no more; N counts as the list does", cost: .dear) {
            input throws(ServerRefusal) in
            try input.unmask(.mute)
        },
        CommandRow(
            "exempt", "[ROOM] [NICK|MASK [TIME] [REASON]]",
            "has no ban, mute or rule for guests hold for one, or lists who is exempt", cost: .dear
        ) { input throws(ServerRefusal) in
            try input.mask(.exempt, putsOut: false)
        },
        CommandRow("unexempt", "[ROOM] N|NICK|MASK", "… no more; N counts as the list does", cost: .dear) {
            input throws(ServerRefusal) in
            try input.unmask(.exempt)
        },
        CommandRow("invite", "NICK [ROOM]", "asks one in; an op's invitation opens the room for a day", cost: .dear) {
            input throws(ServerRefusal) in
            try input.rank { .invite($0) }
        },
        CommandRow(
            "invited", "[ROOM] [NICK|MASK [TIME] [REASON]]",
            "lets one into an invite-only room at any time, or lists whom",
            cost: .dear
        ) { input throws(ServerRefusal) in
            try input.mask(.invited, putsOut: false)
        },
        CommandRow("uninvited", "[ROOM] N|NICK|MASK", "… no more; N counts as the list does", cost: .dear) {
            input throws(ServerRefusal) in
            try input.unmask(.invited)
        },
        CommandRow("key", "[ROOM] WORD", "has a room need a key; - needs it no more", cost: .dear) {
            input throws(ServerRefusal) in
            try input.key()
        },
        CommandRow("mode", "[ROOM] [+WORD|-WORD]...", "tells or changes what holds in a room", cost: .dear) {
            input throws(ServerRefusal) in
            try input.modes()
        },
        CommandRow("slow", "[ROOM] SECONDS", "lets each speak once in so many seconds; 0 as they like", cost: .dear) {
            input throws(ServerRefusal) in
            try input.slow()
        },
    ]
}

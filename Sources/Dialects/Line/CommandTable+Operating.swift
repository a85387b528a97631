import ChatCore

extension CommandTable {
    /// What has to do with rooms that stay, and with who looks after the server.
    static let operating: [CommandRow] = [
        CommandRow("registerroom", "[ROOM]", "makes a room yours: it stays when all have left", cost: .dear) {
            input throws(ServerRefusal) in
            .command(.account(.registerRoom(try input.roomIfAny())))
        },
        CommandRow("droproom", "ROOM", "gives a room up: what was kept of it is deleted", cost: .dear) {
            input throws(ServerRefusal) in
            .command(.account(.dropRoom(try input.room())))
        },
        CommandRow(
            "dms", "[everybody|accounts|nobody]", "tells or says who may send you private messages", cost: .charged
        ) { input throws(ServerRefusal) in
            .command(.account(.messages(try input.messagePolicy())))
        },
        CommandRow("report", "NICK REASON", "tells ops and operators of somebody", cost: .dear) {
            input throws(ServerRefusal) in
            let nick = try input.nickBeforeText()
            return .command(.operate(.report(nick, try input.text())))
        },
        CommandRow("audit", "[ROOM] [N]", "for ops: who did what to whom, the last N (20)", cost: .dear) {
            input throws(ServerRefusal) in
            try input.audit()
        },
        CommandRow("nodes", "", "for operators: the servers that are one chat with this") {
            input throws(ServerRefusal) in
            try input.end()
            return .server(.nodes)
        },
        CommandRow("kill", "NICK [REASON]", "for operators: ends the connections of one", cost: .dear) {
            input throws(ServerRefusal) in
            let nick = try input.nickBeforeText()
            return .command(.operate(.kill(nick, reason: input.rest())))
        },
        CommandRow(
            "serverban", "[NICK|MASK|NET [TIME] [REASON]]", "for operators: keeps one from the server, or lists bans",
            cost: .dear
        ) { input throws(ServerRefusal) in
            try input.serverBan()
        },
        CommandRow("serverunban", "MASK|NET", "for operators: … no more", cost: .dear) {
            input throws(ServerRefusal) in
            try input.serverUnban()
        },
        CommandRow("announce", "TEXT", "for operators: tells everybody", cost: .dear) { input throws(ServerRefusal) in
            .command(.operate(.announce(try input.text())))
        },
        CommandRow("suspend", "NAME", "for operators: lets nobody log in to an account", cost: .dear) {
            input throws(ServerRefusal) in
            .command(.operate(.suspend(try input.nick(), true)))
        },
        CommandRow("unsuspend", "NAME", "for operators: … no more", cost: .dear) { input throws(ServerRefusal) in
            .command(.operate(.suspend(try input.nick(), false)))
        },
        CommandRow("reset", "NAME", "for operators: makes a token for who has lost their password") {
            input throws(ServerRefusal) in
            .account(.reset(try input.nick()))
        },
    ]
}

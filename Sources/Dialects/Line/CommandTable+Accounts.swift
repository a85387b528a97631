import ChatCore
import Secrets

extension CommandTable {
    /// Who one is, and how others are kept from being it.
    static let accounts: [CommandRow] = [
        CommandRow("register", "[PASSWORD]", "makes your nick an account of yours", secret(.register)),
        CommandRow("login", "[NAME] [PASSWORD]", "logs in; a token can stand for both", secret(.login)),
        CommandRow("logout", "", "logs out, and takes a guest's nick", cost: .dear) { input throws(ServerRefusal) in
            try input.end()
            return .command(.account(.logOut))
        },
        CommandRow("password", "[OLD NEW]", "changes your password", secret(.password)),
        CommandRow(
            "token", "[add|remember LABEL [DAYS]|del LABEL]",
            "makes a token, by which a program logs in, removes one, or lists them"
        ) { input throws(ServerRefusal) in
            .account(try input.tokenCommand())
        },
        CommandRow(
            "cert", "[add|del LABEL|login]",
            "has the TLS certificate of your program log you in, no more, or now; or lists those that do"
        ) { input throws(ServerRefusal) in
            .account(.certificate(try input.certificateCommand()))
        },
        CommandRow("reserve", "NICK", "keeps another nick for you") { input throws(ServerRefusal) in
            .command(.account(.reserve(try input.nick())))
        },
        CommandRow("release", "NICK", "keeps it for you no more") { input throws(ServerRefusal) in
            .command(.account(.release(try input.nick())))
        },
        CommandRow("account", "[NAME]", "tells about an account", cost: .dear) { input throws(ServerRefusal) in
            .command(.account(.describe(try input.nickIfAny())))
        },
        CommandRow(
            "export", "[N]", "shows all that is kept of you, N (20) lines at a time; /export more goes on",
            keys: "cursor=CURSOR with what more= was goes on as well", cost: .dear
        ) { input throws(ServerRefusal) in
            try input.export()
        },
        CommandRow("forget", "[PASSWORD]", "erases your account and all that you said", secret(.forget)),
    ]

    private static func secret(_ command: SecretCommand) -> CommandRow.Parse {
        { input throws(ServerRefusal) in
            let rest = input.rest()?.utf8 ?? []
            return .account(try command.body(rest[...], isTagged: input.isTagged, usage: input.usage))
        }
    }

    /// Understands a line with a secret on it, and wipes it.
    /// - Parameter line: a clean one that begins with the command.
    static func request(_ command: SecretCommand, _ line: inout [UInt8], tag: Tag) -> Request {
        defer { Secret.wipe(&line) }
        let arguments = line.drop { $0 != UInt8(ascii: " ") }
        guard let index = find(command.rawValue) else { return Request(tag: tag, body: .nothing) }
        let usage = rows[index].usage
        do {
            let body = try command.body(arguments, isTagged: tag != .none, usage: usage)
            return Request(tag: tag, body: .account(body), cost: .charged, verb: counted[index])
        } catch {
            return Request(tag: tag, body: .refused(error))
        }
    }
}

extension Arguments {
    fileprivate mutating func tokenCommand() throws(ServerRefusal) -> AccountCommand {
        switch word()?.asciiLowercased {
        case nil: return .tokens
        case "add": return try newToken(isRemembered: false)
        case "remember": return try newToken(isRemembered: true)
        case "del":
            let label = try label()
            try end()
            return .removeToken(label)
        default: throw misuse()
        }
    }

    private mutating func newToken(isRemembered: Bool) throws(ServerRefusal) -> AccountCommand {
        let label = try label()
        guard let word = try lastWord() else { return .addToken(label, days: nil, isRemembered: isRemembered) }
        guard let days = Int(word), 1...3_650 ~= days else { throw .badArgument(.days, usage: usage) }
        return .addToken(label, days: days, isRemembered: isRemembered)
    }

    fileprivate mutating func certificateCommand() throws(ServerRefusal) -> CertificateCommand {
        let command: CertificateCommand
        switch word()?.asciiLowercased {
        case nil: return .list
        case "add": command = .add
        case "login": command = .logIn
        case "del": command = .remove(try label())
        default: throw misuse()
        }
        try end()
        return command
    }

    private mutating func label() throws(ServerRefusal) -> AccountLabel {
        guard let word = word() else { throw misuse() }
        guard let label = AccountLabel(word) else { throw .badArgument(.label, usage: usage) }
        return label
    }
}

import ChatCore
import Secrets

/// Names that the server answers to by NOTICE, as clients and their scripts know services elsewhere.
package enum IRCService: String, Hashable, Sendable, CaseIterable {
    case nickServ = "NickServ"
    case chanServ = "ChanServ"

    /// Takes whom something is sent to: a service's name in any case, perhaps with `@` and a server behind it.
    init?(target: UnsafeRawBufferPointer) {
        let name = target.prefix { $0 != UInt8(ascii: "@") }
        guard
            let found = IRCService.allCases.first(where: { service in
                name.elementsEqual(service.rawValue.utf8) { $0 | 0x20 == $1 | 0x20 }
            })
        else { return nil }
        self = found
    }

    /// What is asked of one.
    package enum Request: Hashable, Sendable {
        /// By a password or a certificate, as the line protocol's commands of accounts.
        case prove(AccountCommand)
        case account(AccountRequest)
        case help
        /// With how it is written.
        case misused(String)
        /// No word of it is kept, as it may be a password that was sent alone.
        case unknown
    }

    /// Understands what somebody says to it.
    /// - Parameter words: they may be of a password, so what is kept of them is a `Secret`.
    func request(_ words: [ArraySlice<UInt8>]) -> Request {
        let verb = words.first.map { String(decoding: $0.prefix(16), as: UTF8.self).uppercased() } ?? "HELP"
        let rest = Array(words.dropFirst())
        switch self {
        case .nickServ: return IRCService.nickServ(verb, rest) ?? .unknown
        case .chanServ: return IRCService.chanServ(verb, rest) ?? .unknown
        }
    }

    // MARK: - NickServ

    private static func nickServ(_ verb: String, _ words: [ArraySlice<UInt8>]) -> Request? {
        switch verb {
        // An address of e-mail behind it is read over, as none is kept.
        case "REGISTER": words.first.map { .prove(.register(Secret($0))) } ?? .misused("REGISTER password")
        case "IDENTIFY", "ID", "LOGIN": identify(words)
        case "LOGOUT": .account(.logOut)
        case "PASSWD":
            words.count == 2
                ? .prove(.changePassword(old: Secret(words[0]), new: Secret(words[1]))) : .misused("PASSWD old new")
        case "SET" where words.count == 3 && word(words[0]) == "PASSWORD":
            .prove(.changePassword(old: Secret(words[1]), new: Secret(words[2])))
        case "CERT": certificate(words)
        case "DROP": words.count == 1 ? .prove(.forget(Secret(words[0]))) : .misused("DROP password")
        case "INFO": words.isEmpty ? .account(.describe(nil)) : one(words, "INFO [account]") { .describe($0) }
        case "GROUP": one(words, "GROUP nick") { .reserve($0) }
        case "UNGROUP": one(words, "UNGROUP nick") { .release($0) }
        case "HELP": .help
        default: nil
        }
    }

    /// - Parameter usage: how it is written with one nick.
    private static func one(
        _ words: [ArraySlice<UInt8>], _ usage: String, _ request: (Nick) -> AccountRequest
    ) -> Request {
        guard words.count == 1, let nick = nick(words[0]) else { return .misused(usage) }
        return .account(request(nick))
    }

    private static func identify(_ words: [ArraySlice<UInt8>]) -> Request {
        switch words.count {
        case 1: return .prove(.login(nil, Secret(words[0])))
        case 2:
            // The word is not shown: it may be of a password.
            guard let name = nick(words[0]) else { break }
            return .prove(.login(name, Secret(words[1])))
        default: break
        }
        return .misused("IDENTIFY [account] password")
    }

    private static func certificate(_ words: [ArraySlice<UInt8>]) -> Request {
        switch words.first.map(word) {
        case nil, "LIST": return .prove(.certificate(.list))
        case "ADD": return .prove(.certificate(.add))
        case "DEL":
            guard words.count == 2, let label = AccountLabel(String(decoding: words[1], as: UTF8.self)) else { break }
            return .prove(.certificate(.remove(label)))
        default: break
        }
        return .misused("CERT [ADD|LIST|DEL label]")
    }

    // MARK: - ChanServ

    private static func chanServ(_ verb: String, _ words: [ArraySlice<UInt8>]) -> Request? {
        let room = words.first.flatMap { word in
            word.first == UInt8(ascii: "#") ? RoomName(String(decoding: word, as: UTF8.self)) : nil
        }
        return switch verb {
        case "REGISTER": room.map { .account(.registerRoom($0)) } ?? .misused("REGISTER #room")
        case "DROP": room.map { .account(.dropRoom($0)) } ?? .misused("DROP #room")
        case "HELP": .help
        default: nil
        }
    }

    private static func word(_ bytes: ArraySlice<UInt8>) -> String {
        String(decoding: bytes.prefix(16), as: UTF8.self).uppercased()
    }

    private static func nick(_ word: ArraySlice<UInt8>) -> Nick? {
        word.count <= Nick.maximumLength ? Nick(String(decoding: word, as: UTF8.self)) : nil
    }

    // MARK: - Words

    /// The lines of its HELP.
    package var help: [String] {
        switch self {
        case .nickServ:
            [
                "Accounts; send me, or by NS:",
                "REGISTER password - makes your nick an account of yours",
                "IDENTIFY [account] password - logs you in; a token can stand for the password",
                "LOGOUT - logs you out",
                "PASSWD old new - changes your password",
                "CERT [ADD|LIST|DEL label] - has your TLS certificate log you in, or lists those that do",
                "GROUP nick, UNGROUP nick - keeps another nick for you, or no more",
                "INFO [account] - tells about an account",
                "DROP password - erases your account and all that you said",
            ]
        case .chanServ:
            [
                "Rooms; send me, or by CS:",
                "REGISTER #room - has the room stay when all have left, with you as its founder",
                "DROP #room - has it stay no more, and deletes what was kept of it",
            ]
        }
    }
}

extension IRCRequest {
    /// What a client says to a service, in one of the ways that there are.
    static func service(_ service: IRCService, _ parameters: [UnsafeRawBufferPointer]) -> [Step] {
        let words = parameters.flatMap { Array($0).split(separator: UInt8(ascii: " ")) }
        return [.serve(service, service.request(words))]
    }
}

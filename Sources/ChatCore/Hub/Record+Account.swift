/// The text form of changes of accounts. The verbs begin with `account-`, but for those that people know.
extension AccountChange {
    var verb: String {
        switch self {
        case .register: "register"
        case .logIn: "login"
        case .logOut: "logout"
        case .reserve: "reserve"
        case .release: "release"
        case .suspend: "suspend"
        case .makeOperator: "operator"
        case .messages: "dms"
        case .ignore: "ignore"
        case .collect: "collect"
        case .mark: "mark"
        case .erase: "erase"
        case .displace: "displace"
        case .guestMessages: "guest-dms"
        }
    }

    func put(into line: inout RecordWriter) {
        switch self {
        case .register(let name, let person):
            line.put(name.text)
            line.put(person?.description)
        case .logIn(let person, let account, let keepsNick):
            line.put(person)
            line.put(account.description)
            if keepsNick { line.put("as-they-are") }
        case .logOut(let person), .displace(let person): line.put(person)
        case .reserve(let account, let nick), .release(let account, let nick):
            line.put(account.description)
            line.put(nick.text)
        case .suspend(let account, let isSet), .makeOperator(let account, let isSet):
            line.put(account.description)
            line.put(isSet ? "on" : "off")
        case .messages(let account, let policy):
            line.put(account.description)
            line.put(policy.rawValue)
        case .ignore(let account, let other, let isOn):
            line.put(account.description)
            line.put(other.description)
            line.put(isOn ? "on" : "off")
        case .erase(let account), .collect(let account): line.put(account.description)
        case .mark(let account, let key, let time):
            line.put(account.description)
            line.put(key)
            line.put("\(time)")
        case .guestMessages(let person, let policy):
            line.put(person)
            line.put(policy.rawValue)
        }
    }
}

extension RecordReader {
    /// - Returns: nil where the verb is another's.
    mutating func accountChange(verb: String) throws(RecordError) -> AccountChange? {
        switch verb {
        case "register":
            let name = try nick()
            var ahead = self
            guard try ahead.word() == "-" else { return .register(name, by: try person()) }
            self = ahead
            return .register(name, by: nil)
        case "login":
            let (person, account) = (try person(), try account())
            guard !isAtEnd else { return .logIn(person, account) }
            guard try word() == "as-they-are" else { throw RecordError("a login is none") }
            return .logIn(person, account, keepsNick: true)
        case "logout": return .logOut(try person())
        case "reserve": return .reserve(try account(), try nick())
        case "release": return .release(try account(), try nick())
        case "suspend":
            let id = try account()
            return .suspend(id, try either("off", "on"))
        case "operator":
            let id = try account()
            return .makeOperator(id, try either("off", "on"))
        case "dms": return .messages(try account(), try policy())
        case "ignore":
            let (id, other) = (try account(), try account())
            return .ignore(id, other, try either("off", "on"))
        case "collect": return .collect(try account())
        case "mark":
            let (id, key) = (try account(), try word())
            guard key.utf8.count <= ReadMarkers.keyBytes else { throw RecordError("a marker is none") }
            return .mark(id, key, try number())
        case "erase": return .erase(try account())
        case "displace": return .displace(try person())
        case "guest-dms": return .guestMessages(try person(), try policy())
        default: return nil
        }
    }

    mutating func account() throws(RecordError) -> AccountID {
        guard let number = UInt32(exactly: try number()), number > 0 else {
            throw RecordError("an account's number is none")
        }
        return AccountID(number: number)
    }

    private mutating func policy() throws(RecordError) -> MessagePolicy {
        guard let policy = MessagePolicy(rawValue: try word()) else { throw RecordError("a policy is none") }
        return policy
    }
}

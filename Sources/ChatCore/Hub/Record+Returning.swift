/// Somebody is lost, or comes back, where several nodes are one chat (decision 25). Each is about a session at the node that writes it.
package enum ReturnChange: Hashable, Sendable {
    /// A session of somebody has a token from now on, or has it still: its node was held for dead.
    case token(PersonID, TokenDigest)
    /// These are good no more: their sessions have others, or are gone for good.
    case forgetTokens([TokenDigest])
    /// A session of somebody was lost, who is held where it was the last. What came after that id came to nobody by it.
    case hold(PersonID, TokenDigest?, after: EventID, reason: Text?)
    /// A session is somebody's from now on who had the token, which is used up. Who it was until now quits, if it was their last.
    /// `next`: the token that it has from now on.
    case resume(PersonID, to: PersonID, by: TokenDigest, next: TokenDigest?, reason: Text?)
    /// Who is held is here by a session of a node that was held for dead, as they were before.
    case readmit(PersonID)
    /// The time is over of what was lost, by the numbers of the losses.
    case letGo([Ending])

    /// The end of a loss, and what others are told of why who was held for it goes.
    package struct Ending: Hashable, Sendable {
        package let number: UInt64
        package let reason: Text?

        package init(_ number: UInt64, reason: Text?) {
            self.number = number
            self.reason = reason
        }
    }
}

// MARK: - As text

extension ReturnChange {
    var verb: String {
        switch self {
        case .token: "token"
        case .forgetTokens: "forget-tokens"
        case .hold: "hold"
        case .resume: "resume"
        case .readmit: "readmit"
        case .letGo: "let-go"
        }
    }

    func put(into line: inout RecordWriter) {
        switch self {
        case .token(let person, let token):
            line.put(person)
            line.put(token.description)
        case .forgetTokens(let tokens): for token in tokens { line.put(token.description) }
        case .hold(let person, let token, let lastID, let reason):
            line.put(person)
            line.put(token?.description)
            line.put("\(lastID)")
            line.put(reason)
        case .resume(let guest, let person, let token, let next, let reason):
            line.put(guest)
            line.put(person)
            line.put(token.description)
            line.put(next?.description)
            line.put(reason)
        case .readmit(let person): line.put(person)
        case .letGo(let endings):
            for ending in endings {
                line.put("\(ending.number)")
                line.put(ending.reason)
            }
        }
    }
}

extension RecordReader {
    /// - Returns: nil where the verb is another's.
    mutating func returnChange(verb: String) throws(RecordError) -> ReturnChange? {
        switch verb {
        case "token": return .token(try person(), try token())
        case "forget-tokens":
            var tokens: [TokenDigest] = []
            repeat { tokens.append(try token()) } while !isAtEnd && tokens.count < Record.mostDepartures
            return .forgetTokens(tokens)
        case "hold":
            let (person, token) = (try person(), try optionalToken())
            return .hold(person, token, after: try id(), reason: try optionalText())
        case "resume":
            let (guest, person) = (try person(), try self.person())
            let (token, next) = (try token(), try optionalToken())
            return .resume(guest, to: person, by: token, next: next, reason: try optionalText())
        case "readmit": return .readmit(try person())
        case "let-go":
            var endings: [ReturnChange.Ending] = []
            repeat {
                guard let number = UInt64(exactly: try number()) else { throw RecordError("a number is none") }
                endings.append(ReturnChange.Ending(number, reason: try optionalText()))
            } while !isAtEnd && endings.count < Record.mostDepartures
            return .letGo(endings)
        default: return nil
        }
    }

    private mutating func id() throws(RecordError) -> EventID {
        let id = try number()
        guard HubSnapshot.bounds.contains(id) else { throw RecordError("an id is out of its bounds") }
        return id
    }

    private mutating func optionalToken() throws(RecordError) -> TokenDigest? {
        let word = try word()
        if word == "-" { return nil }
        guard let token = TokenDigest(word) else { throw RecordError("a token's digest is none") }
        return token
    }

    private mutating func token() throws(RecordError) -> TokenDigest {
        guard let token = try optionalToken() else { throw RecordError("a token is missing") }
        return token
    }
}

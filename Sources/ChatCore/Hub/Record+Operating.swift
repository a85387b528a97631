/// The text form of what operators of the server do.
extension ServerChange {
    var verb: String {
        switch self {
        case .kill: "kill"
        case .ban: "server-ban"
        case .unban: "server-unban"
        case .announce: "announce-all"
        case .broadcast: "broadcast"
        case .report: "report"
        case .reset: "reset"
        }
    }

    func put(into line: inout RecordWriter) {
        switch self {
        case .kill(let person, let reason):
            line.put(person)
            line.put(reason)
        case .ban(let subjects, let until, let reason):
            line.put(subjects.map(\.description).joined(separator: ","))
            line.put(until.map { "\($0)" })
            line.put(reason)
        case .unban(let subject): line.put(subject.description)
        case .announce(let text), .broadcast(let text): line.put(text)
        case .reset(let account): line.put(account.description)
        case .report(let person, let room, let ids, let reason):
            line.put(person)
            line.put(room?.text)
            line.put(ids.isEmpty ? nil : ids.map { "\($0)" }.joined(separator: ","))
            line.put(reason)
        }
    }
}

extension RecordReader {
    /// - Returns: nil where the verb is another's.
    mutating func operation(verb: String) throws(RecordError) -> Record? {
        guard ["kill", "server-ban", "server-unban", "announce-all", "broadcast", "report", "reset"].contains(verb)
        else {
            return nil
        }
        let by = try person()
        switch verb {
        case "kill":
            let other = try person()
            return .operate(by: by, .kill(other, reason: try optionalText()))
        case "server-ban":
            var subjects: [ServerBanSubject] = []
            for word in try word().split(separator: ",", omittingEmptySubsequences: false) {
                subjects.append(try ban(word))
            }
            guard (1...MaskChange.mostSubjects).contains(subjects.count) else { throw RecordError("too many bans") }
            let until = try optionalTime()
            return .operate(by: by, .ban(subjects, until: until, reason: try optionalText()))
        case "server-unban": return .operate(by: by, .unban(try ban(try word())))
        case "announce-all": return .operate(by: by, .announce(try text()))
        case "broadcast": return .operate(by: by, .broadcast(try text()))
        case "reset": return .operate(by: by, .reset(try account()))
        default: return .operate(by: by, try report())
        }
    }

    private func ban(_ word: some StringProtocol) throws(RecordError) -> ServerBanSubject {
        guard let subject = ServerBanSubject(word), subject.description == word else {
            throw RecordError("a ban is none")
        }
        return subject
    }

    private mutating func report() throws(RecordError) -> ServerChange {
        let about = try person()
        var (name, ids): (RoomName?, [EventID]) = (nil, [])
        var ahead = self
        if try ahead.word() == "-" { self = ahead } else { name = try room() }
        let list = try word()
        if list != "-" {
            for digits in list.split(separator: ",", omittingEmptySubsequences: false) {
                guard let id = EventID(digits), id.description == digits else { throw RecordError("an id is none") }
                ids.append(id)
            }
        }
        guard ids.count <= Hub.reportedLines else { throw RecordError("too many ids") }
        return .report(about, name, ids: ids, try text())
    }
}

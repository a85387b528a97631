/// The text form of what is changed in a room by who is something there: the verb, by whom, where, and what.
///
///     1 1795000000000000 mask 3/0 #lobby ban account:mal,host:c-k3f 1795000600000000 out :spam
extension RoomChange {
    static let verbs = [
        "rank", "voice-beneath", "kick", "mask", "unmask", "invite", "mode", "standing", "register-room", "drop-room",
        "rename-room",
    ]

    var verb: String {
        switch self {
        case .rank: "rank"
        case .voiceBeneath: "voice-beneath"
        case .kick: "kick"
        case .mask(let change, _): change.isSet ? "mask" : "unmask"
        case .invite: "invite"
        case .modes: "mode"
        case .standing: "standing"
        case .register: "register-room"
        case .drop: "drop-room"
        case .rename: "rename-room"
        }
    }

    func put(into line: inout RecordWriter) {
        switch self {
        case .rank(let person, let rank):
            line.put(person)
            line.put(rank.name)
        case .voiceBeneath(let person, let isSet):
            line.put(person)
            line.put(isSet ? "on" : "off")
        case .kick(let person, let reason):
            line.put(person)
            line.put(reason)
        case .mask(let change, let putsOut):
            line.put(change.kind.name)
            line.put(change.subjects.map(\.description).joined(separator: ","))
            guard change.isSet else { return }
            line.put(change.until.map { "\($0)" })
            line.put(putsOut ? "out" : "stay")
            line.put(change.reason)
        case .invite(let person, let opens):
            line.put(person)
            line.put(opens ? "opens" : "asks")
        case .modes(let change): for word in change.words { line.put(word) }
        case .standing(let account, let rank):
            line.put(account.description)
            line.put(rank.name)
        case .rename(let name, let reason):
            line.put(name.text)
            line.put(reason)
        case .register, .drop: break
        }
    }
}

extension RecordReader {
    mutating func moderation(verb: String) throws(RecordError) -> Record {
        guard RoomChange.verbs.contains(verb) else {
            throw RecordError("a verb that there is not")
        }
        let (person, room) = (try person(), RoomReference(try room()))
        let change: RoomChange
        switch verb {
        case "rank":
            let other = try self.person()
            change = .rank(other, try rank())
        case "voice-beneath":
            let other = try self.person()
            change = .voiceBeneath(other, try either("off", "on"))
        case "kick": change = .kick(try self.person(), reason: try optionalText())
        case "mask": change = try mask(isSet: true)
        case "unmask": change = try mask(isSet: false)
        case "invite":
            let other = try self.person()
            change = .invite(other, opens: try either("asks", "opens"))
        case "standing":
            let account = try account()
            change = .standing(account, try rank())
        case "register-room": change = .register
        case "drop-room": change = .drop
        case "rename-room":
            let name = try self.room()
            change = .rename(name, reason: try optionalText())
        default: change = .modes(try modes())
        }
        return .moderate(by: person, room, change)
    }

    private mutating func mask(isSet: Bool) throws(RecordError) -> RoomChange {
        guard let kind = MaskKind(name: try word()) else { throw RecordError("a kind of masks is none") }
        let written = try word().split(separator: ",", omittingEmptySubsequences: false)
        var subjects: [MaskSubject] = []
        for each in written {
            guard let subject = MaskSubject(each), subject.description == each else {
                throw RecordError("a mask is none")
            }
            subjects.append(subject)
        }
        guard (1...MaskChange.mostSubjects).contains(subjects.count) else { throw RecordError("too many masks") }
        guard isSet else { return .mask(MaskChange(kind, subjects, isSet: false), putsOut: false) }
        let until = try optionalTime()
        let putsOut = try either("stay", "out")
        return .mask(
            MaskChange(kind, subjects, isSet: true, until: until, reason: try optionalText()), putsOut: putsOut)
    }

    private mutating func rank() throws(RecordError) -> Rank {
        guard let rank = Rank(name: try word()) else { throw RecordError("a rank is none") }
        return rank
    }

    mutating func optionalTime() throws(RecordError) -> Int64? {
        var ahead = self
        if try ahead.word() == "-" {
            self = ahead
            return nil
        }
        let time = try number()
        guard HubSnapshot.bounds.contains(time) else { throw RecordError("a time is out of its bounds") }
        return time
    }

    private mutating func modes() throws(RecordError) -> ModeChange {
        var change = ModeChange()
        var words: [String] = []
        repeat {
            words.append(try word())
            guard change.add(word: words[words.count - 1]) else { throw RecordError("a mode is none") }
        } while !isAtEnd && words.count <= RoomMode.all.count
        // There is one order.
        guard change.words == words else { throw RecordError("modes are in another order") }
        return change
    }

    mutating func host() throws(RecordError) -> Host {
        guard let host = Host(try word()) else { throw RecordError("a host is none") }
        return host
    }
}

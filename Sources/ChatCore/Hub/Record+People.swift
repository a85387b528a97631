/// What people tell of themselves, and say to some of a room, as records have it.
extension PersonChange {
    var verb: String {
        switch self {
        case .realName: "real-name"
        case .isProgram: "program"
        }
    }

    func put(into line: inout RecordWriter) {
        switch self {
        case .realName(let name): line.put(name)
        case .isProgram(let isSet): line.put(isSet ? "on" : "off")
        }
    }
}

extension RecordReader {
    mutating func takingBackPrivate() throws(RecordError) -> Record {
        let person = try person()
        var ids: [EventID] = []
        for word in try word().split(separator: ",", omittingEmptySubsequences: false) {
            guard let id = EventID(word), id.description == word else { throw RecordError("an id is none") }
            ids.append(id)
        }
        return .takeBackPrivate(person, ids, reason: try optionalText())
    }

    /// - Returns: nil where the verb is another's.
    mutating func presentation(verb: String) throws(RecordError) -> Record? {
        switch verb {
        case "real-name":
            let (person, name) = (try person(), try text())
            guard name.utf8.count <= Introduction.realNameBytes else { throw RecordError("a real name is too long") }
            return .present(person, .realName(name))
        case "program":
            let person = try person()
            return .present(person, .isProgram(try either("off", "on")))
        case "say-to":
            let (person, room) = (try person(), try room())
            guard let rank = Rank(name: try word()), rank != .none else { throw RecordError("a rank is none") }
            guard let manner = Manner(name: try word()) else { throw RecordError("a manner is none") }
            return .sayToRank(person, RoomReference(room), rank, try text(), as: manner)
        default: return nil
        }
    }
}

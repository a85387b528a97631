/// What somebody tells of themselves, once they are here.
public enum PersonChange: Hashable, Sendable {
    /// What they are really called. It is cut to `Introduction.realNameBytes`.
    case realName(Text)
    /// Whether a program speaks for them.
    case isProgram(Bool)
}

extension Person {
    /// Whether a change would change nothing.
    func isSo(_ change: PersonChange) -> Bool {
        switch change {
        case .realName(let name): particulars?.introduction?.realName == name.prefix(bytes: Introduction.realNameBytes)
        case .isProgram(let isSet): (particulars?.isProgram ?? false) == isSet
        }
    }

    /// Whether a program speaks for them: they say so, or their account is one.
    var isProgram: Bool {
        guard let particulars else { return false }
        return particulars.isProgram || particulars.account?.flags.contains(.bot) == true
    }
}

extension People {
    func present(_ person: Person, _ change: PersonChange) {
        changeWhoTheyAre(person) { particulars in
            switch change {
            case .realName(let name):
                particulars.introduction = Introduction(
                    user: particulars.introduction?.user ?? .line, realName: name)
            case .isProgram(let isSet): particulars.isProgram = isSet
            }
        }
    }
}

extension SharedState {
    func present(_ change: PersonChange, _ id: PersonID) -> Applied {
        guard let person = people[id], !person.isSo(change) else { return .nothing }
        people.present(person, change)
        return .presented(person, change)
    }
}

/// The sessions of a person, in the order in which they came. The first takes no memory of its own, and mostly there is no other.
struct SessionList: RandomAccessCollection {
    private var one = SessionID.none
    private var others: [SessionID] = []

    var startIndex: Int { 0 }

    var endIndex: Int { one == .none ? 0 : 1 + others.count }

    subscript(_ index: Int) -> SessionID { index == 0 ? one : others[index - 1] }

    mutating func append(_ session: SessionID) {
        if one == .none { one = session } else { others.append(session) }
    }

    mutating func remove(_ session: SessionID) {
        if session == one {
            one = others.isEmpty ? .none : others.removeFirst()
        } else {
            others.removeAll { $0 == session }
        }
    }
}

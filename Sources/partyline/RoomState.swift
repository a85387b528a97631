import ChatCore
import ChatProtocol

/// What the client knows of a room that it is in.
struct RoomState: Equatable {
    var name: String
    /// By nick in small letters, as shown.
    private var members: [String: String] = [:]
    /// Whether the server has us in it on this connection.
    var isEntered = false
    /// The last message seen: what comes after it was missed.
    var lastID: Int64 = 0
    /// What was said while the history was asked for; it is shown after it. Nil at other times.
    var held: [WireEvent]?

    /// Holds what was said until the history is there.
    mutating func hold(_ event: WireEvent) { held?.append(event) }

    init(_ name: String) { self.name = name }

    var nicks: [String] { members.values.sorted { $0.asciiLowercased < $1.asciiLowercased } }

    func isNamed(_ name: String) -> Bool { self.name.asciiLowercased == name.asciiLowercased }

    mutating func add(_ nick: String) { members[nick.asciiLowercased] = nick }

    mutating func forgetMembers() { members = [:] }

    /// Whether the nick was there.
    @discardableResult
    mutating func remove(_ nick: String) -> Bool { members.removeValue(forKey: nick.asciiLowercased) != nil }

    mutating func rename(_ old: String, to new: String) { if remove(old) { add(new) } }
}

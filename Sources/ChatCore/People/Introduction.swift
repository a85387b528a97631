/// What somebody says of themselves before they are here, where their dialect asks for it. Of others nothing is kept.
public final class Introduction: Hashable, Sendable {
    /// A real name has so many bytes at most.
    public static let realNameBytes = 150

    public let user: UserName
    /// Cut at a character's end where it is longer than `realNameBytes`.
    public let realName: Text

    public init(user: UserName, realName: Text) {
        self.user = user
        self.realName = realName.prefix(bytes: Introduction.realNameBytes)
    }

    public static func == (left: Introduction, right: Introduction) -> Bool {
        left.user == right.user && left.realName == right.realName
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(user)
        hasher.combine(realName)
    }
}

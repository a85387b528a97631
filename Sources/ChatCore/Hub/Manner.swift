/// How something is said.
public enum Manner: UInt8, Hashable, Sendable, CaseIterable {
    case message
    /// What somebody does, as `/me` tells it.
    case action
    /// Said so that no program answers it, as programs tell what nobody asked them. People read it as any message.
    case notice

    /// As records write it.
    var name: String {
        switch self {
        case .message: "message"
        case .action: "action"
        case .notice: "notice"
        }
    }

    init?(name: String) {
        guard let manner = Manner.allCases.first(where: { $0.name == name }) else { return nil }
        self = manner
    }
}

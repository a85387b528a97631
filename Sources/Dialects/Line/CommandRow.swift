/// A command of the line protocol: all that is to be known of it, but for what the hub or the server does.
struct CommandRow: Sendable {
    let verb: String
    let aliases: [String]
    /// As `[ROOM] TEXT`.
    let arguments: String
    let help: String
    /// What only programs write; it stands in the help on this command alone, as it would be in people's way in the list.
    let keys: String?
    let cost: Cost
    /// Metrics count it by its verb.
    let isCounted: Bool
    let parse: Parse

    typealias Parse = @Sendable (inout Arguments) throws(ServerRefusal) -> Request.Body

    /// What it costs, by how it is written.
    enum Cost: Sendable {
        case plain
        case charged
        case dear
        /// Without an argument it only tells, and is charged.
        case dearWithArgument
    }

    init(
        _ verb: String, aliases: [String] = [], _ arguments: String, _ help: String, keys: String? = nil,
        cost: Cost = .charged, isCounted: Bool = true, _ parse: @escaping Parse
    ) {
        self.verb = verb
        self.aliases = aliases
        self.arguments = arguments
        self.help = help
        self.keys = keys
        self.cost = cost
        self.isCounted = isCounted
        self.parse = parse
    }

    /// As `/topic [ROOM] [TEXT]`.
    var usage: String { arguments.isEmpty ? "/\(verb)" : "/\(verb) \(arguments)" }

    /// What a line costs that has these arguments.
    func cost(with arguments: Arguments) -> CommandCost {
        switch cost {
        case .plain: .plain
        case .charged: .charged
        case .dear: .dear
        case .dearWithArgument: arguments.isAtEnd ? .charged : .dear
        }
    }
}

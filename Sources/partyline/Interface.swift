import WireClient

/// How the client talks with its user: an editor on a terminal, or plain lines.
protocol Interface: AnyObject {
    /// Whether a person uses it, who would rather wait for a new connection than start again.
    var isForPeople: Bool { get }
    /// The server speaks with us for the first time.
    func start(_ client: Client) throws
    func show(_ display: Display)
    func took(_ line: WireLine)
    /// A line, or a wish of the command line's, has its answer.
    func answered(refused: Bool)
    func bell()
    /// Nick, room or connection have changed.
    func stateChanged()
    /// Whether the program may not end yet: a password is being typed, and whatever comes after this program, a shell say, would read
    /// the rest of it.
    var holdsEnd: Bool { get }
    /// The end of a turn: what was gathered is written.
    func flush()
    /// Puts back everything that was changed of the terminal. Nothing is shown after it.
    func end()
    /// The exit status of an orderly end.
    var exitStatus: Int32 { get }
}

extension Configuration {
    /// What clients of IRC are told and shown.
    package struct IRC: Hashable, Sendable {
        /// What the network is called: printable ASCII without spaces.
        package var network = "Partyline"
        /// A line about the server.
        package var description = "a Partyline server"
        package var usernames = Usernames.given
        /// So many of a room's last messages are shown to a client that enters it and can't ask for them.
        package var replayLines = 0
        /// What a client has to know to come in (`PASS`); empty: nothing.
        package var password = ""

        /// The user's name in `nick!user@host`.
        package enum Usernames: String, CaseIterable, Sendable {
            /// What the client said.
            case given
            /// The same for all, so that nobody is told how somebody is called on their own machine.
            case fixed
        }

        package init() {}
    }
}

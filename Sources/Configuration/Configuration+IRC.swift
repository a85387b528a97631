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
        /// Where clients that come in the clear are told that TLS is (`sts`); 0: they are not told.
        package var stsPort = 0
        /// For how many seconds clients that came by TLS come by nothing else; 0: they are told to forget that.
        package var stsSeconds = 2_592_000

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

import ChatCore

extension IRCDialect {
    /// What another process goes on with. What is half said of a password is not in it (`sasl.pending`): it goes apart.
    package struct State: Hashable, Sendable {
        package var server: String
        package var nick: Nick
        package var user: IRCRegistration.User
        package var capabilities = CapabilityNegotiation()
        package var modes: UserModes = []
        package var account: Nick?
        package var batches: UInt64 = 0
        package var markers = IRCReadMarkers()
        package var multiline: IRCMultiline?
        /// What older versions had of the person here.
        package var metadata = IRCMetadata()
        package var subscriptions = IRCSubscriptions()
        /// nil: no login is under way.
        package var sasl: SASLDialogue.Stage?
        package var shownRooms = IRCShownRooms()

        package init(server: String, nick: Nick, user: IRCRegistration.User) {
            self.server = server
            self.nick = nick
            self.user = user
        }

        init(
            server: String, nick: Nick, user: IRCRegistration.User, capabilities: CapabilityNegotiation,
            modes: UserModes, account: Nick?, batches: UInt64, markers: IRCReadMarkers, multiline: IRCMultiline?,
            subscriptions: IRCSubscriptions, shownRooms: IRCShownRooms,
            sasl: SASLDialogue.Stage?
        ) {
            self.init(server: server, nick: nick, user: user)
            (self.capabilities, self.modes, self.account, self.batches) = (capabilities, modes, account, batches)
            (self.markers, self.multiline, self.shownRooms) = (markers, multiline, shownRooms)
            (self.subscriptions, self.sasl) = (subscriptions, sasl)
        }
    }
}

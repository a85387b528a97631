extension HubSnapshot {
    /// Somebody who is here through no session, and may come back.
    public struct Held: Hashable, Sendable {
        /// What their last session had chosen for itself. Its id is over, and how it read does not matter.
        public var session: Session
        /// What came later came to nobody.
        public var lastID: EventID

        public init(session: Session, lastID: EventID) {
            self.session = session
            self.lastID = lastID
        }
    }

    /// Private messages to somebody who may come back.
    public struct Mail: Hashable, Sendable {
        public var person: PersonID
        /// Up to here some are no longer kept.
        public var floor: EventID
        /// Oldest first.
        public var messages: [PrivateMessage]

        public init(person: PersonID, floor: EventID, messages: [PrivateMessage]) {
            self.person = person
            self.floor = floor
            self.messages = messages
        }
    }

    public struct PrivateMessage: Hashable, Sendable {
        public var id: EventID
        /// Microseconds since 1970.
        public var time: Int64
        public var from: Nick
        public var to: Nick
        public var text: Text
        /// The account of who sent it.
        public var account: Nick?
        /// No program is to answer it.
        public var isNotice = false
        /// `user@host` of who sent it then; empty where that is not known.
        public var userHost = ""
        public var isBot = false
        public var enclosure: Enclosure?

        public init(id: EventID, time: Int64, from: Nick, to: Nick, text: Text, account: Nick? = nil) {
            self.account = account
            self.id = id
            self.time = time
            self.from = from
            self.to = to
            self.text = text
        }
    }
}

/// A message as it is kept, in a room or between two people.
package struct Message: Hashable, Sendable {
    /// The protocol's id.
    package var id: Int64
    /// Microseconds since 1970.
    package var time: Int64
    /// The author's account, if it had one.
    package var account: Int64?
    package var kind: Kind
    package var flags: Flags = []
    /// The id of the message that it is about: a reaction's, say.
    package var target: Int64?
    package var nick: String
    /// `user@host` of the author, as others were shown it.
    package var source: String?
    /// Valid UTF-8.
    package var text: [UInt8]
    /// The same with its codes of bold, colour and so on; nil where it has none.
    package var styled: [UInt8]?
    /// What it carried besides: tags, as IRC writes them.
    package var tags: String?

    package enum Kind: UInt8, Sendable {
        case message = 1
        case action = 2
        case notice = 3
        /// Tags without a text: a reaction, mostly.
        case tags = 4
    }

    package struct Flags: OptionSet, Hashable, Sendable {
        package let rawValue: UInt32

        package init(rawValue: UInt32) {
            self.rawValue = rawValue
        }

        /// It was taken back: its text is gone.
        package static let redacted = Flags(rawValue: 1)
        /// It goes on where the message before it ends.
        package static let continues = Flags(rawValue: 2)
        /// It goes on within the line of the message before it.
        package static let concatenated = Flags(rawValue: 4)
        /// A program said it.
        package static let bot = Flags(rawValue: 8)
    }

    package init(id: Int64, time: Int64, account: Int64? = nil, kind: Kind = .message, nick: String, text: [UInt8]) {
        self.id = id
        self.time = time
        self.account = account
        self.kind = kind
        self.nick = nick
        self.text = text
    }
}

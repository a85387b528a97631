/// How long lines of IRC may be (RFC 2812, section 2.3, and IRCv3's message tags).
package enum IRCLimits {
    /// A line without its tags, with its CR LF.
    package static let line = 512
    /// The tags of a line that comes from a client, with the `@` and the space.
    package static let clientTags = 4_096
    /// The tags of a line that goes out, with the `@` and the space.
    package static let tags = 8_191
    package static let parameters = 15
    /// A word of a client's that an answer repeats; what is longer is cut.
    package static let repeated = 300
    /// Topics, reasons and away notes.
    package static let note = 390
    package static let realName = 150
    /// Receivers of one message.
    package static let targets = 4
}

/// What a client may have switched on by `CAP REQ` (IRCv3).
package struct Capabilities: OptionSet, Hashable, Sendable {
    package let rawValue: UInt64

    package init(rawValue: UInt64) {
        self.rawValue = rawValue
    }

    private init(bit: UInt64) {
        self.init(rawValue: 1 << bit)
    }

    // The bits are handed over at an upgrade: a new one takes the next.

    package static let accountNotify = Capabilities(bit: 0)
    package static let accountTag = Capabilities(bit: 1)
    package static let awayNotify = Capabilities(bit: 2)
    package static let batch = Capabilities(bit: 3)
    package static let capNotify = Capabilities(bit: 4)
    package static let chghost = Capabilities(bit: 5)
    package static let accountRegistration = Capabilities(bit: 6)
    package static let channelRename = Capabilities(bit: 7)
    package static let chatHistory = Capabilities(bit: 8)
    package static let eventPlayback = Capabilities(bit: 9)
    package static let extendedISupport = Capabilities(bit: 10)
    package static let messageRedaction = Capabilities(bit: 11)
    package static let metadata = Capabilities(bit: 12)
    package static let multiline = Capabilities(bit: 13)
    package static let preAway = Capabilities(bit: 14)
    package static let readMarker = Capabilities(bit: 15)
    package static let echoMessage = Capabilities(bit: 16)
    package static let extendedJoin = Capabilities(bit: 17)
    package static let extendedMonitor = Capabilities(bit: 18)
    package static let inviteNotify = Capabilities(bit: 19)
    package static let labeledResponse = Capabilities(bit: 20)
    package static let messageTags = Capabilities(bit: 21)
    package static let multiPrefix = Capabilities(bit: 22)
    package static let noImplicitNames = Capabilities(bit: 23)
    package static let sasl = Capabilities(bit: 24)
    package static let serverTime = Capabilities(bit: 25)
    package static let setname = Capabilities(bit: 26)
    package static let standardReplies = Capabilities(bit: 27)
    package static let userhostInNames = Capabilities(bit: 28)
    /// It tells where TLS is, and can't be switched on.
    package static let sts = Capabilities(bit: 29)
}

/// The name of a capability. The drafts' names are here and nowhere else.
package struct CapabilityName: Hashable, Sendable {
    package let text: String
    package let capability: Capabilities

    private init(_ text: String, _ capability: Capabilities) {
        self.text = text
        self.capability = capability
    }

    /// All of them, sorted as they are told.
    package static let all = [
        CapabilityName("account-notify", .accountNotify),
        CapabilityName("account-tag", .accountTag),
        CapabilityName("away-notify", .awayNotify),
        CapabilityName("batch", .batch),
        CapabilityName("cap-notify", .capNotify),
        CapabilityName("chghost", .chghost),
        CapabilityName("draft/account-registration", .accountRegistration),
        CapabilityName("draft/channel-rename", .channelRename),
        CapabilityName("draft/chathistory", .chatHistory),
        CapabilityName("draft/event-playback", .eventPlayback),
        CapabilityName("draft/extended-isupport", .extendedISupport),
        CapabilityName("draft/message-redaction", .messageRedaction),
        CapabilityName("draft/metadata-3", .metadata),
        CapabilityName("draft/multiline", .multiline),
        CapabilityName("draft/pre-away", .preAway),
        CapabilityName("draft/read-marker", .readMarker),
        CapabilityName("echo-message", .echoMessage),
        CapabilityName("extended-join", .extendedJoin),
        CapabilityName("extended-monitor", .extendedMonitor),
        CapabilityName("invite-notify", .inviteNotify),
        CapabilityName("labeled-response", .labeledResponse),
        CapabilityName("message-tags", .messageTags),
        CapabilityName("multi-prefix", .multiPrefix),
        CapabilityName("no-implicit-names", .noImplicitNames),
        CapabilityName("sasl", .sasl),
        CapabilityName("server-time", .serverTime),
        CapabilityName("setname", .setname),
        CapabilityName("standard-replies", .standardReplies),
        CapabilityName("sts", .sts),
        CapabilityName("userhost-in-names", .userhostInNames),
    ]

    private static let byText = Dictionary(uniqueKeysWithValues: all.map { ($0.text, $0.capability) })

    /// Names are compared as they are written.
    package static func capability(named text: some StringProtocol) -> Capabilities? { byText[String(text)] }

    package var isDraft: Bool { text.hasPrefix("draft/") }
}

/// What a text is called that takes several lines. It is a draft.
enum MultilineName {
    /// The kind of batch.
    static let batch: StaticString = "draft/multiline"
    /// The tag of a line that goes on where the one before it ended.
    static let concat: StaticString = "draft/multiline-concat"
}

/// What a listener's clients are offered.
package struct CapabilityOffer: Hashable, Sendable {
    package var capabilities: Capabilities
    /// As `sasl=PLAIN,EXTERNAL`, by what they are of.
    private var values: [Capabilities: String] = [:]

    package init(_ capabilities: Capabilities) {
        self.capabilities = capabilities
    }

    /// - Parameter value: without a space; nil: it has none.
    package mutating func setValue(_ value: String?, of capability: Capabilities) {
        values[capability] = value
    }

    package func value(of capability: Capabilities) -> String? { values[capability] }

    /// What is told without values: that of `sts` is in its value.
    func isTold(_ name: CapabilityName, withValues hasValues: Bool) -> Bool {
        capabilities.contains(name.capability) && (hasValues || name.capability != .sts)
    }

    /// Those that CAP REQ may name.
    package var requestable: Capabilities { capabilities.subtracting(.sts) }

    /// The words of `CAP LS`.
    /// - Parameter hasValues: the client knows values (302).
    func words(hasValues: Bool) -> [String] {
        CapabilityName.all.filter { isTold($0, withValues: hasValues) }.map { name in
            guard hasValues, let value = values[name.capability] else { return name.text }
            return "\(name.text)=\(value)"
        }
    }
}

import ChatCore
import Dialects
import Store

extension HubSnapshot.Said {
    /// Nobody's number: who said it is gone.
    private static let nobody = PersonID(slot: .max, generation: .max)

    /// A message as memory has it.
    /// - Returns: nil where it is none, as the file was altered, or it is of a kind that no line is.
    init?(_ kept: Message) {
        guard let text = Text(clean: kept.text), !text.isEmpty, let manner = kept.kind.manner else { return nil }
        self.init(kept, text, as: manner)
    }

    /// The same of a private message. That it is what somebody does goes along with it, as nobody but a client of IRC can tell so in private.
    init?(private kept: Message) {
        self.init(kept)
        guard manner == .action else { return }
        manner = .message
        enclosure = Enclosure.recalled(styled: kept.styled, tags: kept.tags, isAction: true)
    }

    /// Tags without a text, as a message of nothing that they go along with.
    init?(tagsOf kept: Message) {
        guard kept.kind == .tags, kept.tags != nil else { return nil }
        self.init(kept, "", as: .message)
    }

    private init?(_ kept: Message, _ text: Text, as manner: Manner) {
        guard let nick = Nick(kept.nick), HubSnapshot.bounds.contains(kept.id), HubSnapshot.bounds.contains(kept.time)
        else { return nil }
        self.init(
            id: kept.id, time: kept.time, author: HubSnapshot.Said.nobody, nick: nick, text: text,
            as: manner)
        userHost = kept.source.flatMap { Source.isUserHost($0) ? $0 : nil } ?? ""
        isBot = kept.flags.contains(.bot)
        if kept.styled != nil || kept.tags != nil {
            enclosure = Enclosure.recalled(styled: kept.styled, tags: kept.tags)
        }
        account = kept.account.flatMap { UInt32(exactly: $0) }.flatMap { $0 > 0 ? AccountID(number: $0) : nil }
    }
}

extension Message.Kind {
    init(_ manner: Manner) {
        switch manner {
        case .message: self = .message
        case .action: self = .action
        case .notice: self = .notice
        }
    }

    /// nil: nothing was said.
    fileprivate var manner: Manner? {
        switch self {
        case .message: .message
        case .action: .action
        case .notice: .notice
        case .tags: nil
        }
    }
}

extension Fact.Topic {
    init(_ topic: Topic, id: EventID) {
        self.init(text: topic.text.description, setBy: topic.setBy.text, time: topic.time, id: id)
    }

    /// As memory has it; nil where it is none, as the file was altered.
    var asTopic: (topic: Topic, id: EventID)? {
        guard let text = ChatCore.Text(clean: Array(text.utf8)), let nick = Nick(setBy), !text.isEmpty,
            HubSnapshot.bounds.contains(time), HubSnapshot.bounds.contains(id)
        else { return nil }
        return (Topic(text: text, setBy: nick, time: time), id)
    }
}

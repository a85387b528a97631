import Glibc

/// What goes over the channel as a whole: bytes, which the two sides understand, and descriptors.
package struct HandoverPart {
    package enum Kind {
        /// What does not change much: it goes over while the old process serves. Any number of them come.
        case early
        /// All the rest, as it is at the moment, for the new process to try itself on.
        case rehearsal
        /// All the rest, in earnest. (From programs before sections a rehearsal comes as this, too.)
        case whole
    }

    package let kind: Kind
    package let bytes: [UInt8]
    /// Whoever received them has to close them.
    package let descriptors: [Int32]

    package init(_ kind: Kind, _ bytes: [UInt8], _ descriptors: [Int32] = []) {
        self.kind = kind
        self.bytes = bytes
        self.descriptors = descriptors
    }

    package func closeDescriptors() {
        for descriptor in descriptors { close(descriptor) }
    }
}

extension HandoverPart {
    /// As it goes over a channel: bytes and descriptors in as many messages as needed, and then one that says what they are.
    package var messages: [HandoverChannel.Message] {
        var messages: [HandoverChannel.Message] = []
        var bytes = bytes[...]
        var descriptors = descriptors[...]
        // At most half of a message each, so that the kernel's buffer has room for one while another is read.
        let piece = HandoverChannel.messageBytes / 2
        while !bytes.isEmpty || !descriptors.isEmpty {
            messages.append(
                HandoverChannel.Message(
                    bytes: [HandoverMessage.state.rawValue] + bytes.prefix(piece),
                    descriptors: Array(descriptors.prefix(HandoverChannel.descriptorsAtOnce))))
            bytes = bytes.dropFirst(piece)
            descriptors = descriptors.dropFirst(HandoverChannel.descriptorsAtOnce)
        }
        return messages + [HandoverChannel.Message(bytes: [kind.message.rawValue])]
    }
}

extension HandoverPart.Kind {
    fileprivate var message: HandoverMessage {
        switch self {
        case .early: .early
        case .rehearsal: .rehearsal
        case .whole: .whole
        }
    }

    fileprivate init?(_ message: HandoverMessage) {
        switch message {
        case .early: self = .early
        case .rehearsal: self = .rehearsal
        case .whole: self = .whole
        default: return nil
        }
    }
}

/// Puts a part together that comes message by message.
package struct HandoverAssembly {
    private var bytes: [UInt8] = []
    private var descriptors: [Int32] = []

    package init() {}

    /// - Returns: the part, once it is complete. From then on its descriptors are the caller's.
    /// - Throws: `HandoverError` if the message is of no part. All descriptors that came are then closed.
    package mutating func take(_ message: HandoverChannel.Message) throws(HandoverError) -> HandoverPart? {
        descriptors += message.descriptors
        guard let kind = message.bytes.first.flatMap({ HandoverMessage(rawValue: $0) }) else {
            close()
            throw HandoverError("the other process said what it should not")
        }
        if kind == .state {
            bytes += message.bytes.dropFirst()
            return nil
        }
        guard let kind = HandoverPart.Kind(kind) else {
            close()
            throw HandoverError("the other process said what it should not")
        }
        let part = HandoverPart(kind, bytes, descriptors)
        self = HandoverAssembly()
        return part
    }

    /// Closes the descriptors that came, as nobody needs them.
    package mutating func close() {
        for descriptor in descriptors { Glibc.close(descriptor) }
        descriptors = []
    }
}

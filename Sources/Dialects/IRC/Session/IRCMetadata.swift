import ChatCore

/// What somebody tells of themselves or of a room, by keys (`draft/metadata-3`).
package struct IRCMetadata: Hashable, Sendable {
    package static let mostKeys = 20
    package static let mostValueBytes = 350
    /// Keys that one client wants to hear of.
    package static let mostSubscriptions = 50
    private static let keyBytes = 64

    /// As the capability tells.
    package static let limits =
        "before-connect,max-subs=\(mostSubscriptions),max-keys=\(mostKeys),max-value-bytes=\(mostValueBytes)"

    private var values: [String: Text] = [:]

    package init() {}

    /// - Returns: nil where these can't be all that is told of somebody.
    package init?(_ all: [(key: String, value: Text)]) {
        guard all.count <= IRCMetadata.mostKeys else { return nil }
        for (key, value) in all {
            guard IRCMetadata.isKey(key), value.utf8.count <= IRCMetadata.mostValueBytes, values[key] == nil else {
                return nil
            }
            values[key] = value
        }
    }

    package var isEmpty: Bool { values.isEmpty }

    package subscript(key: String) -> Text? { values[key] }

    /// Sorted by their keys.
    package var all: [(key: String, value: Text)] { values.sorted { $0.key < $1.key }.map { ($0.key, $0.value) } }

    /// What is told besides. What is beyond the bound is not.
    package mutating func add(_ other: IRCMetadata) {
        for (key, value) in other.all where values[key] != nil || values.count < IRCMetadata.mostKeys {
            values[key] = value
        }
    }

    /// `[a-z0-9_./-]{1,64}`
    package static func isKey(_ word: String) -> Bool {
        (1...keyBytes).contains(word.utf8.count)
            && word.utf8.allSatisfy { byte in
                (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || byte.isASCIIDigit
                    || "_./-".utf8.contains(byte)
            }
    }

    /// Carries out what is about values alone, and answers it.
    /// - Parameters:
    ///   - target: whose they are, as answers name it.
    ///   - reference: what a batch is called.
    /// - Returns: keys whose values are others now.
    package mutating func carryOut(
        _ request: IRCMetadataRequest, of target: String, _ answers: IRCAnswers, reference: String
    ) -> [String] {
        switch request {
        case .get(let keys):
            answers.putMetadata(of: target, reference) { answers in
                for key in keys {
                    if IRCMetadata.isKey(key) {
                        answers.putValue(self[key], of: key, target)
                    } else {
                        answers.putMetadataFault("KEY_INVALID", [key], "That is no key")
                    }
                }
            }
        case .list: putAll(of: target, answers, reference)
        case .set(let key, let value): return set(key, value, of: target, answers)
        case .clear:
            let keys = all.map(\.key)
            values = [:]
            answers.putMetadata(of: target, reference) { answers in
                for key in keys { answers.putValue(nil, of: key, target) }
            }
            return keys
        case .subscribe, .unsubscribe, .subscriptions, .sync, .unknown: break
        }
        return []
    }

    /// All there is, as a batch.
    package func putAll(of target: String, _ answers: IRCAnswers, _ reference: String) {
        answers.putMetadata(of: target, reference) { answers in
            for (key, value) in all { answers.putValue(value, of: key, target) }
        }
    }

    private mutating func set(_ key: String, _ value: Text?, of target: String, _ answers: IRCAnswers) -> [String] {
        func refuse(_ code: String, _ context: [String], _ words: String) -> [String] {
            answers.putMetadataFault(code, context, words)
            return []
        }
        guard IRCMetadata.isKey(key) else { return refuse("KEY_INVALID", [key], "That is no key") }
        if let value, value.utf8.count > IRCMetadata.mostValueBytes {
            return refuse("INVALID_VALUE", [key], "A value has \(IRCMetadata.mostValueBytes) bytes at most")
        }
        guard value == nil || values[key] != nil || values.count < IRCMetadata.mostKeys else {
            return refuse("LIMIT_REACHED", [target], "There are \(IRCMetadata.mostKeys) keys already")
        }
        let isNew = values[key] != value
        values[key] = value
        answers.putValue(value, of: key, target)
        return isNew ? [key] : []
    }
}

/// Keys of which a client wants to hear what others set them to.
package struct IRCSubscriptions: Hashable, Sendable {
    private var keys: Set<String> = []

    package init() {}

    /// - Returns: nil where these can't be all that somebody hears of.
    package init?(_ all: [String]) {
        keys = Set(all)
        guard all.count <= IRCMetadata.mostSubscriptions, all.allSatisfy(IRCMetadata.isKey) else { return nil }
    }

    package var all: [String] { keys.sorted() }

    package var isEmpty: Bool { keys.isEmpty }

    package func contains(_ key: String) -> Bool { keys.contains(key) }

    package mutating func carryOut(_ request: IRCMetadataRequest, _ answers: IRCAnswers) {
        switch request {
        case .subscribe(let asked):
            var done: [String] = []
            for key in asked {
                guard IRCMetadata.isKey(key) else {
                    answers.putMetadataFault("KEY_INVALID", [key], "That is no key")
                    continue
                }
                guard keys.contains(key) || keys.count < IRCMetadata.mostSubscriptions else {
                    answers.putMetadataFault("TOO_MANY_SUBS", [key], "You hear of as many keys as you may")
                    break
                }
                keys.insert(key)
                done.append(key)
            }
            put(.metadataSubscribed, done, answers)
        case .unsubscribe(let asked):
            let done = asked.filter { IRCMetadata.isKey($0) }
            keys.subtract(done)
            put(.metadataUnsubscribed, done, answers)
        case .subscriptions: put(.metadataSubscriptions, keys.sorted(), answers)
        case .get, .list, .set, .clear, .sync, .unknown: break
        }
    }

    /// So many keys of the longest fit in a line.
    private static let keysOfLine = 5

    private func put(_ numeric: IRCNumeric, _ keys: [String], _ answers: IRCAnswers) {
        for start in stride(from: 0, to: keys.count, by: IRCSubscriptions.keysOfLine) {
            answers.put(numeric, Array(keys[start...].prefix(IRCSubscriptions.keysOfLine)))
        }
    }
}

/// What `METADATA` asks for, of whom it names.
package enum IRCMetadataRequest: Hashable, Sendable {
    case get([String])
    case list
    /// nil: it is to be gone.
    case set(String, Text?)
    case clear
    /// All that is subscribed to, of whom it names and those in there.
    case sync
    case subscribe([String])
    case unsubscribe([String])
    case subscriptions
    case unknown(String)

    /// - Parameter message: of a target and a subcommand at least.
    init(_ message: IRCMessage) {
        let words = message.words(from: 2)
        switch message.word(1).uppercased() {
        case "GET": self = .get(words)
        case "LIST": self = .list
        case "SET":
            let value = Styled(message[3])?.text
            self = .set(message.word(2), value.flatMap { $0.isEmpty ? nil : $0 })
        case "CLEAR": self = .clear
        case "SYNC": self = .sync
        case "SUB": self = .subscribe(words)
        case "UNSUB": self = .unsubscribe(words)
        case "SUBS": self = .subscriptions
        default: self = .unknown(message.word(1))
        }
    }

    /// Somebody's own alone may be changed.
    package var changes: Bool {
        switch self {
        case .set, .clear: true
        default: false
        }
    }

    /// What it has others read.
    package var text: Text? {
        if case .set(_, let text) = self { text } else { nil }
    }

    /// The key that it is about; `*`: all.
    package var key: String {
        if case .set(let key, _) = self { key } else { "*" }
    }
}

extension IRCAnswers {
    /// Puts lines as a batch of their own, for who knows batches.
    package func putMetadata(of target: String, _ reference: String, _ write: (IRCAnswers) -> Void) {
        guard capabilities.contains(.batch) else { return write(self) }
        let written = ByteBuffer()
        write(IRCAnswers(to: me, from: server, with: capabilities, into: written))
        IRCDialect.putBatch(written, ["metadata", target], reference, from: server, into: lines)
    }

    /// A value, or that there is none.
    package func putValue(_ value: Text?, of key: String, _ target: String) {
        guard let value else { return put(.keyNotSet, target, key) }
        let line = begin(.keyValue)
        line.parameter(word: target)
        line.parameter(word: key)
        line.parameter("*")
        line.trailing(value)
        line.end()
    }

    /// A value, in what is told of somebody.
    package func putWhois(_ value: Text, of key: String, _ nick: Nick) {
        let line = begin(.whoisKeyValue)
        line.parameter(nick)
        line.parameter(word: key)
        line.parameter("*")
        line.trailing(value)
        line.end()
    }

    package func putMetadataFault(_ code: String, _ context: [String], _ words: String) {
        put(IRCStandardReply(.fail, "METADATA", code, context, words: words))
    }
}

import NATS

/// How a stream is kept, as far as it matters here.
package struct StreamConfiguration: Hashable, Sendable {
    package enum Storage: String, Sendable {
        case file, memory
    }

    /// Letters, digits, `_` and `-`.
    package var name: String
    package var subjects: [Subject]
    package var storage = Storage.file
    /// What goes where there is no more room.
    package enum Discard: String, Sendable {
        /// The oldest message.
        case old
        /// The one that is to come: it is refused.
        case new
    }

    /// On so many servers: 1, 3 or 5.
    package var replicas = 3
    package var mostBytes: Int64 = 8 << 30
    package var discard = Discard.old
    /// So many of a subject are kept, the newest ones; nil: all.
    package var mostPerSubject: Int?
    /// Where each message is sent to as soon as it is in the stream; nil: nowhere.
    package var republishing: Subject?

    /// - Parameter subjects: whose messages it keeps.
    package init(name: String, subjects: [Subject]) {
        precondition(StreamConfiguration.isName(name), "a stream's name")
        (self.name, self.subjects) = (name, subjects)
    }

    /// It can be a part of subjects, and of files' names.
    package static func isName(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.count <= 64
            && text.unicodeScalars.allSatisfy {
                switch $0 {
                case "a"..."z", "A"..."Z", "0"..."9", "_", "-": true
                default: false
                }
            }
    }

    /// As a server is asked for it. Messages have no ids here, so as few as may be are remembered.
    var json: JSON {
        var members: [JSON.Member] = [
            .init("name", .string(name)), .init("subjects", .array(subjects.map { .string($0.text) })),
            .init("retention", .string("limits")), .init("discard", .string(discard.rawValue)),
            .init("storage", .string(storage.rawValue)), .init("num_replicas", .number(Int64(replicas))),
            .init("max_bytes", .number(mostBytes)), .init("max_msgs", .number(-1)), .init("max_age", .number(0)),
            .init("duplicate_window", .number(100_000_000)), .init("deny_delete", .bool(true)),
            .init("allow_direct", .bool(true)),
        ]
        if let mostPerSubject { members.append(.init("max_msgs_per_subject", .number(Int64(mostPerSubject)))) }
        if let republishing, let source = subjects.first {
            let way: [JSON.Member] = [.init("src", .string(source.text)), .init("dest", .string(republishing.text))]
            members.append(.init("republish", .object(way)))
        }
        return .object(members)
    }

    /// What of a server's configuration is not as it was asked for. An old server leaves out what it does not know, and says nothing.
    /// - Returns: names, as in JSON.
    func differences(from echo: JSON) -> [String] {
        guard case .object(let members) = json else { return [] }
        var names = members.filter { !StreamConfiguration.agree($0.value, echo[$0.name]) }.map(\.name)
        if republishing == nil, let other = echo["republish"], other != .null { names.append("republish") }
        if mostPerSubject == nil, let most = echo["max_msgs_per_subject"]?.number, most > 0 {
            names.append("max_msgs_per_subject")
        }
        return names
    }

    /// A server adds members to objects, and leaves out what is 0 or false.
    private static func agree(_ wanted: JSON, _ told: JSON?) -> Bool {
        switch (wanted, told) {
        case (.object(let members), let told?): members.allSatisfy { agree($0.value, told[$0.name]) }
        case (.bool(false), nil), (.number(0), nil): true
        case (let wanted, let told): wanted == told
        }
    }
}

import ChatCore

/// The state of one client's `CAP` (IRCv3, capability negotiation 302).
package struct CapabilityNegotiation: Hashable, Sendable {
    /// What the client has switched on.
    package private(set) var enabled: Capabilities
    /// The highest version that it named; 0 where it never asked.
    package private(set) var version: Int
    /// It began before it was registered and has not ended: registration waits.
    package private(set) var isOpen: Bool

    package init(enabled: Capabilities = [], version: Int = 0, isOpen: Bool = false) {
        self.enabled = enabled
        self.version = version
        self.isOpen = isOpen
    }

    /// Whether it knows values, several lines, and `cap-notify`.
    package var is302: Bool { version >= 302 }

    package enum Reply: Hashable, Sendable {
        case nothing
        /// Of `LS` or `LIST`.
        case words(Subcommand, [String])
        /// With the client's words as they came.
        case acknowledged(String)
        case refused(String)
        /// 410
        case unknown(String)
        /// 461
        case tooFew
    }

    package enum Subcommand: String, Hashable, Sendable {
        case ls = "LS"
        case list = "LIST"
        case req = "REQ"
        case end = "END"
    }

    /// Takes the parameters of `CAP`.
    /// - Parameter isRegistered: the client was welcomed already, so nothing waits.
    package mutating func receive(_ parameters: [String], offer: CapabilityOffer, isRegistered: Bool) -> Reply {
        guard let word = parameters.first, !word.isEmpty else { return .tooFew }
        let argument = parameters.count > 1 ? parameters[1] : ""
        switch Subcommand(rawValue: word.uppercased()) {
        case .ls:
            isOpen = !isRegistered
            ask(version: argument)
            return .words(.ls, offer.words(hasValues: is302))
        case .list:
            return .words(.list, CapabilityName.all.filter { enabled.contains($0.capability) }.map(\.text))
        case .req:
            isOpen = isOpen || !isRegistered
            return request(argument, offer)
        case .end:
            isOpen = false
            return .nothing
        case nil:
            return .unknown(word)
        }
    }

    /// A client never goes back to an older version.
    private mutating func ask(version word: String) {
        let asked = word.utf8.count <= 4 ? Int(word) ?? 301 : 301
        version = max(version, max(301, asked))
        if is302 { enabled.formUnion(.capNotify) }
    }

    /// All of it is done, or nothing.
    private mutating func request(_ words: String, _ offer: CapabilityOffer) -> Reply {
        var wanted = enabled
        for word in words.split(separator: " ") {
            let isRemoved = word.first == "-"
            let name = isRemoved ? word.dropFirst() : word
            guard let capability = CapabilityName.capability(named: name), offer.requestable.contains(capability) else {
                return .refused(words)
            }
            if !isRemoved {
                wanted.formUnion(capability)
            } else if capability == .capNotify, is302 {
                // Who knows 302 has it for good.
                return .refused(words)
            } else {
                wanted.subtract(capability)
            }
        }
        enabled = wanted
        return .acknowledged(words)
    }

    /// Takes an offer that has changed, as by a reload.
    /// - Returns: the words of `CAP NEW` and `CAP DEL`, for a client that has asked for them.
    package mutating func change(from old: CapabilityOffer, to new: CapabilityOffer) -> (new: [String], gone: [String])
    {
        // A policy of `sts` is ended by its duration, and never by DEL.
        let gone = CapabilityName.all.filter {
            old.capabilities.contains($0.capability) && !new.capabilities.contains($0.capability)
                && $0.capability != .sts
        }
        let news = CapabilityName.all.filter { name in
            new.isTold(name, withValues: is302)
                && (!old.capabilities.contains(name.capability)
                    || old.value(of: name.capability) != new.value(of: name.capability))
        }
        let isTold = enabled.contains(.capNotify)
        for name in gone { enabled.subtract(name.capability) }
        guard isTold else { return ([], []) }
        let words = news.map { name in
            guard is302, let value = new.value(of: name.capability) else { return name.text }
            return "\(name.text)=\(value)"
        }
        return (words, gone.map(\.text))
    }

    // MARK: - Writing

    /// Appends a reply's lines.
    /// - Parameter nick: `*` before the client has one.
    package func put(_ reply: Reply, to nick: String, into lines: ByteBuffer, server: String) {
        switch reply {
        case .nothing: break
        case .words(let subcommand, let words): put(words, subcommand.rawValue, to: nick, into: lines, server)
        case .acknowledged(let words): put([words], "ACK", to: nick, into: lines, server)
        case .refused(let words): put([words], "NAK", to: nick, into: lines, server)
        case .unknown(let word): IRCNumeric.invalidCapCommand.put(to: nick, from: server, into: lines, word)
        case .tooFew: IRCNumeric.needMoreParameters.put(to: nick, from: server, into: lines, "CAP")
        }
    }

    /// Appends the lines of `CAP NEW` and `CAP DEL`.
    package func put(_ change: (new: [String], gone: [String]), to nick: String, into lines: ByteBuffer, server: String)
    {
        if !change.gone.isEmpty { put(change.gone, "DEL", to: nick, into: lines, server) }
        if !change.new.isEmpty { put(change.new, "NEW", to: nick, into: lines, server) }
    }

    private func put(
        _ words: [String], _ subcommand: String, to nick: String, into lines: ByteBuffer, _ server: String
    ) {
        let room = IRCLimits.line - 2 - ":\(server) CAP \(nick) \(subcommand) * :".utf8.count
        let stretches = stretches(words, subcommand, room)
        for (index, stretch) in stretches.enumerated() {
            var line = IRCLine(into: lines)
            line.source(server: server)
            line.command("CAP")
            line.parameter(word: nick)
            line.parameter(word: subcommand)
            if index < stretches.count - 1, subcommand.first == "L" { line.parameter("*") }
            line.trailing(words: stretch)
            line.end()
        }
    }

    /// Words in lines of at most so many bytes.
    private func stretches(_ words: [String], _ subcommand: String, _ room: Int) -> [String] {
        let all = words.joined(separator: " ")
        if all.utf8.count <= room { return [all] }
        switch subcommand {
        case "LS" where !is302:
            // A client that knows of no second line can do without what is a draft.
            return [WordWrap.lines(words.filter { !$0.hasPrefix("draft/") }, room: room)[0]]
        case "LIST" where !is302: return [WordWrap.lines(words, room: room)[0]]
        // It came in one line, and is cut only where our name is longer than its command.
        case "NAK": return [all]
        default: return WordWrap.lines(all.split(separator: " ").map(String.init), room: room)
        }
    }
}

/// Words in as few lines as they fit in.
package enum WordWrap {
    /// - Parameters:
    ///   - room: bytes of a line.
    ///   - most: words of a line.
    /// - Returns: at least one line, though it may be empty.
    package static func lines(_ words: [String], room: Int, most: Int = .max) -> [String] {
        var lines = [""]
        var count = 0
        for word in words {
            let isFull = count == most || lines[lines.count - 1].utf8.count + 1 + word.utf8.count > room
            if count > 0, isFull {
                lines.append("")
                count = 0
            }
            lines[lines.count - 1] += count > 0 ? " \(word)" : word
            count += 1
        }
        return lines
    }
}

import ChatCore

/// A text of several lines that a client is sending, until its batch is closed (`draft/multiline`). A session has one at most.
package struct IRCMultiline: Hashable, Sendable {
    /// As the capability tells.
    package static let mostBytes = 4_096
    package static let mostLines = 32

    /// One line of a batch, as it came.
    package struct Line: Hashable, Sendable {
        package let batch: [UInt8]
        package let isNotice: Bool
        package let target: String
        package let text: Styled
        package let isConcatenated: Bool
        /// It stands between bytes of 1 (CTCP).
        package var isRequest = false
    }

    /// Why it is nothing.
    package enum Fault: Hashable, Sendable {
        case invalid(String)
        case invalidTarget(String, String)
        case tooManyBytes, tooManyLines
    }

    /// What the client calls it.
    package let reference: [UInt8]
    package let target: String
    package let label: [UInt8]
    package let tags: IRCClientTags
    package private(set) var isNotice = false
    package private(set) var lines: [IRCEnclosure.Line] = []
    private var bytes = 0

    /// What came of it so far, as another process takes it.
    package var enclosure: Enclosure? {
        var enclosure = IRCEnclosure()
        (enclosure.tags, enclosure.lines) = (tags, lines)
        return enclosure.enclosure
    }

    /// Its lines as they are read, where some go on with those before them.
    package var paragraphs: [Text] {
        var joined: [[UInt8]] = []
        for line in lines {
            if line.isConcatenated, !joined.isEmpty {
                joined[joined.count - 1] += line.text.text.utf8
            } else {
                joined.append(Array(line.text.text.utf8))
            }
        }
        return joined.count < lines.count ? joined.map { Text(cleaned: $0) } : []
    }

    /// Goes on with what came so far.
    /// - Returns: nil where it can't have come.
    package init?(
        _ reference: [UInt8], to target: String, label: [UInt8], isNotice: Bool, resuming enclosure: Enclosure?
    ) {
        let tags = enclosure?.part(.tags).map { $0.withUnsafeBytes { IRCClientTags(IRCTags($0)) } }
        self.init(reference, to: target, label: label, tags: tags ?? .none)
        var isWhole = true
        enclosure?.visitParts { part, content in
            guard part == .line || part == .concatenated else { return true }
            let text = Styled(clean: Array(content))
            isWhole =
                text.map {
                    add(
                        Line(
                            batch: reference, isNotice: isNotice, target: target, text: $0,
                            isConcatenated: part == .concatenated)) == nil
                } ?? false
            return isWhole
        }
        guard isWhole else { return nil }
    }

    package init(_ reference: [UInt8], to target: String, label: [UInt8], tags: IRCClientTags) {
        self.reference = reference
        self.target = target
        self.label = label
        self.tags = tags
    }

    /// Takes its next line.
    /// - Returns: why it can't be.
    package mutating func add(_ line: Line) -> Fault? {
        guard line.batch == reference else { return .invalid("Another batch is open") }
        guard line.target.asciiLowercased == target.asciiLowercased else { return .invalidTarget(target, line.target) }
        guard lines.isEmpty || line.isNotice == isNotice else { return .invalid("One batch has one command") }
        guard !line.isRequest else { return .invalid("Actions and CTCP are lines by themselves") }
        guard !line.isConcatenated || !line.text.isEmpty else { return .invalid("A blank line goes on nowhere") }
        guard !line.isConcatenated || !lines.isEmpty else { return .invalid("There is no line to go on with") }
        isNotice = line.isNotice
        // The ends of lines count, too.
        bytes += line.text.utf8.count + (lines.isEmpty || line.isConcatenated ? 0 : 1)
        guard bytes <= IRCMultiline.mostBytes else { return .tooManyBytes }
        guard lines.count < IRCMultiline.mostLines else { return .tooManyLines }
        lines.append(IRCEnclosure.Line(line.text, isConcatenated: line.isConcatenated))
        return nil
    }
}

extension IRCStandardReply {
    package static func multiline(_ fault: IRCMultiline.Fault) -> IRCStandardReply {
        switch fault {
        case .invalid(let words): IRCStandardReply(.fail, "BATCH", "MULTILINE_INVALID", words: words)
        case .invalidTarget(let first, let other):
            IRCStandardReply(
                .fail, "BATCH", "MULTILINE_INVALID_TARGET", first, other, words: "One batch has one target")
        case .tooManyBytes:
            IRCStandardReply(
                .fail, "BATCH", "MULTILINE_MAX_BYTES", "\(IRCMultiline.mostBytes)", words: "That is too long")
        case .tooManyLines:
            IRCStandardReply(
                .fail, "BATCH", "MULTILINE_MAX_LINES", "\(IRCMultiline.mostLines)", words: "Those are too many lines")
        }
    }
}

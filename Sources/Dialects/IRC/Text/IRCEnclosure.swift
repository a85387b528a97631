import ChatCore

/// What goes along with what a client of IRC says: its tags, its text with the codes of formatting, the lines of a text that has several.
///
/// The hub keeps it as bytes that it does not look into: parts, each of a kind, a length of two bytes and as many bytes.
package struct IRCEnclosure: Hashable, Sendable {
    /// One line of a text that has several.
    package struct Line: Hashable, Sendable {
        package let text: Styled
        /// It goes on where the one before it ends.
        package let isConcatenated: Bool

        package init(_ text: Styled, isConcatenated: Bool) {
            self.text = text
            self.isConcatenated = isConcatenated
        }
    }

    enum Part: UInt8 {
        case tags = 1
        case styled, line, concatenated
        /// It has no bytes.
        case continuation, action
    }

    package var tags = IRCClientTags.none
    /// The text as it was said; nil: as lines show it.
    package var styled: Styled?
    /// All lines of a text that has several. What is said with it is the first that has something in it, and those after it are each said by
    /// themselves, as continuations.
    package var lines: [Line] = []
    /// What is said is in the lines of what was said before it.
    package var isContinuation = false
    /// What is said in private is what somebody does.
    package var isAction = false

    package init() {}

    /// nil where there is nothing in it.
    package var enclosure: Enclosure? {
        var bytes: [UInt8] = []
        func put(_ part: Part, _ content: [UInt8] = []) {
            bytes += [part.rawValue, UInt8(content.count >> 8 & 0xFF), UInt8(content.count & 0xFF)]
            bytes += content
        }
        if !tags.isEmpty { put(.tags, tags.bytes) }
        if let styled { put(.styled, styled.utf8) }
        for line in lines { put(line.isConcatenated ? .concatenated : .line, line.text.utf8) }
        if isContinuation { put(.continuation) }
        if isAction { put(.action) }
        return bytes.isEmpty ? nil : Enclosure(bytes, continues: isContinuation)
    }
}

extension Enclosure {
    /// What is said is in the lines of what was said before it.
    package var isContinuation: Bool { part(.continuation) != nil }

    /// What is said in private is what somebody does.
    package var isAction: Bool { part(.action) != nil }

    /// The bytes of the first part of a kind.
    func part(_ kind: IRCEnclosure.Part) -> ArraySlice<UInt8>? {
        var found: ArraySlice<UInt8>?
        visitParts { part, content in
            if part == kind { found = content }
            return found == nil
        }
        return found
    }

    /// Gives each part that is one, until it is told to stop. What follows one that is none is nothing.
    func visitParts(_ visit: (IRCEnclosure.Part, ArraySlice<UInt8>) -> Bool) {
        var left = bytes[...]
        while left.count >= 3, let part = IRCEnclosure.Part(rawValue: left[left.startIndex]) {
            let count = Int(left[left.startIndex + 1]) << 8 | Int(left[left.startIndex + 2])
            left = left.dropFirst(3)
            guard left.count >= count else { return }
            guard visit(part, left.prefix(count)) else { return }
            left = left.dropFirst(count)
        }
    }

    /// What a store keeps of it: the text with its codes, and the tags.
    package var kept: (styled: [UInt8]?, tags: String?) {
        (part(.styled).map(Array.init), part(.tags).map { String(decoding: $0, as: UTF8.self) })
    }

    /// What a store has kept.
    /// - Returns: nil where that is nothing, or not what it can be, as the file was altered.
    package static func recalled(styled: [UInt8]?, tags: String?, isAction: Bool = false) -> Enclosure? {
        var enclosure = IRCEnclosure()
        enclosure.isAction = isAction
        if let styled { enclosure.styled = Styled(clean: styled) }
        if let tags, tags.utf8.count <= IRCLimits.clientTags {
            enclosure.tags = Array(tags.utf8).withUnsafeBytes { IRCClientTags(IRCTags($0)) }
        }
        return enclosure.enclosure
    }
}

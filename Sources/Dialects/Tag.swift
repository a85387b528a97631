import ChatCore

/// What ties an answer to its command in a wire session: 1 to 16 letters or digits, or `-` for no reply.
public enum Tag: Hashable, Sendable {
    /// A human session's line has none.
    case none
    /// `-`: success is silent.
    case silent
    case text(String)

    static let maximumLength = 16

    /// Takes the tag off the front of a wire line.
    /// - Returns: the tag and the body after one space, or nil where there is no valid tag.
    static func split(_ line: UnsafeRawBufferPointer) -> (tag: Tag, body: UnsafeRawBufferPointer)? {
        guard line.first == UInt8(ascii: "@") else { return nil }
        let head = line.dropFirst().prefix(Tag.maximumLength + 1)
        guard
            let space = head.firstIndex(of: UInt8(ascii: " ")) ?? (head.endIndex == line.endIndex ? line.endIndex : nil)
        else { return nil }
        let name = line[1..<space]
        let body = UnsafeRawBufferPointer(rebasing: line[min(space + 1, line.endIndex)...])
        if name.count == 1, name.first == UInt8(ascii: "-") { return (.silent, body) }
        guard (1...Tag.maximumLength).contains(name.count) else { return nil }
        guard name.allSatisfy({ $0.isASCIILetter || $0.isASCIIDigit }) else { return nil }
        return (.text(String(decoding: name, as: UTF8.self)), body)
    }
}

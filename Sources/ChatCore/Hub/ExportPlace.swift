/// Where a page of what is kept of somebody ended. Ranks come first, then what was said in rooms, then private messages.
public enum ExportPlace: Hashable, Sendable, CustomStringConvertible {
    /// The number by which a store knows the room of the last rank.
    case rank(Int64)
    /// The number by which a store knows the last message; 0: before the first.
    case said(Int64)
    /// The id of the last private message; 0: before the first.
    case privateMessage(Int64)

    /// As `r5`, `s5` or `p5`.
    public var description: String {
        switch self {
        case .rank(let number): "r\(number)"
        case .said(let number): "s\(number)"
        case .privateMessage(let id): "p\(id)"
        }
    }

    /// - Returns: nil where the text is none.
    public init?(_ text: some StringProtocol) {
        let digits = text.utf8.dropFirst()
        // `Int64` would take a sign.
        guard !digits.isEmpty, digits.allSatisfy(\.isASCIIDigit), let number = Int64(text.dropFirst()) else {
            return nil
        }
        switch text.utf8.first {
        case UInt8(ascii: "r"): self = .rank(number)
        case UInt8(ascii: "s"): self = .said(number)
        case UInt8(ascii: "p"): self = .privateMessage(number)
        default: return nil
        }
    }
}

import ChatCore

/// A request from client to client: what stands between two bytes of 1 in a message.
package struct CTCP: Hashable, Sendable {
    static let mark: UInt8 = 1

    /// In capitals, of letters, digits and `-`.
    package let command: String
    package let parameters: Text

    package init?(command: some StringProtocol, parameters: Text) {
        guard CTCP.isCommand(command.utf8) else { return nil }
        self.command = command.uppercased()
        self.parameters = parameters
    }

    fileprivate static func isCommand(_ word: some Collection<UInt8>) -> Bool {
        1...most ~= word.count && word.allSatisfy { $0.isASCIILetter || $0.isASCIIDigit || $0 == UInt8(ascii: "-") }
    }

    private static let most = 32

    /// What stands between the two bytes of 1.
    package var text: Text {
        parameters.isEmpty
            ? Text(cleaned: Array(command.utf8)) : Text(cleaned: Array("\(command) ".utf8) + parameters.utf8)
    }
}

/// What a PRIVMSG or NOTICE says.
package enum IRCSaying: Hashable, Sendable {
    case said(Styled)
    /// CTCP's ACTION: `/me waves`.
    case action(Styled)
    /// Another request, or an answer to one. It is passed on, and nothing is done.
    case request(CTCP)

    /// Takes the last parameter of a message.
    ///
    /// A byte of 1 counts at the beginning and at the end only, where the second may be missing; what looks like a request and is none is
    /// said.
    /// - Returns: nil where it is not UTF-8.
    package init?(_ bytes: UnsafeRawBufferPointer) {
        guard bytes.first == CTCP.mark else {
            guard let styled = Styled(bytes) else { return nil }
            self = .said(styled)
            return
        }
        var inner = bytes.dropFirst()
        if inner.last == CTCP.mark { inner = inner.dropLast() }
        let space = inner.firstIndex(of: UInt8(ascii: " ")) ?? inner.endIndex
        let rest = UnsafeRawBufferPointer(rebasing: inner[space...].dropFirst())
        guard let styled = Styled(rest) else { return nil }
        let word = String(decoding: inner[..<space], as: UTF8.self)
        guard let request = CTCP(command: word, parameters: styled.text) else {
            guard let whole = Styled(UnsafeRawBufferPointer(rebasing: inner)) else { return nil }
            self = .said(whole)
            return
        }
        self = request.command == "ACTION" ? .action(styled) : .request(request)
    }

    /// What a reader of lines is shown; nil for requests, of which they see nothing.
    package var text: Text? {
        switch self {
        case .said(let styled), .action(let styled): styled.text
        case .request: nil
        }
    }
}

import ChatCore

/// The escape sequences of styles, or none at all.
struct Theme: Equatable {
    let isColoured: Bool

    /// Of the sixteen colours all but the blacks and whites, and two that vanish on a black or a white ground. What they look like is the
    /// user's own choice, which is why no others are used.
    private static let nickColours = [31, 32, 33, 35, 36, 91, 92, 94, 95, 96]

    func faint(_ text: String) -> String { styled(text, 2) }
    func bold(_ text: String) -> String { styled(text, 1) }
    func event(_ text: String) -> String { styled(text, 36) }
    func refusal(_ text: String) -> String { styled(text, 31) }
    func nick(_ nick: String) -> String { styled(nick, Self.colour(of: nick)) }
    /// The user's own nick.
    func own(_ nick: String) -> String { bold(nick) }

    private func styled(_ text: String, _ code: Int) -> String {
        isColoured && !text.isEmpty ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
    }

    /// The SGR code of a nick: always the same one, whatever its case (FNV-1a).
    static func colour(of nick: String) -> Int {
        var hash: UInt32 = 2_166_136_261
        for byte in nick.asciiLowercased.utf8 { hash = (hash ^ UInt32(byte)) &* 16_777_619 }
        // Its low bits alone differ too little between short nicks.
        hash ^= hash >> 16
        return nickColours[Int(hash % UInt32(nickColours.count))]
    }
}

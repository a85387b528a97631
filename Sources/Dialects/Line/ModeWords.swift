import ChatCore

/// What modes are called for people.
package enum ModeWords {
    /// All of them, as they are written.
    static let usage: String = {
        let words = RoomMode.all.map { mode in
            switch mode.bit {
            case .key: "key=WORD"
            case .limit: "limit=N"
            case .slow: "slow=SECONDS"
            default: mode.word
            }
        }
        return words.dropLast().joined(separator: ", ") + " and " + (words.last ?? "")
    }()

    /// As `invite-only, no longer secret`: what a room is made by a change, or is.
    package static func words(for change: ModeChange) -> String {
        let added = RoomMode.all.filter { change.added.contains($0.bit) }.map { adjective($0, change) }
        let removed = RoomMode.all.filter { change.removed.contains($0.bit) }.map {
            "no longer " + adjective($0, ModeChange())
        }
        return (added + removed).joined(separator: ", ")
    }

    /// As `now invite-only, no longer secret`: what a room is by a change.
    package static func becoming(by change: ModeChange) -> String {
        (change.added.isEmpty ? "" : "now ") + words(for: change)
    }

    private static func adjective(_ mode: RoomMode, _ change: ModeChange) -> String {
        switch mode.bit {
        case .key: change.key.map { "open by the key \($0.text) only" } ?? "open by a key only"
        case .limit: change.limit > 0 ? "limited to \(change.limit)" : "limited"
        case .slow: change.slow > 0 ? "slow (a line each \(change.slow) s)" : "slow"
        case .noOutside: "closed to who is outside"
        case .noCTCP: "closed to CTCP"
        case .accountsOnly: "open to accounts only"
        case .speakAccounts: "silent but for accounts"
        case .noHistory: "without history"
        default: mode.word
        }
    }
}

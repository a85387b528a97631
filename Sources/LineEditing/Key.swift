/// What a terminal's keyboard said.
public enum Key: Equatable, Sendable {
    /// Printable text: one or more scalars, not necessarily whole graphemes.
    case text(String)
    /// A control character, by the letter it is typed with: `c` for Ctrl-C.
    case control(Character)
    /// A letter with Alt (or after ESC).
    case meta(Character)
    case enter, tab, backTab, backspace, delete, escape
    case left, right, up, down, home, end
    case wordLeft, wordRight
    case metaBackspace
    /// A whole bracketed paste. Line ends are LF.
    case paste(String)
    /// A paste of more bytes than `KeyDecoder.maximumPasteBytes`; nothing of it is kept.
    case oversizedPaste(bytes: Int, limit: Int)
    /// A paste that Ctrl-C ended, as its own end never came; nothing of it is kept.
    case brokenPaste(bytes: Int)
}

/// Bytes of a terminal to keys, wherever the bytes are cut.
///
/// A lone ESC can't be told from the start of a sequence: where `isPending` is true after `feed`, call `flush` when nothing more has come
/// for a moment (25 to 100 ms).
public struct KeyDecoder {
    private enum State: Equatable {
        case ground
        case escape
        /// After `ESC O`.
        case ss3
        /// After `ESC [`; the parameters are in `sequence`.
        case csi
        case paste
    }

    private static let pasteEnd: [UInt8] = Array("\u{1B}[201~".utf8)
    private static let longestSequence = 32

    private var state = State.ground
    private var sequence: [UInt8] = []
    private var utf8: [UInt8] = []
    private var utf8Length = 0
    private var text = ""
    private var pasted: [UInt8] = []
    private var keys: [Key] = []

    /// A paste is cut here, so that a terminal that never ends one can't fill the memory.
    public let maximumPasteBytes: Int

    public init(maximumPasteBytes: Int = 1 << 20) { self.maximumPasteBytes = maximumPasteBytes }

    /// Whether an ESC or the start of a sequence waits for more.
    public var isPending: Bool { state == .escape || state == .ss3 || state == .csi }

    /// The keys that these bytes complete. Text that stands together comes as one key.
    public mutating func feed(_ bytes: some Sequence<UInt8>) -> [Key] {
        for byte in bytes { take(byte) }
        return takeKeys()
    }

    /// Nothing more has come: a pending ESC was the key itself, and a cut sequence is dropped.
    public mutating func flush() -> [Key] {
        if state == .escape { emit(.escape) }
        if state != .paste { state = .ground }
        sequence.removeAll()
        return takeKeys()
    }

    private mutating func takeKeys() -> [Key] {
        endText()
        defer { keys.removeAll() }
        return keys
    }

    private mutating func emit(_ key: Key) {
        endText()
        keys.append(key)
    }

    private mutating func endText() {
        guard !text.isEmpty else { return }
        keys.append(.text(text))
        text = ""
    }

    private mutating func take(_ byte: UInt8) {
        switch state {
        case .ground: takeGround(byte)
        case .escape: takeEscape(byte)
        case .ss3: takeSS3(byte)
        case .csi: takeCSI(byte)
        case .paste: takePaste(byte)
        }
    }

    private mutating func takeGround(_ byte: UInt8) {
        if byte >= 0x80 { return takeUTF8(byte) }
        utf8.removeAll()
        switch byte {
        case 0x1B: state = .escape
        case 0x0D, 0x0A: emit(.enter)
        case 0x09: emit(.tab)
        case 0x7F, 0x08: emit(.backspace)
        case 0x00: emit(.control(" "))
        case 0x01...0x1A: emit(.control(Character(Unicode.Scalar(byte + 0x60))))
        case 0x1C...0x1F: emit(.control(Character(Unicode.Scalar(byte + 0x40))))
        default: text.unicodeScalars.append(Unicode.Scalar(byte))
        }
    }

    private mutating func takeUTF8(_ byte: UInt8) {
        if byte & 0xC0 == 0x80 {
            guard !utf8.isEmpty else { return }
            utf8.append(byte)
        } else {
            utf8 = [byte]
            utf8Length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2
        }
        guard utf8.count == utf8Length else { return }
        // Overlong forms and surrogates fail here and vanish, as do C1 controls: no key types them.
        if let decoded = String(validating: utf8, as: UTF8.self), let scalar = decoded.unicodeScalars.first,
            EditBuffer.accepts(scalar)
        {
            text.unicodeScalars.append(scalar)
        }
        utf8.removeAll()
    }

    private mutating func takeEscape(_ byte: UInt8) {
        state = .ground
        switch byte {
        case UInt8(ascii: "["):
            sequence.removeAll()
            state = .csi
        case UInt8(ascii: "O"): state = .ss3
        case 0x1B:
            emit(.escape)
            state = .escape
        case 0x7F, 0x08: emit(.metaBackspace)
        case 0x21...0x7E: emit(.meta(Character(Unicode.Scalar(byte))))
        case 0x80...0xFF: takeUTF8(byte)
        default:
            emit(.escape)
            takeGround(byte)
        }
    }

    private mutating func takeSS3(_ byte: UInt8) {
        state = .ground
        if byte == UInt8(ascii: "M") { emit(.enter) } else if let key = Self.final(byte) { emit(key) }
    }

    private mutating func takeCSI(_ byte: UInt8) {
        switch byte {
        // The Linux console's function keys: ESC [ [ A.
        case UInt8(ascii: "[") where sequence.isEmpty: sequence.append(byte)
        case 0x20...0x3F where sequence.count < Self.longestSequence: sequence.append(byte)
        case 0x20...0x3F: break
        case 0x40...0x7E:
            state = .ground
            endCSI(byte)
        case 0x1B: state = .escape
        default:
            // A control inside a sequence: the sequence was cut, the control is a key.
            state = .ground
            takeGround(byte)
        }
    }

    private mutating func endCSI(_ final: UInt8) {
        if sequence.first == UInt8(ascii: "[") { return }
        let parameters = sequence.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false).map { digits in
            digits.reduce(0) { $1 >= 0x30 && $1 <= 0x39 ? min($0 * 10 + Int($1 - 0x30), 9999) : $0 }
        }
        sequence.removeAll()
        if final == UInt8(ascii: "~") { return endTilde(parameters.first ?? 0) }
        let hasModifier = parameters.count > 1 && parameters[1] > 1
        switch final {
        case UInt8(ascii: "C") where hasModifier: emit(.wordRight)
        case UInt8(ascii: "D") where hasModifier: emit(.wordLeft)
        case UInt8(ascii: "Z"): emit(.backTab)
        default: if let key = Self.final(final) { emit(key) }
        }
    }

    private mutating func endTilde(_ number: Int) {
        switch number {
        case 1, 7: emit(.home)
        case 4, 8: emit(.end)
        case 3: emit(.delete)
        case 200:
            pasted.removeAll()
            state = .paste
        default: break
        }
    }

    private static func final(_ byte: UInt8) -> Key? {
        switch byte {
        case UInt8(ascii: "A"): .up
        case UInt8(ascii: "B"): .down
        case UInt8(ascii: "C"): .right
        case UInt8(ascii: "D"): .left
        case UInt8(ascii: "H"): .home
        case UInt8(ascii: "F"): .end
        default: nil
        }
    }

    private mutating func takePaste(_ byte: UInt8) {
        pasted.append(byte)
        guard byte == UInt8(ascii: "~"), pasted.suffix(Self.pasteEnd.count).elementsEqual(Self.pasteEnd) else {
            // Past the limit only what could be the end is kept.
            if pasted.count > maximumPasteBytes + Self.pasteEnd.count { pasted.remove(at: maximumPasteBytes) }
            return
        }
        pasted.removeLast(Self.pasteEnd.count)
        state = .ground
        emit(.paste(Self.cleanPaste(pasted.prefix(maximumPasteBytes))))
        pasted = []
    }

    /// Line ends become LF, tabs spaces, and what can't be typed is dropped: a paste may hold anything.
    static func cleanPaste(_ bytes: some Collection<UInt8>) -> String {
        var clean = String.UnicodeScalarView()
        var previous: Unicode.Scalar = " "
        for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
            switch scalar {
            case "\n" where previous == "\r": break
            case "\n", "\r": clean.append("\n")
            case "\t": clean.append(" ")
            default: if EditBuffer.accepts(scalar) { clean.append(scalar) }
            }
            previous = scalar
        }
        return String(clean)
    }
}

/// Bytes of a terminal to keys, wherever the bytes are cut.
///
/// A lone ESC can't be told from the start of a sequence: where `isPending` is true after `feed`, call `flush` when nothing more has come
/// within `patience`.
public struct KeyDecoder {
    private enum State: Equatable {
        case ground
        case escape
        /// After `ESC O`.
        case ss3
        /// After `ESC [`; the parameters are in `sequence`.
        case csi
        /// In a reply of the terminal's: OSC, DCS, APC, PM or SOS, with that introducer and so many bytes behind it.
        case reply(introducer: UInt8, length: Int)
        /// After an ESC in such a reply, which ends it where a `\` follows.
        case replyEscape
        case paste
    }

    private static let pasteEnd: [UInt8] = Array("\u{1B}[201~".utf8)
    private static let longestSequence = 32
    /// A reply that is longer has lost its end.
    private static let longestReply = 65_536
    private static let controlC: UInt8 = 0x03

    private var state = State.ground
    private var sequence: [UInt8] = []
    private var utf8: [UInt8] = []
    private var utf8Length = 0
    private var text = ""
    private var pasted: [UInt8] = []
    private var pastedCount = 0
    /// Nothing of the paste has come for a moment: a Ctrl-C that comes now was typed.
    private var isPasteStalled = false
    private var keys: [Key] = []

    /// Of a paste that is longer nothing is kept, so that a terminal that never ends one can't fill the memory.
    public let maximumPasteBytes: Int

    public init(maximumPasteBytes: Int = 1 << 20) { self.maximumPasteBytes = maximumPasteBytes }

    /// Whether it depends on time what the last bytes were: `flush` says that nothing has followed them.
    public var isPending: Bool {
        switch state {
        case .escape, .ss3, .reply(_, length: 0): true
        case .paste: !isPasteStalled
        // No key starts as these do.
        case .ground, .csi, .reply, .replyEscape: false
        }
    }

    /// How long to wait before `flush`: a slow line may carry the parts of a sequence one by one.
    public var patience: Duration { state == .paste ? .milliseconds(100) : .milliseconds(500) }

    /// The keys that these bytes complete. Text that stands together comes as one key.
    public mutating func feed(_ bytes: some Sequence<UInt8>) -> [Key] {
        var isBroken = false
        for byte in bytes {
            if byte == Self.controlC, isPasteStalled || isBroken {
                // Pressed more than once, it must not be taken for a wish to leave.
                if !isBroken { breakPaste() }
                isBroken = true
            } else {
                isBroken = false
                take(byte)
            }
            isPasteStalled = false
        }
        return takeKeys()
    }

    /// Nothing more has come: what could have been the start of a sequence was a key.
    public mutating func flush() -> [Key] {
        switch state {
        case .escape: emit(.escape)
        case .ss3: emit(.meta("O"))
        case .reply(let introducer, length: 0): emit(.meta(Character(Unicode.Scalar(introducer))))
        case .paste:
            if pasted.last == Self.controlC { breakPaste() } else { isPasteStalled = true }
            return takeKeys()
        // These go on, however late.
        case .ground, .csi, .reply, .replyEscape: return takeKeys()
        }
        state = .ground
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
        case .reply(let introducer, let length): takeReply(byte, introducer, length)
        case .replyEscape: endReply(byte)
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
        case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "_"), UInt8(ascii: "^"), UInt8(ascii: "X"):
            state = .reply(introducer: byte, length: 0)
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
            (pasted, pastedCount) = ([], 0)
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

    // MARK: Replies of the terminal

    /// Drops a byte of a reply. BEL, CAN and SUB end it, and so does any other control: no reply holds one, and whoever typed its start by mistake
    /// must not be left without a keyboard.
    private mutating func takeReply(_ byte: UInt8, _ introducer: UInt8, _ length: Int) {
        switch byte {
        case 0x07, 0x18, 0x1A: state = .ground
        case 0x1B: state = .replyEscape
        case 0..<0x20:
            state = .ground
            takeGround(byte)
        default: state = length < Self.longestReply ? .reply(introducer: introducer, length: length + 1) : .ground
        }
    }

    /// `ESC \` is the end (ST); any other ESC starts a sequence of its own.
    private mutating func endReply(_ byte: UInt8) {
        if byte == UInt8(ascii: "\\") { state = .ground } else { takeEscape(byte) }
    }

    // MARK: Pastes

    private mutating func takePaste(_ byte: UInt8) {
        pasted.append(byte)
        pastedCount += 1
        guard byte == UInt8(ascii: "~"), pasted.suffix(Self.pasteEnd.count).elementsEqual(Self.pasteEnd) else {
            // Past the limit only what could be the end is kept.
            let excess = pasted.count - Self.pasteEnd.count
            if excess > maximumPasteBytes { pasted.removeFirst(excess) }
            return
        }
        state = .ground
        let count = pastedCount - Self.pasteEnd.count
        if count > maximumPasteBytes {
            emit(.oversizedPaste(bytes: count, limit: maximumPasteBytes))
        } else {
            emit(.paste(Self.cleanPaste(pasted.dropLast(Self.pasteEnd.count))))
        }
        pasted = []
    }

    /// Ends a paste whose end never came, which would else take all that is typed from then on.
    private mutating func breakPaste() {
        let typed = pasted.reversed().prefix { $0 == Self.controlC }.count
        state = .ground
        emit(.brokenPaste(bytes: pastedCount - typed))
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

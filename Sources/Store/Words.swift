/// How texts become words of the index.
///
/// FTS5 cuts at what is no letter, which does not part words of Chinese, Japanese and Korean. So runs of their letters are written as
/// overlapping pairs, with the last letter by itself: `東京都` as `東京 京都 都`. Asked for are the pairs alone, side by side; a letter that
/// is asked for by itself is the beginning of a word.
///
/// Whatever changes here needs another `Schema.wordsVersion`, as words are taken out by telling them again.
enum Words {
    /// As it is put into the index.
    /// - Returns: nil where the text goes in as it stands, as most do.
    static func cut(_ text: UnsafeRawBufferPointer) -> String? {
        guard mayHavePairs(text) else { return nil }
        return pairs(of: String(decoding: text, as: UTF8.self), withLast: true)
    }

    /// As it is asked for.
    static func asked(_ text: String) -> String { pairs(of: text, withLast: false) }

    /// The first letter of which pairs are made begins with the byte E1.
    private static func mayHavePairs(_ text: UnsafeRawBufferPointer) -> Bool {
        text.contains { $0 >= 0xE1 }
    }

    private static func pairs(of text: String, withLast: Bool) -> String {
        var cut = String.UnicodeScalarView()
        var last: Unicode.Scalar?
        var runLength = 0
        func end() {
            guard let letter = last else { return }
            if withLast || runLength == 1 {
                cut.append(" ")
                cut.append(letter)
            }
            cut.append(" ")
            (last, runLength) = (nil, 0)
        }
        for scalar in text.unicodeScalars {
            guard isPaired(scalar) else {
                end()
                cut.append(scalar)
                continue
            }
            if let last {
                cut.append(" ")
                cut.append(last)
                cut.append(scalar)
            }
            last = scalar
            runLength += 1
        }
        end()
        return String(cut)
    }

    /// Whether it is a letter of those that are written without spaces between words. (By ranges, as properties change with Unicode.)
    static func isPaired(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x1100...0x11FF, 0x3005...0x3007, 0x3021...0x3029, 0x3031...0x3035, 0x3041...0x3096, 0x309D...0x309F,
            0x30A1...0x30FA, 0x30FC...0x30FF, 0x3105...0x312F, 0x3131...0x318E, 0x31A0...0x31BF, 0x31F0...0x31FF,
            0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA960...0xA97C, 0xAC00...0xD7A3, 0xD7B0...0xD7FB, 0xF900...0xFAFF,
            0xFF66...0xFF9F, 0x20000...0x3FFFF:
            true
        default: false
        }
    }

    // MARK: - Where it was said, and by whom

    /// A word for a room, and one for who said it: by account where there is one.
    static func place(room: Int64, account: Int64?, nick: String) -> String {
        var (place, nick) = ([UInt8](), nick)
        nick.withUTF8 { putPlace(room: room, account: account, nick: UnsafeRawBufferPointer($0), into: &place) }
        return String(decoding: place, as: UTF8.self)
    }

    /// The same, appended to bytes: for each message that comes.
    static func putPlace(room: Int64, account: Int64?, nick: UnsafeRawBufferPointer, into place: inout [UInt8]) {
        putWord(ofRoom: room, into: &place)
        place.append(0x20)
        if let account { putWord(ofAccount: account, into: &place) }
        place.append(0x20)
        putWord(ofNick: nick, into: &place)
    }

    static func word(ofRoom room: Int64) -> String { text { putWord(ofRoom: room, into: &$0) } }

    static func word(ofAccount account: Int64) -> String { text { putWord(ofAccount: account, into: &$0) } }

    /// Of a nick in either case. Nicks have hyphens, at which FTS5 would cut; so it is a hash (FNV-1a), and who asks compares the nick itself.
    static func word(ofNick nick: String) -> String {
        var nick = nick
        return nick.withUTF8 { nick in text { putWord(ofNick: UnsafeRawBufferPointer(nick), into: &$0) } }
    }

    private static func text(_ put: (inout [UInt8]) -> Void) -> String {
        var bytes: [UInt8] = []
        put(&bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func putWord(ofRoom room: Int64, into bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "r"))
        put(room, into: &bytes)
    }

    private static func putWord(ofAccount account: Int64, into bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "a"))
        put(account, into: &bytes)
    }

    private static func putWord(ofNick nick: UnsafeRawBufferPointer, into bytes: inout [UInt8]) {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in nick {
            let lower = 0x41...0x5A ~= byte ? byte | 0x20 : byte
            hash = (hash ^ UInt64(lower)) &* 0x100_0000_01B3
        }
        bytes.append(UInt8(ascii: "n"))
        put(hash, radix: 36, into: &bytes)
    }

    private static func put(_ number: Int64, into bytes: inout [UInt8]) {
        if number < 0 { bytes.append(UInt8(ascii: "-")) }
        put(number.magnitude, radix: 10, into: &bytes)
    }

    /// Digits and small letters, without a `String` in between.
    private static func put(_ number: UInt64, radix: UInt64, into bytes: inout [UInt8]) {
        let first = bytes.count
        var rest = number
        repeat {
            let digit = UInt8(truncatingIfNeeded: rest % radix)
            bytes.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") - 10 + digit)
            rest /= radix
        } while rest > 0
        bytes[first...].reverse()
    }
}

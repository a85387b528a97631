import ChatCore

/// A long text cut into pieces that fit in lines of IRC: the same each time, so that an echo and a replay are the same.
///
/// A piece ends behind the last space of its last fifth, if there is one; the space stays at its end. Else no grapheme is cut, and where
/// one alone is too long no character is. A formatting code is never cut from its colors. The pieces joined are the text.
package struct TextPieces: Sequence, IteratorProtocol {
    private var left: UnsafeRawBufferPointer
    private let room: Int

    /// No line has less room, whatever stands before its text.
    package static let least = 64

    /// - Parameters:
    ///   - text: clean UTF-8, that lives as long as this.
    ///   - room: bytes of a piece, at least `least`.
    package init(_ text: UnsafeRawBufferPointer, room: Int) {
        left = text
        self.room = Swift.max(room, TextPieces.least)
    }

    package mutating func next() -> UnsafeRawBufferPointer? {
        guard !left.isEmpty else { return nil }
        let end = TextPieces.end(of: left, room)
        defer { left = UnsafeRawBufferPointer(rebasing: left[end...]) }
        return UnsafeRawBufferPointer(rebasing: left[..<end])
    }

    private static func end(of bytes: UnsafeRawBufferPointer, _ room: Int) -> Int {
        guard bytes.count > room else { return bytes.count }
        let most = beforeCode(bytes, UTF8Cut.boundary(bytes, atMost: room))
        if let space = bytes[(most - room / 5)..<most].lastIndex(of: UInt8(ascii: " ")),
            isBoundary(bytes, space + 1)
        {
            return space + 1
        }
        return isBoundary(bytes, most) ? most : graphemeEnd(bytes, most)
    }

    /// A place that is in no formatting code: the code's beginning where it is in one.
    private static func beforeCode(_ bytes: UnsafeRawBufferPointer, _ place: Int) -> Int {
        for start in Swift.max(1, place - Formatting.longest)..<place
        where Formatting.isCode(bytes[start]) && start + Formatting.length(bytes, at: start) > place {
            return start
        }
        return place
    }

    /// Whether what follows begins a grapheme, as far as its first byte tells: no mark that joins is ASCII.
    private static func isBoundary(_ bytes: UnsafeRawBufferPointer, _ place: Int) -> Bool {
        place == bytes.count || bytes[place] < 0x80
    }

    /// The last place between two graphemes; where there is none, the place itself.
    private static func graphemeEnd(_ bytes: UnsafeRawBufferPointer, _ place: Int) -> Int {
        // One character behind it is enough to tell whether a grapheme ends before it.
        let behind = UTF8Cut.boundary(bytes, atMost: Swift.min(bytes.count, place + 4))
        let text = String(decoding: bytes[..<behind], as: UTF8.self)
        let end = text.beginningOfGrapheme(at: text.utf8.index(text.startIndex, offsetBy: place))
        let offset = text.utf8.distance(from: text.startIndex, to: end)
        return offset > 0 ? beforeCode(bytes, offset) : place
    }
}

extension String {
    /// Where the grapheme begins that an index is in: the index itself where it is between two.
    fileprivate func beginningOfGrapheme(at index: Index) -> Index {
        var last = startIndex
        for start in indices {
            if start > index { break }
            last = start
        }
        return last
    }
}

import ChatCore

/// Lines are built in arrays of bytes: a message is rendered once and sent to many.
extension [UInt8] {
    mutating func put(_ text: StaticString) {
        text.withUTF8Buffer { append(contentsOf: $0) }
    }

    mutating func put(_ text: String) {
        var text = text
        text.withUTF8 { append(contentsOf: $0) }
    }

    mutating func put(_ text: Text) {
        append(contentsOf: text.utf8)
    }

    mutating func put(_ nick: Nick) {
        put(nick.text)
    }

    mutating func put(_ room: RoomName) {
        put(room.text)
    }

    /// In decimal, with at least so many digits.
    mutating func put(_ number: Int64, digits: Int = 1) {
        guard number >= 0 else {
            append(UInt8(ascii: "-"))
            return put(number == .min ? .max : -number, digits: digits)
        }
        let start = count
        var left = number
        repeat {
            append(UInt8(ascii: "0") + UInt8(left % 10))
            left /= 10
        } while left > 0
        while count - start < digits { append(UInt8(ascii: "0")) }
        self[start...].reverse()
    }

    /// Ends a line, as the session's peer wants it.
    mutating func endLine(_ view: View) {
        if view.contains(.telnet) { append(UInt8(ascii: "\r")) }
        append(UInt8(ascii: "\n"))
    }
}

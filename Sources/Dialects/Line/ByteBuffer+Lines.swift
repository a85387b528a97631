import ChatCore

extension ByteBuffer {
    func put(_ nick: Nick) {
        put(nick.text)
    }

    func put(_ room: RoomName) {
        put(room.text)
    }

    /// Ends a line, as the session's peer wants it.
    func endLine(_ form: LineForm) {
        if form.contains(.crlf) { append(UInt8(ascii: "\r")) }
        append(UInt8(ascii: "\n"))
    }
}

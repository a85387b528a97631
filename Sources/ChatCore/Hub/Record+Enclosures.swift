/// The text form of enclosures: their bytes in hexadecimal digits, after a `+` where they go with what goes on.
extension RecordWriter {
    mutating func put(_ enclosure: Enclosure) {
        var digits = enclosure.continues ? "+" : ""
        digits.reserveCapacity(1 + 2 * enclosure.bytes.count)
        for byte in enclosure.bytes {
            digits.append(Record.hexDigit(byte >> 4))
            digits.append(Record.hexDigit(byte & 15))
        }
        put(digits)
    }
}

extension RecordReader {
    mutating func optionalEnclosure() throws(RecordError) -> Enclosure? { isAtEnd ? nil : try enclosure() }

    private mutating func enclosure() throws(RecordError) -> Enclosure {
        var digits = try field()
        let continues = digits.first == UInt8(ascii: "+")
        if continues { digits = digits.dropFirst() }
        guard digits.count.isMultiple(of: 2), digits.count <= 2 * Enclosure.maximumBytes else {
            throw RecordError("an enclosure is none")
        }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(digits.count / 2)
        var left = digits
        while let first = left.popFirst(), let second = left.popFirst() {
            guard let high = Record.value(ofHexDigit: first), let low = Record.value(ofHexDigit: second) else {
                throw RecordError("an enclosure is none")
            }
            bytes.append(high << 4 | low)
        }
        guard let enclosure = Enclosure(bytes, continues: continues) else { throw RecordError("an enclosure is none") }
        return enclosure
    }

    mutating func passage() throws(RecordError) -> Record {
        let person = try person()
        var ahead = self
        let destination: Record.Destination
        if try ahead.word().utf8.first == UInt8(ascii: "#") {
            destination = .room(RoomReference(try room()))
        } else {
            destination = .person(try self.person())
        }
        let enclosure = try enclosure()
        if isAtEnd { return .pass(person, to: destination, enclosure) }
        guard try word() == "kept" else { throw RecordError("it is neither kept nor not") }
        return .pass(person, to: destination, enclosure, isKept: true)
    }
}

/// What goes along with messages, and messages that were taken back.
extension History {
    /// Its length stands before its bytes.
    private static let lengthBytes = 2

    static func units(of enclosure: Enclosure) -> UInt8 {
        UInt8((lengthBytes + enclosure.bytes.count + Header.enclosureUnit - 1) / Header.enclosureUnit)
    }

    static func put(_ enclosure: Enclosure, at start: UnsafeMutableRawPointer) {
        let size = Int(units(of: enclosure)) * Header.enclosureUnit
        start.initializeMemory(as: UInt8.self, repeating: 0, count: size)
        start.storeBytes(of: UInt16(enclosure.bytes.count), as: UInt16.self)
        (start + lengthBytes).copyMemory(from: enclosure.bytes, byteCount: enclosure.bytes.count)
    }

    func enclosure(at position: Position, _ header: Header) -> Enclosure? {
        let start = start(of: position) + header.enclosureStart
        let count = Int(start.loadUnaligned(as: UInt16.self))
        return Enclosure(Array(UnsafeRawBufferPointer(start: start + History.lengthBytes, count: count)))
    }

    /// Who said what is kept under an id, and to which account they were logged in; nil: nothing is, or it was taken back.
    func author(of id: EventID) -> (author: PersonID, account: AccountID?)? {
        guard let position = position(of: id) else { return nil }
        let header = header(at: position)
        return header.marks.isTakenBack ? nil : (header.author, header.accountID)
    }

    /// Writes over what was said under an id. The entry stays as long as it is, for its id, and is in no answer.
    /// - Returns: when it was said; nil: nothing of it is kept.
    func blank(_ id: EventID) -> Int64? {
        guard let position = position(of: id) else { return nil }
        var header = header(at: position)
        header.marks.isTakenBack = true
        memory.change(position.block) { block in
            let start = block.base + position.offset
            start.storeBytes(of: header, as: Header.self)
            let text = start + Header.size + Int(header.nickBytes)
            text.initializeMemory(as: UInt8.self, repeating: UInt8(ascii: " "), count: Int(header.textBytes))
            (start + header.enclosureStart).initializeMemory(
                as: UInt8.self, repeating: 0, count: Int(header.enclosureUnits) * Header.enclosureUnit)
        }
        return header.time
    }

    private func position(of id: EventID) -> Position? {
        var position = Position(block: firstBlock, offset: head)
        while position.block >= 0 {
            let block = memory.blocks[Int(position.block)]
            if block.lastID >= id {
                while position.offset < block.end {
                    let header = header(at: position)
                    if header.id >= id { return header.id == id ? position : nil }
                    position.offset += header.entrySize
                }
            }
            position = Position(block: block.next, offset: 0)
        }
        return nil
    }
}

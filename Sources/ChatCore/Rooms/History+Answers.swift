/// What a history is asked for.
extension History {
    /// What a line takes at most besides nick and text, as a row of an answer, over what a message takes here.
    static let rowBytes = 128
    /// What the author's account takes of it besides, where there is one: its key and 32 bytes.
    static let accountBytes = 41

    /// Messages that were asked for.
    typealias Found = (events: [Event], gap: Bool, more: Bool)

    /// Those that are asked for, at most `count`, and no more than fit.
    /// - Returns: them; whether some of those asked for are no longer kept; and whether there are more of them than these.
    func find(
        _ stretch: HistoryStretch, _ count: Int, bytes: Int, where isWanted: Filter = { _, _, _ in true }
    ) -> Found {
        switch stretch {
        case .last(let before): return last(count, before: before, bytes: bytes, where: isWanted)
        case .since(let id, let before): return after(id, before: before, count, bytes: bytes, where: isWanted)
        case .around(let id):
            let older = last(count - count / 2, before: HistoryStretch.end(with: id), bytes: bytes / 2, where: isWanted)
            let newer = after(id, count / 2, bytes: bytes / 2, where: isWanted)
            return (older.events + newer.events, older.gap || newer.gap, older.more || newer.more)
        }
    }

    /// The last ones of those wanted, at most `count`, and no more than fit, but one at least.
    /// - Parameters:
    ///   - before: those alone whose ids are smaller.
    ///   - bytes: that they may take as rows of an answer.
    /// - Returns: them; whether none are kept before them though some were said; and whether there are more before them.
    func last(
        _ count: Int, before: EventID? = nil, bytes: Int = .max, where isWanted: Filter = { _, _, _ in true }
    ) -> Found {
        var found: [Event] = []
        var left = bytes
        for offset in offsets().reversed() {
            let header = header(at: offset)
            guard header.id < before ?? .max, !header.marks.isTakenBack,
                isWanted(header.author, header.accountID, nickKey(at: offset))
            else { continue }
            left -= History.rowSize(header)
            guard found.count < count, left >= 0 || found.isEmpty else { return (found.reversed(), false, true) }
            found.append(event(at: offset))
        }
        return (found.reversed(), hasForgotten, false)
    }

    /// The first of those wanted after `id`, at most `count`, and no more than fit, but one at least.
    /// - Parameter before: those alone whose ids are smaller.
    /// - Returns: them; whether some after `id` are no longer kept; and whether there are more than these.
    func after(
        _ id: EventID, before: EventID? = nil, _ count: Int, bytes: Int = .max,
        where isWanted: Filter = { _, _, _ in true }
    ) -> Found {
        var found: [Event] = []
        var left = bytes
        for offset in offsets() {
            let header = header(at: offset)
            guard header.id > id, !header.marks.isTakenBack,
                isWanted(header.author, header.accountID, nickKey(at: offset))
            else { continue }
            guard header.id < before ?? .max else { break }
            left -= History.rowSize(header)
            guard found.count < count, left >= 0 || found.isEmpty else { return (found, id < floor, true) }
            found.append(event(at: offset))
        }
        return (found, id < floor, false)
    }

    private static func rowSize(_ header: Header) -> Int {
        header.entrySize + rowBytes + (header.account > 0 ? accountBytes : 0)
    }

    /// The id and time of the message that was said under a nonce; nil where none is kept.
    func said(under nonce: Nonce) -> (id: EventID, time: Int64)? {
        var text = nonce.text
        return text.withUTF8 { wanted in
            var position = Position(block: firstBlock, offset: head)
            while position.block >= 0 {
                let block = memory.blocks[Int(position.block)]
                while position.offset < block.end {
                    let header = header(at: position)
                    if Int(header.nonceBytes) == wanted.count {
                        let said = bytes(at: position, Int(header.nickBytes) + Int(header.textBytes), header.nonceBytes)
                        if said.elementsEqual(wanted) { return (header.id, header.time) }
                    }
                    position.offset += header.entrySize
                }
                position = Position(block: block.next, offset: 0)
            }
            return nil
        }
    }
}

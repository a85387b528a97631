extension WebSocketDecoder {
    /// The number of the form comes first.
    private static let form: UInt8 = 1
    /// Without what a control frame holds.
    private static let length = 44

    private enum Flag {
        static let inPayload: UInt8 = 1
        static let isFinal: UInt8 = 2
        static let endsInFeed: UInt8 = 4
        static let isOver: UInt8 = 8
        static let isStrict: UInt8 = 16
    }

    /// Where it is in the stream: the form, flags, what messages are, the opcodes of the frame and of the message, how much of a head has
    /// come and how long it is, that head, what is still to come of the frame, its mask, the length of the message, what a character
    /// lacks, idle frames, and what a control frame holds.
    package var snapshot: [UInt8] {
        let flags =
            (inPayload ? Flag.inPayload : 0) | (isFinal ? Flag.isFinal : 0) | (endsInFeed ? Flag.endsInFeed : 0)
            | (isOver ? Flag.isOver : 0) | (isStrict ? Flag.isStrict : 0)
        return [WebSocketDecoder.form, flags, kind?.rawValue ?? 0, opcode, message, headCount, headLength]
            + (0..<16).map { head[$0] }
            + withUnsafeBytes(of: UInt64(left).bigEndian) { Array($0) }
            + withUnsafeBytes(of: mask.bigEndian) { Array($0) }
            + withUnsafeBytes(of: UInt32(clamping: messageLength).bigEndian) { Array($0) }
            + [text.lacking, text.low, text.high, idle, 0] + control
    }

    /// Goes on where another was.
    /// - Parameter maximumMessage: of the messages to come. One under way that is longer already ends with its next frame.
    /// - Returns: nil where that is no snapshot.
    package init?(snapshot: [UInt8], maximumMessage: Int) {
        self.init(nil, maximumMessage: maximumMessage)
        guard snapshot.count >= WebSocketDecoder.length, snapshot[0] == WebSocketDecoder.form, snapshot[1] < 32,
            let text = UTF8Check(lacking: snapshot[39], low: snapshot[40], high: snapshot[41])
        else { return nil }
        func number(_ range: Range<Int>) -> UInt64 { snapshot[range].reduce(0) { $0 << 8 | UInt64($1) } }
        let flags = snapshot[1]
        inPayload = flags & Flag.inPayload != 0
        isFinal = flags & Flag.isFinal != 0
        endsInFeed = flags & Flag.endsInFeed != 0
        isOver = flags & Flag.isOver != 0
        isStrict = flags & Flag.isStrict != 0
        kind = Kind(rawValue: snapshot[2])
        (opcode, message, headCount, headLength) = (snapshot[3], snapshot[4], snapshot[5], snapshot[6])
        for index in 0..<16 { head[index] = snapshot[7 + index] }
        guard let left = Int(exactly: number(23..<31)) else { return nil }
        self.left = left
        mask = UInt32(truncatingIfNeeded: number(31..<35))
        messageLength = Int(number(35..<39))
        (self.text, idle) = (text, snapshot[42])
        control = Array(snapshot[WebSocketDecoder.length...])
        guard snapshot[2] == kind?.rawValue ?? 0, isConsistent else { return nil }
        messageLength = min(messageLength, maximumMessage)
    }

    /// What it knows can be so.
    private var isConsistent: Bool {
        guard [0, 1, 2, 8, 9, 10].contains(opcode) || isOver, message <= 2, message == 0 || kind != nil,
            !isStrict || message == 0 || message == kind?.rawValue,
            [2, 6, 8, 14].contains(headLength), headCount <= headLength, Int(idle) < WebSocketDecoder.idleFrames
        else { return false }
        if inPayload {
            guard headCount == headLength, headLength > 2, left > 0 || isOver else { return false }
            if opcode >= 8 { return control.count + left <= WebSocketDecoder.controlBytes }
            return message != 0 && control.isEmpty && left <= messageLength
        }
        return left == 0 && (isOver || (headCount < headLength && control.isEmpty))
    }
}

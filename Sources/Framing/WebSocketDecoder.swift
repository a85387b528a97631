/// Takes a client's frames apart (RFC 6455, section 5): what messages hold becomes text at once, and of no message a byte is kept.
///
/// A message is a line: an LF is put behind it, unless it ends with one. Whatever is a fault ends the stream, and so does the peer's close:
/// all bytes behind that are taken, and make nothing.
package struct WebSocketDecoder: Hashable, Sendable {
    /// What a peer sent besides the bytes of its messages.
    package enum Signal: Hashable, Sendable {
        /// It is to be answered by a pong that holds the same, 125 bytes at most.
        case ping([UInt8])
        /// It closes, with that code; nil: it gave none (section 7.1.5).
        case close(UInt16?)
        /// The connection is to be closed with this code (section 7.4.1).
        case failure(UInt16)
        /// `idleFrames` frames came that brought nothing: pongs, and empty parts of messages.
        case idle
    }

    /// What messages hold; the opcode of their first frame.
    package enum Kind: UInt8, Hashable, Sendable {
        case text = 1
        case binary = 2
    }

    /// Codes with which a peer is closed because of its frames.
    package enum Code {
        package static let protocolError: UInt16 = 1002
        package static let unsupportedData: UInt16 = 1003
        package static let invalidText: UInt16 = 1007
        package static let tooBig: UInt16 = 1009
    }

    /// Frames that bring nothing, after which `idle` is told.
    package static let idleFrames = 64
    /// Bytes of a control frame at most (section 5.5).
    static let controlBytes = 125

    /// Bytes that a message may have, in all its frames.
    package let maximumMessage: Int
    /// What messages are; nil: the first one decides.
    package internal(set) var kind: Kind?
    /// A message of another kind is a fault.
    package internal(set) var isStrict: Bool

    // Not private, as the snapshot needs them; nobody else does.

    /// As much of a frame's head as has come.
    var head = SIMD16<UInt8>()
    var headCount: UInt8 = 0
    /// 2 until these two bytes have told what follows.
    var headLength: UInt8 = 2
    var inPayload = false
    /// Of the frame whose head has come, or of the one before.
    var opcode: UInt8 = 0
    var isFinal = false
    /// Bytes of the frame that are still to come.
    var left = 0
    /// Turned so that its lowest byte is for the next one.
    var mask: UInt32 = 0
    /// The opcode of the message under way; 0: none is.
    var message: UInt8 = 0
    var messageLength = 0
    /// The message's last byte so far is an LF.
    var endsInFeed = false
    /// What the control frame under way holds.
    var control: [UInt8] = []
    var text = UTF8Check()
    var idle: UInt8 = 0
    /// It has closed, or there was a fault.
    package internal(set) var isOver = false

    /// - Parameters:
    ///   - kind: of messages; nil: of the first one.
    ///   - isStrict: all others have to be of it, too.
    ///   - maximumMessage: bytes of a message.
    package init(_ kind: Kind? = .text, isStrict: Bool = true, maximumMessage: Int) {
        self.kind = kind
        self.isStrict = isStrict
        self.maximumMessage = maximumMessage
    }

    /// Takes in bytes, up to a signal: what stands before a signal is to be done before it, and what stands behind it after it.
    /// - Parameter lines: what messages hold is appended to it, each with an LF behind it. Of a message that is a fault a part may be.
    /// - Returns: how many bytes were taken, and the signal that they end with. Without a signal all were taken.
    package mutating func decode(
        _ bytes: UnsafeRawBufferPointer, into lines: inout [UInt8]
    ) -> (taken: Int, signal: Signal?) {
        var place = 0
        while place < bytes.count, !isOver {
            if inPayload {
                let count = min(left, bytes.count - place)
                let piece = UnsafeRawBufferPointer(rebasing: bytes[place..<place + count])
                place += count
                left -= count
                if let code = takePayload(piece, &lines) { return (place, fail(code)) }
            } else {
                place += takeHead(UnsafeRawBufferPointer(rebasing: bytes[place...]))
                guard headCount == headLength else { continue }
                if let code = headPartCame() { return (place, fail(code)) }
            }
            if inPayload, left == 0, let signal = frameCame(&lines) { return (place, signal) }
        }
        return (bytes.count, nil)
    }

    private mutating func fail(_ code: UInt16) -> Signal {
        isOver = true
        return .failure(code)
    }

    // MARK: - Heads

    private mutating func takeHead(_ bytes: UnsafeRawBufferPointer) -> Int {
        let count = min(Int(headLength - headCount), bytes.count)
        let start = Int(headCount)
        for index in 0..<count { head[start + index] = bytes[index] }
        headCount += UInt8(count)
        return count
    }

    /// Two bytes of a head are here, or all of it.
    /// - Returns: the code where it is a fault.
    private mutating func headPartCame() -> UInt16? {
        guard headLength > 2 else { return firstTwoCame(head[0], head[1]) }
        let lengthBytes = Int(headLength) - 6
        var length = UInt64(head[1] & 0x7F)
        if lengthBytes > 0 {
            length = (2..<2 + lengthBytes).reduce(0) { $0 << 8 | UInt64(head[$1]) }
            // In as few bytes as it takes, and never negative (section 5.2).
            guard length > (lengthBytes == 2 ? 125 : 0xFFFF), length < 1 << 63 else { return Code.protocolError }
        }
        mask = (0..<4).reduce(0) { $0 | UInt32(head[2 + lengthBytes + $1]) << UInt32(8 * $1) }
        return begin(length)
    }

    private mutating func firstTwoCame(_ first: UInt8, _ second: UInt8) -> UInt16? {
        (opcode, isFinal) = (first & 0x0F, first & 0x80 != 0)
        // No extension was agreed on, and a client masks what it sends (section 5.1).
        guard first & 0x70 == 0, second & 0x80 != 0 else { return Code.protocolError }
        let length = second & 0x7F
        switch opcode {
        case 0: guard message != 0 else { return Code.protocolError }
        case 1, 2:
            guard message == 0 else { return Code.protocolError }
            guard !isStrict || kind == nil || kind?.rawValue == opcode else { return Code.unsupportedData }
        case 8, 9, 10: guard isFinal, length <= WebSocketDecoder.controlBytes else { return Code.protocolError }
        default: return Code.protocolError
        }
        headLength = length == 127 ? 14 : length == 126 ? 8 : 6
        return nil
    }

    private mutating func begin(_ length: UInt64) -> UInt16? {
        if opcode >= 8 {
            control.removeAll()
        } else {
            if opcode != 0 {
                kind = kind ?? Kind(rawValue: opcode)
                (message, messageLength, endsInFeed, text) = (opcode, 0, false, UTF8Check())
            }
            guard length <= UInt64(maximumMessage - messageLength) else { return Code.tooBig }
            messageLength += Int(length)
        }
        left = Int(length)
        inPayload = true
        return nil
    }

    // MARK: - What they hold

    /// - Returns: the code where it is a fault.
    private mutating func takePayload(_ bytes: UnsafeRawBufferPointer, _ lines: inout [UInt8]) -> UInt16? {
        guard opcode < 8 else {
            WebSocketDecoder.unmask(bytes, by: &mask, into: &control)
            return nil
        }
        let start = lines.count
        WebSocketDecoder.unmask(bytes, by: &mask, into: &lines)
        if message == Kind.text.rawValue {
            let bad = lines.withUnsafeBytes { text.take(UnsafeRawBufferPointer(rebasing: $0[start...])) }
            if let bad {
                lines.removeSubrange((start + bad)...)
                return Code.invalidText
            }
        }
        if let last = lines.last, !bytes.isEmpty { endsInFeed = last == UInt8(ascii: "\n") }
        return nil
    }

    private static func unmask(_ bytes: UnsafeRawBufferPointer, by mask: inout UInt32, into out: inout [UInt8]) {
        let (start, count) = (out.count, bytes.count)
        let wide = UInt64(mask) << 32 | UInt64(mask)
        out.append(contentsOf: bytes)
        out.withUnsafeMutableBytes { out in
            guard count > 0, let base = out.baseAddress.map({ $0 + start }) else { return }
            var index = 0
            while index + 8 <= count {
                let word = UInt64(littleEndian: base.loadUnaligned(fromByteOffset: index, as: UInt64.self)) ^ wide
                base.storeBytes(of: word.littleEndian, toByteOffset: index, as: UInt64.self)
                index += 8
            }
            var rest = wide
            while index < count {
                let byte = base.load(fromByteOffset: index, as: UInt8.self) ^ UInt8(truncatingIfNeeded: rest)
                base.storeBytes(of: byte, toByteOffset: index, as: UInt8.self)
                rest >>= 8
                index += 1
            }
        }
        let turn = UInt32(count & 3) * 8
        if turn != 0 { mask = mask >> turn | mask << (32 - turn) }
    }

    /// A frame is whole.
    private mutating func frameCame(_ lines: inout [UInt8]) -> Signal? {
        (inPayload, headCount, headLength) = (false, 0, 2)
        switch opcode {
        case 8:
            isOver = true
            return closing
        case 9:
            defer { control = [] }
            return .ping(control)
        case 10:
            control = []
            return idleCame()
        default:
            guard isFinal else { return wasEmpty ? idleCame() : nil }
            if message == Kind.text.rawValue, !text.isWhole { return fail(Code.invalidText) }
            message = 0
            if !endsInFeed { lines.append(UInt8(ascii: "\n")) }
            return nil
        }
    }

    /// The frame that came last has no bytes.
    private var wasEmpty: Bool { head[1] & 0x7F == 0 }

    private mutating func idleCame() -> Signal? {
        idle += 1
        guard idle == WebSocketDecoder.idleFrames else { return nil }
        idle = 0
        return .idle
    }

    /// What a close frame says (sections 5.5.1, 7.4).
    private var closing: Signal {
        if control.isEmpty { return .close(nil) }
        guard control.count >= 2 else { return .failure(Code.protocolError) }
        let code = UInt16(control[0]) << 8 | UInt16(control[1])
        guard WebSocketFrame.mayBeSent(code) else { return .failure(Code.protocolError) }
        var reason = UTF8Check()
        let bad = control.withUnsafeBytes { reason.take(UnsafeRawBufferPointer(rebasing: $0[2...])) }
        return bad == nil && reason.isWhole ? .close(code) : .failure(Code.invalidText)
    }
}

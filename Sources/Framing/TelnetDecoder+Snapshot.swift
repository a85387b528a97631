extension TelnetDecoder {
    private static let length = 18
    /// The first byte is the state's number and this. In the first form it was the number alone.
    private static let form: UInt8 = 16

    private enum Flag {
        static let hasSpoken: UInt8 = 1
        static let returnsAlone: UInt8 = 2
        static let hasRecovered: UInt8 = 4
    }

    /// Where it is in the stream, and what was agreed on: a state, the option's verb, flags, BINARY, a CR, what lacks of a character, of
    /// a subnegotiation its length and when it began, and bytes of negotiation that are not told yet.
    package var snapshot: [UInt8] {
        let (number, verb): (UInt8, UInt8) =
            switch state {
            case .text: (0, 0)
            case .command: (2, 0)
            case .option(let verb): (3, verb)
            case .subnegotiation: (4, 0)
            case .subnegotiationCommand: (5, 0)
            }
        let flags =
            (hasSpoken ? Flag.hasSpoken : 0) | (returnsAlone ? Flag.returnsAlone : 0)
            | (hasRecovered ? Flag.hasRecovered : 0)
        return [TelnetDecoder.form + number, verb, flags, binary.rawValue, carriageReturn.rawValue, missingBytes]
            + withUnsafeBytes(of: UInt16(subnegotiated).bigEndian) { Array($0) }
            + withUnsafeBytes(of: subnegotiationStart.bigEndian) { Array($0) }
            + withUnsafeBytes(of: UInt16(negotiated).bigEndian) { Array($0) }
    }

    /// Goes on where another was.
    /// - Returns: nil where that is no snapshot.
    package init?(snapshot: [UInt8]) {
        self.init()
        guard let first = snapshot.first else { return nil }
        guard first >= TelnetDecoder.form else {
            // The first form: what followed were the options that had been refused, which are not kept any more.
            guard snapshot.count >= 4, restoreState(first, verb: snapshot[1]) else { return nil }
            hasSpoken = true
            return
        }
        guard snapshot.count == TelnetDecoder.length, first != TelnetDecoder.form + 1,
            restoreState(first - TelnetDecoder.form, verb: snapshot[1]), snapshot[2] < 8,
            let binary = Binary(rawValue: snapshot[3]), let carriageReturn = Return(rawValue: snapshot[4]),
            snapshot[5] <= 3
        else { return nil }
        hasSpoken = snapshot[2] & Flag.hasSpoken != 0
        returnsAlone = snapshot[2] & Flag.returnsAlone != 0
        hasRecovered = snapshot[2] & Flag.hasRecovered != 0
        (self.binary, self.carriageReturn, missingBytes) = (binary, carriageReturn, snapshot[5])
        subnegotiated = min(Int(snapshot[6]) << 8 | Int(snapshot[7]), TelnetDecoder.subnegotiationBytes + 1)
        // Bounded, so that the difference to any other time fits a number.
        let start = snapshot[8..<16].reduce(Int64(0)) { $0 << 8 | Int64($1) }
        subnegotiationStart = min(max(start, 0), 1 << 61)
        negotiated = min(Int(snapshot[16]) << 8 | Int(snapshot[17]), TelnetDecoder.negotiationBytes)
    }

    private mutating func restoreState(_ number: UInt8, verb: UInt8) -> Bool {
        switch number {
        case 0: state = .text
        case 1: carriageReturn = .held
        case 2: state = .command
        case 3: state = .option(verb: verb)
        case 4: state = .subnegotiation
        case 5: state = .subnegotiationCommand
        default: return false
        }
        return true
    }
}

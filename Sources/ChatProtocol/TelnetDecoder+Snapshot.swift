extension TelnetDecoder {
    /// Where it is in the stream, and what it has refused: a state, the option's verb, and the options of WILL and of DO, each list
    /// after its length.
    public var snapshot: [UInt8] {
        let (number, verb): (UInt8, UInt8) =
            switch state {
            case .text: (0, 0)
            case .carriageReturn: (1, 0)
            case .command: (2, 0)
            case .option(let verb): (3, verb)
            case .subnegotiation: (4, 0)
            case .subnegotiationCommand: (5, 0)
            }
        let lists = [refusedWill, refusedDo].flatMap { options in
            // 256 do not fit into a byte; the last of them would at worst be refused again.
            [UInt8(min(options.count, 255))] + options.sorted().prefix(255)
        }
        return [number, verb] + lists
    }

    /// Goes on where another was.
    /// - Returns: nil where that is no snapshot.
    public init?(snapshot: [UInt8]) {
        self.init()
        var rest = snapshot[...]
        guard let number = rest.popFirst(), let verb = rest.popFirst(),
            let will = TelnetDecoder.options(&rest), let `do` = TelnetDecoder.options(&rest), rest.isEmpty
        else { return nil }
        switch number {
        case 0: state = .text
        case 1: state = .carriageReturn
        case 2: state = .command
        case 3: state = .option(verb)
        case 4: state = .subnegotiation
        case 5: state = .subnegotiationCommand
        default: return nil
        }
        (refusedWill, refusedDo) = (will, `do`)
    }

    private static func options(_ rest: inout ArraySlice<UInt8>) -> Set<UInt8>? {
        guard let count = rest.popFirst(), rest.count >= count else { return nil }
        defer { rest.removeFirst(Int(count)) }
        return Set(rest.prefix(Int(count)))
    }
}

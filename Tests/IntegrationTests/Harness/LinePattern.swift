/// A line as a transcript writes it: text that must be so, and placeholders for what differs from run to run.
///
/// `{id}` a message's number, `{n}` a number, `{time}` the wire's time, `{clock}` HH:MM, `{word}` anything but spaces, `{*}` anything.
/// `{id=first}` also keeps what stood there, and `{first}` then means the same text again. `{a*2048}` is a repetition. `\{` is a
/// brace; `\\ \xHH \r \n \t \0` are as in C.
struct LinePattern {
    /// What was kept, by name.
    typealias Captures = [String: [UInt8]]

    let source: String
    private let tokens: [Token]

    private enum Token {
        case literal([UInt8])
        case placeholder(Placeholder, name: String?)
        case reference(String)
    }

    private enum Placeholder: String {
        case id, n, time, clock, word
        case anything = "*"

        func accepts(_ bytes: ArraySlice<UInt8>) -> Bool {
            switch self {
            case .id: (1...19).contains(bytes.count) && bytes.allSatisfy(\.isDigit)
            case .n: !bytes.isEmpty && bytes.allSatisfy(\.isDigit)
            case .time: Self.hasShape("dddd-dd-ddTdd:dd:dd.dddZ", bytes)
            case .clock: Self.hasShape("dd:dd", bytes)
            case .word: !bytes.isEmpty && !bytes.contains(UInt8(ascii: " "))
            case .anything: true
            }
        }

        private static func hasShape(_ shape: String, _ bytes: ArraySlice<UInt8>) -> Bool {
            bytes.count == shape.utf8.count
                && zip(shape.utf8, bytes).allSatisfy { $0 == UInt8(ascii: "d") ? $1.isDigit : $0 == $1 }
        }
    }

    init(_ source: String) throws {
        self.source = source
        tokens = try Escapes.parse(source).map { piece in
            switch piece {
            case .bytes(let bytes): return .literal(bytes)
            case .braced(let text):
                let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
                if let kind = Placeholder(rawValue: parts[0]) {
                    return .placeholder(kind, name: parts.count > 1 ? parts[1] : nil)
                }
                return .reference(text)
            }
        }
    }

    /// Whether the whole line is like this; what it kept is added to the captures only then.
    func matches(_ line: [UInt8], _ captures: inout Captures) -> Bool {
        guard let found = Self.match(tokens[...], line[...], captures) else { return false }
        captures = found
        return true
    }

    // Backtracks, the longest reading of a placeholder first: lines are short and placeholders few.
    private static func match(_ tokens: ArraySlice<Token>, _ rest: ArraySlice<UInt8>, _ captures: Captures) -> Captures?
    {
        guard let token = tokens.first else { return rest.isEmpty ? captures : nil }
        let later = tokens.dropFirst()
        switch token {
        case .literal(let bytes):
            return rest.starts(with: bytes) ? match(later, rest.dropFirst(bytes.count), captures) : nil
        case .reference(let name):
            guard let bytes = captures[name], rest.starts(with: bytes) else { return nil }
            return match(later, rest.dropFirst(bytes.count), captures)
        case .placeholder(let kind, let name):
            for count in (0...rest.count).reversed() where kind.accepts(rest.prefix(count)) {
                var kept = captures
                if let name { kept[name] = Array(rest.prefix(count)) }
                if let found = match(later, rest.dropFirst(count), kept) { return found }
            }
            return nil
        }
    }
}

/// What transcripts write in braces and after backslashes.
enum Escapes {
    enum Piece: Equatable {
        case bytes([UInt8])
        case braced(String)
    }

    /// Takes text apart. Repetitions are carried out here; other braces are the caller's.
    static func parse(_ text: String) throws -> [Piece] {
        var pieces: [Piece] = []
        var bytes: [UInt8] = []
        var rest = text[...]
        while let character = rest.popFirst() {
            switch character {
            case "\\":
                bytes.append(contentsOf: try escape(&rest, of: text))
            case "{":
                guard let end = rest.firstIndex(of: "}"), end > rest.startIndex else {
                    throw HarnessFailure("a brace that is not closed, or empty: \(text)")
                }
                let inner = String(rest[..<end])
                rest = rest[rest.index(after: end)...]
                if let repeated = repetition(inner) {
                    bytes += repeated
                } else {
                    if !bytes.isEmpty { pieces.append(.bytes(bytes)) }
                    bytes = []
                    pieces.append(.braced(inner))
                }
            default:
                bytes.append(contentsOf: String(character).utf8)
            }
        }
        if !bytes.isEmpty || pieces.isEmpty { pieces.append(.bytes(bytes)) }
        return pieces
    }

    /// The bytes of what a peer is to send, with what earlier lines kept.
    static func bytes(_ text: String, _ captures: LinePattern.Captures) throws -> [UInt8] {
        try parse(text).flatMap { piece in
            switch piece {
            case .bytes(let bytes): return bytes
            case .braced(let name):
                guard let bytes = captures[name] else { throw HarnessFailure("nothing was kept as {\(name)}: \(text)") }
                return bytes
            }
        }
    }

    private static func escape(_ rest: inout Substring, of text: String) throws -> [UInt8] {
        switch rest.popFirst() {
        case "\\": return [UInt8(ascii: "\\")]
        case "{": return [UInt8(ascii: "{")]
        case "(": return [UInt8(ascii: "(")]
        case "r": return [0x0D]
        case "n": return [0x0A]
        case "t": return [0x09]
        case "0": return [0]
        case "x":
            let digits = rest.prefix(2)
            guard digits.count == 2, let byte = UInt8(digits, radix: 16) else { break }
            rest = rest.dropFirst(2)
            return [byte]
        default: break
        }
        throw HarnessFailure("an escape that is not known: \(text)")
    }

    private static func repetition(_ inner: String) -> [UInt8]? {
        guard let star = inner.lastIndex(of: "*"), star > inner.startIndex,
            let count = Int(inner[inner.index(after: star)...]), let bytes = try? parse(String(inner[..<star])),
            bytes.count == 1, case .bytes(let unit) = bytes[0]
        else { return nil }
        return Array(repeatElement(unit, count: count).joined())
    }
}

extension UInt8 {
    fileprivate var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }
}

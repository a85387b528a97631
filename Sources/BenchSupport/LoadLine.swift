import Glibc

/// The lines of the load, as every recipient sees them: `<b00012> 0000345 mnopq…`. All have one length, and end in LF.
///
/// The nick names the speaker, the number counts the speaker's lines from 0, and the padding depends on the speaker, so that
/// a line cut or mixed with another one is noticed. Every field stands at a fixed offset: the check must be cheap.
public struct LoadLine: Sendable {
    /// The length of a delivered line, including its sender and its LF.
    public let length: Int
    /// Every rotation of the alphabet: speaker n's padding starts at letter n modulo 26.
    private let alphabet: [UInt8]

    /// The length of `<b00012> `.
    public static let prefixLength = 9
    private static let sequenceDigits = 7
    private static let paddingStart = prefixLength + sequenceDigits + 1

    /// How many speakers and lines of one speaker the fields can tell.
    public static let maximumSpeakers = 100_000
    public static let maximumLines = 10_000_000

    public init(length: Int = 100) {
        precondition(length > LoadLine.paddingStart + 1, "no room for the fields")
        self.length = length
        alphabet = (0..<(length + 26)).map { UInt8(ascii: "a") + UInt8($0 % 26) }
    }

    /// The nick of a speaker: `b00012`.
    public static func nick(_ speaker: Int) -> String {
        let digits = String(speaker)
        return "b" + String(repeating: "0", count: 5 - digits.utf8.count) + digits
    }

    /// The whole line, as it is delivered. A chat server is sent the line without its first `prefixLength` bytes.
    public func bytes(speaker: Int, sequence: Int) -> [UInt8] {
        var line: [UInt8] = []
        line.reserveCapacity(length)
        line += Array("<\(LoadLine.nick(speaker))> ".utf8)
        let digits = Array(String(sequence).utf8)
        line += repeatElement(UInt8(ascii: "0"), count: LoadLine.sequenceDigits - digits.count)
        line += digits
        line.append(UInt8(ascii: " "))
        let start = speaker % 26
        line += alphabet[start..<(start + length - 1 - LoadLine.paddingStart)]
        line.append(UInt8(ascii: "\n"))
        return line
    }

    /// Writes a number into a line that `bytes(speaker:sequence:)` made; `offset` is where the number stands.
    public static func write(sequence: Int, into line: inout [UInt8], at offset: Int) {
        var rest = sequence
        for index in stride(from: offset + sequenceDigits - 1, through: offset, by: -1) {
            line[index] = UInt8(ascii: "0") + UInt8(rest % 10)
            rest /= 10
        }
    }

    /// The speaker of a received line (without its LF), and the line's number; nil unless the line is whole and
    /// unchanged.
    public func parse(_ line: UnsafeRawBufferPointer) -> (speaker: Int, sequence: Int)? {
        guard line.count == length - 1,
            line[0] == UInt8(ascii: "<"), line[1] == UInt8(ascii: "b"),
            line[7] == UInt8(ascii: ">"), line[8] == UInt8(ascii: " "),
            let speaker = LoadLine.number(line, 2..<7),
            let sequence = sequence(of: speaker, in: line, at: LoadLine.prefixLength)
        else { return nil }
        return (speaker, sequence)
    }

    /// The number in a speaker's text, which stands at an offset in a line and is all there; nil unless it is unchanged.
    func sequence(of speaker: Int, in line: UnsafeRawBufferPointer, at offset: Int) -> Int? {
        let space = offset + LoadLine.sequenceDigits
        guard line[space] == UInt8(ascii: " "), let sequence = LoadLine.number(line, offset..<space),
            let found = line.baseAddress
        else { return nil }
        let same = alphabet.withUnsafeBytes { alphabet in
            guard let expected = alphabet.baseAddress else { return false }
            return memcmp(found + space + 1, expected + speaker % 26, length - 1 - LoadLine.paddingStart) == 0
        }
        return same ? sequence : nil
    }

    static func number(_ line: UnsafeRawBufferPointer, _ range: Range<Int>) -> Int? {
        var value = 0
        for index in range {
            let digit = Int(line[index]) - 48
            guard digit >= 0, digit <= 9 else { return nil }
            value = value * 10 + digit
        }
        return value
    }
}

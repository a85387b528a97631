/// Makes other bytes of a connection's, before they are framed: telnet's without its commands, say, or what frames hold.
///
/// It may keep a state; a stream may be cut at any byte. What it tells besides, it tells its owner.
public protocol InputDecoder: AnyObject {
    /// Appends to `text` what it makes of `bytes`.
    /// - Returns: how many bytes it took, 1 at least. The units of the text so far are reported, and `unitsWereReported` is called, before
    ///   it is given the rest.
    func decode(_ bytes: UnsafeRawBufferPointer, into text: inout [UInt8]) -> Int

    /// All units of what it has made were reported.
    func unitsWereReported()

    /// Whether a CR came last that may have ended a line. It is asked only where there is a gate, and no line has ended yet.
    var holdsReturn: Bool { get }

    /// Nothing has followed a CR for a moment, and no line has ended yet: each CR is an end of line from now on.
    /// - Parameter text: the end of a line is appended to it, where its CR has been decoded.
    func endLinesAtReturns(_ text: inout [UInt8])
}

extension InputDecoder {
    public func unitsWereReported() {}

    public var holdsReturn: Bool { false }

    public func endLinesAtReturns(_ text: inout [UInt8]) {}
}

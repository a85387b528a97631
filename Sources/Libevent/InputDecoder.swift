/// Stands between a connection's bytes and its lines: it tells by what a peer begins with whether it sends lines at all, and takes
/// escapes out of them, telnet's say.
///
/// Bytes do not pass it before the first escape byte has come, or a CR that nothing followed, so that a plain peer pays one search a
/// read for it.
public protocol InputDecoder: AnyObject {
    /// The byte whose first sight turns the decoder on, for good.
    var escape: UInt8 { get }

    /// Looks at all that a peer has sent and was not reported yet, before it is framed. It may end the connection.
    func look(atBeginning bytes: UnsafeRawBufferPointer) -> InputBeginning

    /// Appends to `lines` what is left of `bytes` when escapes are taken out. Its state carries over calls.
    /// - Returns: how many bytes it took, 1 at least. The lines so far are reported, and `linesWereReported` is called, before it is
    ///   given the rest.
    func decode(_ bytes: UnsafeRawBufferPointer, into lines: inout [UInt8]) -> Int

    /// All lines that it has made were reported.
    func linesWereReported()

    /// Whether a CR came last that may have ended a line.
    var holdsReturn: Bool { get }

    /// Nothing has followed a CR for a moment, and no line has ended yet: each CR is an end of line from now on. From now on all bytes pass
    /// the decoder.
    /// - Parameter lines: the end of a line is appended to it, where its CR has been decoded.
    func endLinesAtReturns(_ lines: inout [UInt8])
}

/// What is known of a peer by what it began with.
public enum InputBeginning: Sendable {
    /// What it is; it is not looked at again.
    case known
    /// Not what it is, but what is here can be framed; it is looked at again.
    case open
    /// Nothing: all that is here waits for what comes.
    case undecided
}

/// Decides by what a peer sends how its bytes are to be read: whether it sends lines at all, and when a decoder is needed.
///
/// A plain peer pays one search a read for it.
public protocol InputGate: AnyObject {
    /// Looks at all that a peer has sent and was not reported yet, before it is framed. It may end the connection.
    func look(atBeginning bytes: UnsafeRawBufferPointer) -> InputBeginning

    /// The byte whose first sight asks for a decoder.
    var escape: UInt8 { get }

    /// Makes the decoder that all bytes pass from now on: the first escape byte has come, or a CR that nothing followed.
    func makeDecoder() -> any InputDecoder
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

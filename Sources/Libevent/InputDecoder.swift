/// Stands between a connection's bytes and its lines once an escape byte has been seen: telnet's IAC, say.
///
/// It is not asked while no such byte has come, so that a plain peer pays one search a read for it.
public protocol InputDecoder: AnyObject {
    /// The byte whose first sight turns the decoder on, for good.
    var escape: UInt8 { get }

    /// Appends to `lines` what is left of `bytes` when escapes are taken out. Its state carries over calls.
    func decode(_ bytes: UnsafeRawBufferPointer, into lines: inout [UInt8])
}

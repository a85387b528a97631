import ChatCore
import Libevent

/// Somebody whose session has ended, and whom the hub is still to forget.
struct Departure {
    let id: SessionID
    /// nil for a session of an older process, which could not hand it over.
    let session: Session?
    let why: SessionEnd
    /// What it is still to be sent.
    var lastWords: [UInt8] = []
    /// Others did not know that it had come, and it has said nothing.
    var isUnheard = false
    /// What they were called, where the log tells that.
    var name: SessionLog.Name?
    /// Who it was may come back: they are held.
    var mayComeBack = false
    /// Where it came from; nil for a Unix socket's peer.
    var address: IPAddress?
}

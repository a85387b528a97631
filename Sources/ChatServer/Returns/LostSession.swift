import ChatCore
import Libevent

/// A session that was lost, and by which somebody may come back for a while.
struct LostSession: Hashable {
    var person: PersonID
    /// Nobody is here by another: the person is held.
    var isHeld: Bool
    /// nil: it had no token, so who comes back logs in.
    var token: TokenDigest?
    /// Among whose connections it counts; nil for a Unix socket's peer.
    var address: IPAddress?
    /// When it is over.
    var due: Instant
    /// What others are told then.
    let reason: Text?
    /// Who is held counts among the connections of this node.
    var isCounted = true
}

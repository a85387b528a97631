import Dialects

/// Has requests answered later that would block the loop: by a `Worker`, say.
///
/// What it does until the answer has no effect outside of it. It may be done in vain, where the session leaves or the answer comes too
/// late, and it is done again by the process that takes over. What the answer is to change is changed when it is given.
protocol Deferral: AnyObject {
    /// Claims a request, or leaves it to be carried out at once. One that is claimed is answered by `Requests.answer`, but not from within
    /// this call.
    func claim(_ request: Request, as ticket: Ticket) -> Claim

    /// Gives up all that was claimed. When this returns nothing of it runs any more, and none of it will be answered. Requests may be claimed
    /// again after it, where an upgrade has failed.
    func cancel()
}

/// What a `Deferral` says to a request.
enum Claim {
    /// The request is to be carried out at once.
    case none
    /// The request is answered later, by its ticket.
    case later
    /// It has too much to do. In so many seconds the request may be made again.
    case notNow(retry: Int, because: ServerRefusal.Wait = .busy)
}

import Dialects

@testable import ChatCore

/// What happened in a day, to know that enough did.
struct Tally {
    var deliveries = 0
    var vanished = 0
    /// How often somebody was held, and was back.
    var held = 0
    var resumed = 0
    /// How often somebody who was held was back by a login.
    var loggedInAgain = 0
    /// How many said first who they are, and how many of these were refused.
    var introduced = 0
    var refusedEntrances = 0
    /// Changes that were decided, and that the second hub applied.
    var records = 0
    /// How often one of the two hubs was replaced by one that was made from its snapshot.
    var restored = 0
    /// How often the digests were compared with those of all there is.
    var fullDigests = 0
    private(set) var codes: Set<Code> = []
    private(set) var closedRooms = 0
    private(set) var gaps = 0
    private(set) var erased = 0
    private(set) var rows = 0

    mutating func count(_ step: Expected, _ effects: [Effect]) {
        if let code = step.code { codes.insert(code) }
        closedRooms += step.closed.count
        rows += step.rows.count
        if case .history(_, let replay) = step.reply, replay.gap { gaps += 1 }
        if case .erased = step.reply { erased += 1 }
    }
}

/// Times, amounts and budgets that the server keeps to and nobody configures.
enum FixedLimits {
    // Times.

    /// How long output may take to drain when a session ends.
    static let drainTime = Duration.seconds(5)
    /// How much longer the loop goes on at the server's end, so that connections that took all of `drainTime` are closed before.
    static let shutdownMargin = Duration.milliseconds(100)
    /// How late others may be told of presence in a crowd.
    static let lateTime = Duration.milliseconds(50)
    /// How often upkeep is done.
    static let upkeepInterval = Duration.milliseconds(500)
    /// How often the log tells how long the certificate is valid.
    static let certificateInterval = Duration.seconds(86_400)
    /// How long a warning is not logged again that may come by the thousand.
    static let logPause = Duration.seconds(60)
    /// Who was told of a shutdown may look for the server again after so many seconds.
    static let restartSeconds = 5
    /// Who was turned away, as there are as many connections as may be, may come again after so many seconds.
    static let fullRetrySeconds = 30

    /// How long a request may wait for an answer that comes later.
    static let answerTime = Duration.seconds(10)
    /// Whose request has waited so long in vain may ask again after so many seconds.
    static let answerRetrySeconds = 5

    // What one turn of the loop may take of a kind of work, so that everybody else is served in between.

    /// For carrying out departures.
    static let departuresBudget = Duration.milliseconds(5)
    /// For commands that go through much, of all sessions together.
    static let dearBudget = Duration.milliseconds(5)
    /// For telling others of newcomers.
    static let announcementsBudget = Duration.milliseconds(5)

    // Departures.

    /// The most departures that are carried out at once.
    static let departuresAtOnce = 64
    /// The most lines that others are told of departures at once.
    static let departureLinesAtOnce = 50_000
    /// More departures than these in one turn are a flood: more of it is on its way. The server notices them all first, as others
    /// wait in the kernel behind them.
    static let departureFlood = 128
    /// How long departures wait for the end of a flood.
    static let departureFloodTime = Duration.milliseconds(50)
}

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
    /// A warning that may come by the thousand is logged once in this time.
    static let logPause = Duration.seconds(60)
    /// After so many seconds a peer that was told of a shutdown may reconnect.
    static let restartSeconds = 5
    /// After so many seconds a newcomer that found the server full may try again.
    static let fullRetrySeconds = 30

    /// How long a request may wait for an answer that comes later.
    static let answerTime = Duration.seconds(10)
    /// After so many seconds a peer may repeat a request that was not answered within `answerTime`.
    static let answerRetrySeconds = 5

    /// How long an answer may wait until what it confirms is committed.
    static let commitTime = Duration.seconds(10)

    /// In microseconds: how long who has lost a password may log in by an operator's token, and what a token's days are.
    static let day: Int64 = 86_400_000_000

    /// Private messages that wait for an account that nobody is here by.
    static let waitingPerAccount = 100

    // Several servers that are one chat.

    /// How long what is asked for may wait for the log without a word, and how long at all.
    static let orderNotice = Duration.seconds(1)
    static let orderTime = Duration.seconds(15)
    /// After so many seconds a newcomer may try again whom the log did not let in.
    static let unreachableSeconds = 10
    /// How often a node looks after what waits.
    static let nodeInterval = Duration.milliseconds(250)

    // The web.

    /// How long a connection of the web without a session lasts at most, and how long one that was answered may stay silent.
    static let webTime = Duration.seconds(60)
    static let webPause = Duration.seconds(5)
    /// Requests that are answered on one connection.
    static let webRequests = 32
    /// Connections without a session that one address may have.
    static let webNewcomersPerAddress = 64
    /// For so long one of an address that has as many may be without a word, before it makes room for another.
    static let webSilence = Duration.seconds(2)

    // Answers.

    /// Bytes of a TLS record to a client of IRC: some bots read that much at a time, and look at no more of the record until more comes.
    static let ircRecordBytes = 1_024

    /// Addresses of somebody that an operator is told.
    static let addressesTold = 4

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
    /// If more sessions than this end in one turn, more ends are on their way. The server reads them all before it carries any out,
    /// because the input of others waits in the kernel behind them.
    static let departureFlood = 128
    /// How long departures wait for the end of a flood.
    static let departureFloodTime = Duration.milliseconds(50)
}

import Libevent
import Testing

@testable import ChatServer

@Suite struct LogPauseTests {
    @Test func eachCauseIsLoggedOnceInAWhile() {
        var pause = LogPause<String>()
        let start = Instant.current()
        let isDue = [
            ("full", Duration.zero), ("full", FixedLimits.logPause - .nanoseconds(1)), ("rate", .seconds(1)),
            ("full", FixedLimits.logPause), ("full", FixedLimits.logPause + .seconds(1)),
        ].map { cause, time in pause.isDue(cause, at: start + time) }
        #expect(isDue == [true, false, true, true, false])
    }
}

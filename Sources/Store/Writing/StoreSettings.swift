import Threads

/// What the writer goes by. It may change while it works.
package final class StoreSettings: Sendable {
    package struct Values: Hashable, Sendable {
        /// The least time between two commits, in milliseconds.
        package var commitMilliseconds = 20
        /// Messages are kept so many days; 0: for good.
        package var keepDays = 365
        /// So many of each room; 0: no bound.
        package var keepCount = 100_000
        /// Private messages of each account.
        package var keepPrivate = 1_000
        package var auditDays = 365
        /// Whether there is an index of words.
        package var search = true

        package init() {}
    }

    private let current: Locked<Values>

    package init(_ values: Values = Values()) {
        current = Locked(values)
    }

    package var values: Values {
        get { current.withLock { $0 } }
        set { current.withLock { $0 = newValue } }
    }
}

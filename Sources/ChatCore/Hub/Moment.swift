/// When a request came, by both clocks. The hub has none of its own, so a test can say what time it is.
public struct Moment: Hashable, Sendable {
    /// Microseconds since 1970 (UTC). It may jump, both ways; for showing and for ids.
    public var wall: Int64
    /// Microseconds since an arbitrary start. It never goes back; for measuring.
    public var steady: Int64

    public init(wall: Int64, steady: Int64) {
        self.wall = wall
        self.steady = steady
    }
}

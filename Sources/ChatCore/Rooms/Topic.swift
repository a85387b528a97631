/// What a room is about.
public struct Topic: Hashable, Sendable {
    public let text: Text
    public let setBy: Nick
    /// Microseconds since 1970.
    public let time: Int64

    public init(text: Text, setBy: Nick, time: Int64) {
        self.text = text
        self.setBy = setBy
        self.time = time
    }
}

extension Topic {
    /// What it takes: its texts, what the allocator adds to each, and its part of the order.
    var memoryBytes: Int { 96 + text.utf8.count + setBy.text.utf8.count }
}

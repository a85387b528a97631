/// One line of a command's answer.
public struct WireRow: Equatable, Sendable {
    public var tag: String
    /// `room`, `names`, `MSG` …: kinds that are not known are to be ignored.
    public var kind: String
    /// What follows the kind; empty for an event.
    public var fields: [String]
    public var keys: WireKeys
    public var text: String?
    /// What a row of `/history` replays.
    public var event: WireEvent?

    init?(_ line: inout WireFields) {
        guard let tag = line.word(), let kind = line.word() else { return nil }
        self.tag = tag
        self.kind = kind
        if WireEvent.verbs.contains(kind) {
            guard let event = WireEvent(kind, &line) else { return nil }
            self.event = event
            fields = []
            keys = event.keys
            return
        }
        fields = line.fields()
        keys = line.keys()
        text = line.text()
    }
}

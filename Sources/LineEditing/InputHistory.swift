/// The lines sent before, newest last. The line that was being typed is kept while one looks through them.
public struct InputHistory: Sendable {
    private var lines: [String] = []
    /// What is shown: an index of `lines`, or its count for the draft.
    private var position = 0
    private var draft = ""

    public let capacity: Int

    public init(capacity: Int = 500) { self.capacity = max(1, capacity) }

    /// Keeps a line that was sent, but not the same one twice in a row nor an empty one, and ends the look-through.
    public mutating func add(_ line: String) {
        if !line.isEmpty, line != lines.last { lines.append(line) }
        if lines.count > capacity { lines.removeFirst(lines.count - capacity) }
        position = lines.count
        draft = ""
    }

    /// The line before the one shown; nil at the oldest. `current` is what stands in the editor.
    public mutating func previous(current: String) -> String? {
        guard position > 0 else { return nil }
        if position == lines.count { draft = current }
        position -= 1
        return lines[position]
    }

    /// The line after the one shown, at last the draft; nil where the draft is shown.
    public mutating func next() -> String? {
        guard position < lines.count else { return nil }
        position += 1
        return position == lines.count ? draft : lines[position]
    }
}

/// A line that one client says, so that others know that what came before it has arrived.
public struct Probe: Equatable, Sendable {
    private let number: Int

    public init(_ number: Int) { self.number = number }

    /// What a client says.
    public var text: String { "probe \(number)" }

    /// Whether a line, without its newline, brings this probe just when it was said.
    ///
    /// Who enters a room by lines reads what was said there before, too (`-- 12:00 <ann> probe 1`). That tells nothing of what is on its
    /// way to the others: it does not count.
    public func isBrought(by line: UnsafeRawBufferPointer, inIRC: Bool) -> Bool {
        let end = inIRC ? " :\(text)\r" : "> \(text)"
        guard line.count > end.utf8.count, line.suffix(end.utf8.count).elementsEqual(end.utf8) else { return false }
        return inIRC || !line.starts(with: "-- ".utf8)
    }
}

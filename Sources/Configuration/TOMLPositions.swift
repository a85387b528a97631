/// Where a document's keys stand.
struct TOMLPositions {
    private let lines: [TOMLPath: Int]
    /// A fault for which the text must not reach the parser; nil if there is none.
    let fault: TOMLScanner.Fault?

    init(of text: String) {
        var scanner = TOMLScanner(text)
        do {
            try scanner.scan()
            fault = nil
        } catch {
            fault = error
        }
        lines = scanner.lines
    }

    /// The line of a value's key, or of the nearest named table around it; nil if neither is known.
    func line(of path: TOMLPath) -> Int? {
        var path = path
        while !path.isEmpty {
            if let line = lines[path] { return line }
            path.removeLast()
        }
        return nil
    }
}

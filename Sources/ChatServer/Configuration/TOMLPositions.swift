/// Where a document's keys stand.
struct TOMLPositions {
    private let lines: [TOMLPath: Int]
    /// What the parser is to be spared.
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

    /// The line of a value's key, or of the nearest table around it that is named; nil where neither is known.
    func line(of path: TOMLPath) -> Int? {
        var path = path
        while !path.isEmpty {
            if let line = lines[path] { return line }
            path.removeLast()
        }
        return nil
    }
}

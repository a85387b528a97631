/// Counts what clients were refused, by numbers.
package final class IRCTally {
    /// All numbers that refuse something, in their order.
    package static let numerics = IRCNumeric.allCases.filter { isRefusal($0) }.sorted { $0.rawValue < $1.rawValue }

    /// As it is written in a line.
    package static func digits(_ numeric: IRCNumeric) -> String {
        let text = "\(numeric.rawValue)"
        return String(repeating: "0", count: 3 - text.utf8.count) + text
    }

    private var counts = [UInt64](repeating: 0, count: 1_000)

    package init() {}

    package subscript(numeric: IRCNumeric) -> UInt64 { counts[Int(numeric.rawValue)] }

    func count(_ numeric: IRCNumeric) {
        if IRCTally.isRefusal(numeric) { counts[Int(numeric.rawValue)] &+= 1 }
    }

    private static func isRefusal(_ numeric: IRCNumeric) -> Bool {
        numeric == .tryAgain || String(describing: numeric.name).hasPrefix("ERR_")
    }
}

import ChatCore

/// What MONITOR asks for (IRCv3).
package enum IRCMonitorRequest: Hashable, Sendable {
    /// Words as the client wrote them: what is no nick is told as nobody who is here.
    case add([String])
    case remove([String])
    case clear
    case list
    case status

    /// - Returns: nil where it asks for nothing that there is.
    init?(_ words: [String]) {
        let targets = words.dropFirst().first.map { $0.split(separator: ",").map(String.init) } ?? []
        switch words.first {
        case "+": self = .add(targets)
        case "-": self = .remove(targets)
        case "C", "c": self = .clear
        case "L", "l": self = .list
        case "S", "s": self = .status
        default: return nil
        }
    }
}

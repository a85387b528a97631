import WireClient

/// Answers of several pages: what asks for the next one.
extension Conversation {
    /// The arguments of a search behind those that were found, and of an export.
    func page(ofSearch arguments: String, cursor: String) -> String {
        let words = arguments.split(separator: " ", omittingEmptySubsequences: false).filter {
            !$0.hasPrefix("cursor=")
        }
        return words.joined(separator: " ") + " cursor=\(cursor)"
    }

    /// The arguments of a `/history` that goes on; nil where it does not. What is before the first message comes next, or, where the user
    /// asked for what was said since some time, what is behind the last.
    func page(ofHistory arguments: String, _ keys: WireKeys) -> String? {
        guard keys["more"] != nil, let first = firstRowID, let last = lastRowID else { return nil }
        let words = arguments.split(separator: " ").map(String.init)
        // What is around a message goes on to both sides.
        guard !words.contains(where: { $0.hasPrefix("around=") }) else { return nil }
        let goesForward = words.contains { $0.hasPrefix("since=") }
        let key = goesForward ? "since=" : "before="
        var kept = words.filter { !$0.hasPrefix(key) }
        // The current room may be another by then.
        if let room = keys["room"], !kept.contains(where: { $0.hasPrefix("#") }) {
            kept.removeAll { word in !word.contains("=") && !word.allSatisfy(\.isNumber) }
            kept.insert(room, at: 0)
        }
        return (kept + ["\(key)\(goesForward ? last : first)"]).joined(separator: " ")
    }
}

import Bytes

extension Schema {
    /// The name of a table in its brackets, and the table's keys.
    private static var tables: [(name: String, keys: [String])] {
        [("[[listen]]", listen.map(\.key))] + sections.map { ("[\($0.name)]", $0.settings.map(\.key)) }
    }

    /// The keys that may come before the first table, and the names of the tables.
    static var rootKeys: [String] { root.map(\.key) + ["listen"] + sections.map(\.name) }

    /// The text for a key that is unknown in its place.
    static func unknown(_ key: String, at table: TOMLPath, known: [String]) -> String {
        "unknown key \((table + [.key(key)]).name.shown())" + hint(for: key, at: table, known: known)
    }

    private static func hint(for key: String, at table: TOMLPath, known: [String]) -> String {
        if !table.isEmpty, root.contains(where: { $0.key == key }) {
            return "; \(key) belongs before the first table in brackets"
        }
        let homes = tables.filter { $0.keys.contains(key) }.map(\.name)
        if !homes.isEmpty { return "; \(key) belongs under \(homes.joined(separator: " or "))" }
        if let name = nearest(to: key, among: known) { return "; did you mean \(name)?" }
        return "; known are \(known.joined(separator: ", "))"
    }
}

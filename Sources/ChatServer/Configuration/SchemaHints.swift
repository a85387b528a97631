import ChatProtocol

extension Schema {
    /// A table's name in its brackets, and its keys.
    private static var tables: [(name: String, keys: [String])] {
        [("[[listen]]", listen.map(\.key))] + sections.map { ("[\($0.name)]", $0.settings.map(\.key)) }
    }

    /// The keys that may stand outside of any table's brackets, and the tables' names.
    static var rootKeys: [String] { root.map(\.key) + ["listen"] + sections.map(\.name) }

    /// What to say of a key that is not known where it stands.
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

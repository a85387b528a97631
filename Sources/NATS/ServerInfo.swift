/// What a server tells of itself when one connects, as far as it is asked for here.
package struct ServerInfo: Hashable, Sendable {
    /// Three numbers, and whatever a vendor adds.
    package struct Version: Hashable, Comparable, Sendable, CustomStringConvertible {
        package let numbers: [Int]

        package init(_ numbers: Int...) {
            self.numbers = numbers
        }

        /// nil where the text does not begin with three numbers between dots.
        package init?(_ text: String) {
            let parts = text.prefix { $0 != "-" && $0 != "+" }.split(separator: ".", omittingEmptySubsequences: false)
            let numbers = parts.compactMap { part in part.utf8.allSatisfy { $0 < 0x3A && $0 > 0x2F } ? Int(part) : nil }
            guard parts.count == 3, numbers.count == 3 else { return nil }
            self.numbers = numbers
        }

        package static func < (left: Version, right: Version) -> Bool {
            left.numbers.lexicographicallyPrecedes(right.numbers)
        }

        package var description: String { numbers.map(String.init).joined(separator: ".") }
    }

    /// The oldest whose streams do what a cluster needs.
    package static let oldest = Version(2, 14, 0)

    package let version: Version
    package let maximumPayload: Int
    package let hasHeaders: Bool
    /// It keeps streams, or its neighbours do.
    package let hasStreams: Bool
    /// What an nkey signs; nil: it asks for none.
    package let nonce: String?
    package let needsTLS: Bool
    /// It goes soon: one is to connect to another.
    package let isLeaving: Bool
    /// Other servers of the same cluster, as `HOST:PORT`.
    package let others: [String]

    /// nil where the least is missing that every server tells.
    package init?(_ info: JSON) {
        guard let version = info["version"]?.string.flatMap({ Version($0) }),
            let most = info["max_payload"]?.number, most > 0, most <= 64 << 20
        else { return nil }
        (self.version, maximumPayload) = (version, Int(most))
        hasHeaders = info["headers"]?.bool ?? false
        hasStreams = info["jetstream"]?.bool ?? false
        nonce = info["nonce"]?.string
        needsTLS = info["tls_required"]?.bool ?? false
        isLeaving = info["ldm"]?.bool ?? false
        others = info["connect_urls"]?.array?.compactMap(\.string) ?? []
    }
}

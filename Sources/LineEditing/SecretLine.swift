import Secrets

/// What somebody types that is not shown: a password. It stands in one place, which is wiped after use.
public struct SecretLine: Equatable {
    /// As long as a password may be for any server.
    public static let maximumBytes = 1_000

    private var bytes: [UInt8] = []

    public init() {
        // It never moves, so no copy of it stays behind.
        bytes.reserveCapacity(SecretLine.maximumBytes)
    }

    public var isEmpty: Bool { bytes.isEmpty }

    /// - Returns: false where it would be too long; nothing is taken then.
    mutating func insert(_ text: String) -> Bool {
        guard bytes.count + text.utf8.count <= SecretLine.maximumBytes else { return false }
        bytes.append(contentsOf: text.utf8)
        return true
    }

    /// Takes the last scalar away. (A whole character may be of several: nobody sees which of them is left.)
    mutating func deleteBackward() -> Bool {
        guard let start = bytes.lastIndex(where: { $0 & 0xC0 != 0x80 }) else { return false }
        for index in start..<bytes.count { bytes[index] = 0 }
        bytes.removeSubrange(start...)
        return true
    }

    /// Takes it out, and wipes what was here.
    mutating func take() -> Secret {
        defer { Secret.wipe(&bytes) }
        return Secret(bytes)
    }
}

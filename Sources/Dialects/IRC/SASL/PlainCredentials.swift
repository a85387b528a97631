import ChatCore
import Secrets

/// A message of SASL PLAIN (RFC 4616): whom to be, who one is, and the password.
package struct PlainCredentials: Hashable, Sendable {
    package static let mostOfPassword = 1_000
    private static let mostOfName = 255

    /// The account.
    package let name: String
    package let password: Secret

    /// Takes a message, and wipes it.
    /// - Returns: nil where it is none, where a part is empty or not UTF-8, or where somebody wants to be another one: all are 904.
    package init?(_ message: inout [UInt8]) {
        defer { Secret.wipe(&message) }
        let parts = message.split(separator: 0, maxSplits: 3, omittingEmptySubsequences: false)
        guard parts.count == 3, let name = PlainCredentials.name(parts[1]),
            parts[0].isEmpty || PlainCredentials.name(parts[0])?.asciiLowercased == name.asciiLowercased,
            1...PlainCredentials.mostOfPassword ~= parts[2].count, parts[2].withUnsafeBytes({ UTF8Check.isValid($0) })
        else { return nil }
        self.name = name
        password = Secret(parts[2])
    }

    fileprivate static func name(_ bytes: some Collection<UInt8>) -> String? {
        guard 1...mostOfName ~= bytes.count else { return nil }
        return String(validating: bytes, as: UTF8.self)
    }
}

/// A message of SASL EXTERNAL (RFC 4422, appendix A): who one is was shown by a certificate.
package struct ExternalCredentials: Hashable, Sendable {
    /// nil: that of the certificate.
    package let name: String?

    /// - Returns: nil where the message is none.
    package init?(_ message: [UInt8]) {
        if message.isEmpty {
            name = nil
        } else {
            guard !message.contains(0), let name = PlainCredentials.name(message) else { return nil }
            self.name = name
        }
    }
}

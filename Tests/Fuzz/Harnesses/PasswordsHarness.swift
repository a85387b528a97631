import Secrets

@testable import Passwords

/// What stands for a password: the first byte of the input says whether the others are a token that somebody gives, or what a file has of
/// a password.
///
/// A token is written in one way alone. What a file has costs no more than may be asked for, whatever it says, and libsodium reads it.
public struct PasswordsHarness: Harness {
    typealias Digest = (Secret) -> [UInt8]?

    private static let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

    private let digest: Digest

    public init() {
        self.init { LoginToken.digest(of: $0) }
    }

    init(digest: @escaping Digest) {
        self.digest = digest
    }

    public func run(_ input: UnsafeRawBufferPointer) throws(Violation) {
        guard let kind = input.first else { return }
        let bytes = Array(input.dropFirst())
        if kind & 1 == 0 { try checkToken(bytes) } else { try checkHash(bytes) }
    }

    private func checkToken(_ given: [UInt8]) throws(Violation) {
        guard let digest = digest(Secret(given)) else { return }
        // The same bytes, taken out of the letters once more.
        var (bits, count) = (0, 0)
        var bytes: [UInt8] = []
        for letter in given.dropFirst(3) {
            guard let value = PasswordsHarness.letters.firstIndex(of: letter) else {
                throw Violation(description: "a token has the letter \(letter): \(given)")
            }
            (bits, count) = ((bits << 6 | value) & 0xFFFF, count + 6)
            guard count >= 8 else { continue }
            count -= 8
            bytes.append(UInt8(truncatingIfNeeded: bits >> count))
        }
        try demand(bytes.count == 32, "a token is of \(bytes.count) bytes: \(given)")
        let token = LoginToken(bytes: bytes)
        try demand(Array(token.text.utf8) == given, "a token is written in another way, too: \(given)")
        try demand(token.digest == digest, "a token has another's digest: \(given)")
    }

    private func checkHash(_ bytes: [UInt8]) throws(Violation) {
        let text = String(decoding: bytes, as: UTF8.self)
        guard let hash = PasswordHash(text) else { return }
        try demand(hash.text == text, "what a file has became something else: \(bytes)")
        let numbers = text.split(separator: "$")[2].split(separator: ",").map { Int($0.dropFirst(2)) ?? -1 }
        try demand((8...1_048_576) ~= numbers[0] && (1...16) ~= numbers[1], "a try would cost \(numbers): \(text)")
        _ = hash.isOutdated(at: .usual)
    }
}

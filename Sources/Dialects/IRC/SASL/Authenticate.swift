import ChatCore
import Secrets

/// What a client sends by `AUTHENTICATE` once a mechanism is agreed on, put together from its chunks (IRCv3, SASL).
package final class AuthenticateInput {
    /// Bytes of one line, and of all lines of one message.
    package static let chunk = 400
    package static let most = 4_096

    /// Base64, perhaps of a password. Chunks of a message that is whole stay until the next line, or until it is looked at.
    private var text: [UInt8] = []
    private var isWhole = false

    package enum Result: Hashable, Sendable {
        /// The message goes on in the next line.
        case more
        case message([UInt8])
        /// `*`: answered by 906.
        case aborted
        /// A chunk of more than 400 bytes: 905.
        case tooLong
        /// Too many chunks: 904, as clients know it of a message that comes to nothing.
        case tooMuch
        /// No base64: 904.
        case malformed
    }

    package init() {}

    deinit {
        Secret.wipe(&text)
    }

    /// Whole chunks of a message that goes on, or of one that waits for an answer: those before its last line, which comes again where
    /// another process takes over. nil: there are none.
    package var pending: Secret? { text.isEmpty ? nil : Secret(text) }

    /// Goes on with a message that had begun.
    /// - Returns: whether it may be one.
    package func resume(_ pending: Secret) -> Bool {
        guard pending.count <= AuthenticateInput.most, pending.count.isMultiple(of: AuthenticateInput.chunk) else {
            return false
        }
        clear()
        pending.withBytes { take($0) }
        return true
    }

    /// Takes the parameter of one line. After anything but `more` it begins anew.
    ///
    /// A message may hold a password: who takes it wipes it (`Secret.wipe`).
    package func receive(_ parameter: UnsafeRawBufferPointer) -> Result {
        if isWhole { clear() }
        if parameter.elementsEqual(CollectionOfOne(UInt8(ascii: "*"))) { return end(.aborted) }
        guard parameter.count <= AuthenticateInput.chunk else { return end(.tooLong) }
        let isEmpty = parameter.elementsEqual(CollectionOfOne(UInt8(ascii: "+")))
        if !isEmpty {
            guard text.count + parameter.count <= AuthenticateInput.most else { return end(.tooMuch) }
            take(parameter)
            if parameter.count == AuthenticateInput.chunk { return .more }
        }
        guard let message = Base64.decoded(text) else { return end(.malformed) }
        if !isEmpty { forget(last: parameter.count) }
        isWhole = true
        return .message(message)
    }

    private func forget(last count: Int) {
        text.withUnsafeMutableBytes { Secret.wipe(UnsafeMutableRawBufferPointer(rebasing: $0.suffix(count))) }
        text.removeLast(count)
    }

    private func take(_ parameter: UnsafeRawBufferPointer) {
        if text.capacity == 0 { text.reserveCapacity(AuthenticateInput.most) }
        text.append(contentsOf: parameter)
    }

    private func end(_ result: Result) -> Result {
        clear()
        return result
    }

    /// Forgets what came of a message.
    package func clear() {
        isWhole = false
        Secret.wipe(&text)
    }
}

/// What the server sends by `AUTHENTICATE`.
package enum AuthenticateOutput {
    /// Appends the lines of a message: without a source, as old clients understand no other. Nothing is `+`.
    package static func put(_ message: some Collection<UInt8>, into lines: ByteBuffer) {
        var left = Base64.encoded(message)[...]
        var isOver = false
        while !isOver {
            let chunk = left.prefix(AuthenticateInput.chunk)
            left = left.dropFirst(chunk.count)
            // A full chunk is not the last one.
            isOver = chunk.count < AuthenticateInput.chunk
            lines.put("AUTHENTICATE ")
            if chunk.isEmpty { lines.put("+") } else { lines.append(Array(chunk)) }
            lines.put("\r\n")
        }
    }
}

/// A way to log in.
package enum SASLMechanism: String, Hashable, Sendable, CaseIterable {
    case plain = "PLAIN"
    case external = "EXTERNAL"
    case scramSHA256 = "SCRAM-SHA-256"

    /// Takes a mechanism's name in any case.
    package init?(name: some StringProtocol) {
        self.init(rawValue: name.uppercased())
    }

    /// As the value of `sasl` and 908 tell them.
    package static func list(_ mechanisms: [SASLMechanism]) -> String {
        mechanisms.map(\.rawValue).joined(separator: ",")
    }
}

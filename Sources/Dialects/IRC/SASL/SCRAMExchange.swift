import ChatCore

/// The server's side of SCRAM-SHA-256 (RFC 5802 and RFC 7677): its messages. Keys are `SCRAMCredentials`'s.
package struct SCRAMExchange: Hashable, Sendable {
    /// Of the account that wants to log in.
    package let name: String
    private let header: [UInt8]
    private let clientFirst: [UInt8]
    private let clientNonce: [UInt8]
    private var serverFirst: [UInt8] = []
    private var nonce: [UInt8] = []

    private static let mostOfName = 255
    private static let mostOfNonce = 256

    /// What a client proves its password by.
    package struct Proof: Hashable, Sendable {
        /// Of the account.
        package let name: String
        /// 32 bytes, for `SCRAMCredentials.accepts(proof:of:)`.
        package let proof: [UInt8]
        /// RFC 5802's AuthMessage.
        package let message: [UInt8]
    }

    /// Takes the client's first message: `n,,n=user,r=nonce`.
    /// - Returns: nil where it is none. Channel binding is not offered, and nobody can be another one.
    package init?(first message: [UInt8]) {
        let parts = message.split(separator: UInt8(ascii: ","), maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].elementsEqual("n".utf8) || parts[0].elementsEqual("y".utf8) else { return nil }
        let fields = parts[2].split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
        // `m=` in front of them would be an extension that we had to know.
        guard fields.count >= 2, let name = SCRAMExchange.value("n", fields[0]).flatMap(SCRAMExchange.name),
            let nonce = SCRAMExchange.value("r", fields[1]), 1...SCRAMExchange.mostOfNonce ~= nonce.count,
            nonce.allSatisfy({ (0x21...0x7E).contains($0) })
        else { return nil }
        if !parts[1].isEmpty {
            let other = SCRAMExchange.value("a", parts[1]).flatMap(SCRAMExchange.name)
            guard other?.asciiLowercased == name.asciiLowercased else { return nil }
        }
        self.name = name
        header = Array(parts[0]) + [UInt8(ascii: ",")] + parts[1] + [UInt8(ascii: ",")]
        clientFirst = Array(parts[2])
        clientNonce = Array(nonce)
    }

    /// The client's first message, and the server's, by which another process goes on. There is no secret in them.
    package var messages: (client: [UInt8], server: [UInt8]) { (header + clientFirst, serverFirst) }

    /// Goes on where the server's first message was sent.
    /// - Returns: nil where that can't be.
    package init?(client: [UInt8], server: [UInt8]) {
        self.init(first: client)
        let fields = server.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
        guard fields.count == 3, let nonce = SCRAMExchange.value("r", fields[0]), nonce.starts(with: clientNonce),
            nonce.count > clientNonce.count
        else { return nil }
        (serverFirst, self.nonce) = (server, Array(nonce))
    }

    /// The server's first message.
    /// - Parameters:
    ///   - nonce: printable ASCII without a comma, new each time.
    ///   - salt: of the account; for a name that is none one that is the same each time, so that nobody learns which there are.
    package mutating func challenge(nonce serverNonce: [UInt8], salt: [UInt8], rounds: Int) -> [UInt8] {
        nonce = clientNonce + serverNonce
        serverFirst = Array("r=".utf8) + nonce + Array(",s=".utf8) + Base64.encoded(salt) + Array(",i=\(rounds)".utf8)
        return serverFirst
    }

    /// Takes the client's last message: `c=…,r=nonce,p=proof`.
    /// - Returns: nil where it is none, or belongs to another exchange.
    package func proof(in message: [UInt8]) -> Proof? {
        guard !nonce.isEmpty, let end = message.lastIndex(of: UInt8(ascii: ",")) else { return nil }
        let bare = message[..<end]
        guard let proof = SCRAMExchange.value("p", message[(end + 1)...]).flatMap({ Base64.decoded($0) }),
            proof.count == 32
        else { return nil }
        let fields = bare.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
        guard fields.count >= 2, SCRAMExchange.value("c", fields[0])?.elementsEqual(Base64.encoded(header)) == true,
            SCRAMExchange.value("r", fields[1])?.elementsEqual(nonce) == true
        else { return nil }
        let comma = CollectionOfOne(UInt8(ascii: ","))
        return Proof(name: name, proof: proof, message: clientFirst + comma + serverFirst + comma + bare)
    }

    /// The server's last message, by which the client knows it.
    package static func confirmation(signature: [UInt8]) -> [UInt8] {
        Array("v=".utf8) + Base64.encoded(signature)
    }

    /// The last message to one that has proved nothing.
    package static let refusal = Array("e=invalid-proof".utf8)

    // MARK: - Fields

    private static func value(_ letter: Unicode.Scalar, _ field: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        guard field.first == UInt8(ascii: letter), field.dropFirst().first == UInt8(ascii: "=") else { return nil }
        return field.dropFirst(2)
    }

    /// Undoes `=2C` and `=3D`; there is no other `=` in a name.
    private static func name(_ bytes: ArraySlice<UInt8>) -> String? {
        guard 1...mostOfName ~= bytes.count, !bytes.contains(0) else { return nil }
        var name: [UInt8] = []
        var left = bytes
        while let byte = left.popFirst() {
            guard byte == UInt8(ascii: "=") else {
                name.append(byte)
                continue
            }
            if left.starts(with: "2C".utf8) {
                name.append(UInt8(ascii: ","))
            } else if left.starts(with: "3D".utf8) {
                name.append(UInt8(ascii: "="))
            } else {
                return nil
            }
            left = left.dropFirst(2)
        }
        return String(validating: name, as: UTF8.self)
    }
}

/// Names for the user's lines, by which a server knows one that is sent again (docs/PROTOCOL.md, section 7).
struct Nonces {
    private static let letters = Array("abcdefghijklmnopqrstuvwxyz0123456789".utf8)

    /// Whether the server takes them, and lines may have to be sent again.
    var areTaken = false
    /// The longest line that the server takes.
    var maximumLine = 2048
    /// Yields 16 to 32 letters and digits, never the same ones.
    let draw: () -> String

    /// Gives a line a name, just before it is sent for the first time.
    func name(_ line: inout SendQueue.Line, tag: String) {
        guard areTaken, line.nonce == nil, case .user(let input) = line.purpose, let (verb, text) = input.saying else {
            return
        }
        let nonce = draw()
        let body = "/\(verb) nonce=\(nonce) \(text)"
        guard tag.utf8.count + 2 + body.utf8.count <= maximumLine else { return }
        line.body = body
        line.nonce = nonce
    }

    /// 20 letters and digits: as good as never the same twice.
    static func random() -> String {
        var random = SystemRandomNumberGenerator()
        return String(decoding: (0..<20).map { _ in letters[Int.random(in: 0..<36, using: &random)] }, as: UTF8.self)
    }
}

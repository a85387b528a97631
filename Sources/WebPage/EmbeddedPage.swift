import Web

/// The page that is in the program: the files of the folder `Page`, which `scripts/embed-page.py` writes into `Embedded.swift`.
package enum EmbeddedPage {
    /// Unpacked each time, which takes some milliseconds: whoever serves them keeps them.
    package static var files: [WebFile] {
        embedded.map { file in
            guard let bytes = file.content.bytes,
                let served = WebFile(
                    named: file.name, bytes, gzipped: file.gzipped.flatMap { Base64.bytes(of: $0.utf8) })
            else { preconditionFailure("\(file.name) can't be served; run scripts/embed-page.py") }
            return served
        }
    }

    /// A file as the compiler takes it: a literal of an array would take it seconds for each.
    struct File: Sendable {
        let name: String
        let content: Content
        /// In base64; nil: it would be no shorter.
        let gzipped: StaticString?
    }

    enum Content: Sendable {
        case text(StaticString)
        case base64(StaticString)

        fileprivate var bytes: [UInt8]? {
            switch self {
            case .text(let text): text.utf8
            case .base64(let digits): Base64.bytes(of: digits.utf8)
            }
        }
    }
}

extension StaticString {
    fileprivate var utf8: [UInt8] { withUTF8Buffer { Array($0) } }
}

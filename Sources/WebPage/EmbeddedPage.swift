import Web

/// The page that is in the program: the files of the folder `Page`, which `scripts/embed-page.py` writes into `Embedded.swift`.
package enum EmbeddedPage {
    /// Unpacked each time, which takes some milliseconds: whoever serves them keeps them.
    package static var files: [WebFile] {
        embedded.map { file in
            guard let gzipped = Base64.bytes(of: file.gzipped.bytes),
                let served = WebFile(named: file.name, file.text.bytes, gzipped: gzipped)
            else { preconditionFailure("\(file.name) can't be served; run scripts/embed-page.py") }
            return served
        }
    }

    /// A file as the compiler takes it: a literal of an array would take it seconds for each.
    struct File: Sendable {
        let name: String
        let text: StaticString
        /// In base64.
        let gzipped: StaticString
    }
}

extension StaticString {
    fileprivate var bytes: [UInt8] { withUTF8Buffer { Array($0) } }
}

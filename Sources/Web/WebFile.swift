/// A file that can be asked for, in all forms in which it is sent.
package struct WebFile: Hashable, Sendable {
    /// One form of the content, and what tells it from every other (RFC 9110, section 8.8.3).
    package struct Form: Hashable, Sendable {
        package let bytes: [UInt8]
        package let tag: String

        init(_ bytes: [UInt8]) {
            self.bytes = bytes
            tag = "\"\(String(WebFile.digest(of: bytes), radix: 16))\""
        }
    }

    /// By which it is asked for, as `/chat.js`.
    package let path: String
    package let type: MediaType
    package let plain: Form
    /// nil: it is sent plain alone.
    package let gzipped: Form?

    /// - Parameters:
    ///   - gzipped: the same content (RFC 1952); left out where it is not shorter.
    package init(_ path: String, _ type: MediaType, _ plain: [UInt8], gzipped: [UInt8]? = nil) {
        (self.path, self.type) = (path, type)
        self.plain = Form(plain)
        self.gzipped = gzipped.flatMap { $0.count < plain.count ? Form($0) : nil }
    }

    /// A file by its name below the page's folder.
    /// - Returns: nil where the name is not one that is served, see `isName`.
    package init?(named name: String, _ plain: [UInt8], gzipped: [UInt8]? = nil) {
        guard WebFile.isName(name), let dot = name.lastIndex(of: "."),
            let type = MediaType(ending: name[name.index(after: dot)...])
        else { return nil }
        self.init(name == WebFile.indexName ? "/" : "/\(name)", type, plain, gzipped: gzipped)
    }

    /// What is served as `/`.
    package static let indexName = "index.html"

    /// What the server tells of itself before anybody connects. It is made, and no folder has it.
    package static let aboutPath = "/about.json"

    /// Whether a name, with the folder before it where it is in one, is of lower-case letters, digits and `._-`, and hidden nowhere.
    package static func isName(_ name: String) -> Bool {
        let parts = name.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        return (1...2).contains(parts.count) && name.utf8.count <= 64
            && parts.allSatisfy { part in
                !part.isEmpty && part.first != UInt8(ascii: ".")
                    && part.allSatisfy { byte in
                        switch byte {
                        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
                        default: "._-".utf8.contains(byte)
                        }
                    }
            }
    }

    /// FNV-1a: nobody gains by two files of one digest but who has written both.
    private static func digest(of bytes: [UInt8]) -> UInt64 {
        bytes.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }
}

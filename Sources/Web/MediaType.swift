/// What a file is, as a browser is told (RFC 9110, section 8.3.1). It never guesses, so what is none of these is not served.
package enum MediaType: String, Hashable, Sendable, CaseIterable {
    case html = "text/html; charset=utf-8"
    case css = "text/css; charset=utf-8"
    case script = "text/javascript; charset=utf-8"
    case text = "text/plain; charset=utf-8"
    case json = "application/json"
    case manifest = "application/manifest+json"
    case svg = "image/svg+xml"
    case png = "image/png"
    case jpeg = "image/jpeg"
    case webp = "image/webp"
    case icon = "image/x-icon"

    /// - Parameter ending: of the file's name, in lower case and without its dot.
    /// - Returns: nil for one that no file of a page has.
    package init?(ending: some StringProtocol) {
        switch ending {
        case "html": self = .html
        case "css": self = .css
        case "js": self = .script
        case "txt": self = .text
        case "json": self = .json
        case "webmanifest": self = .manifest
        case "svg": self = .svg
        case "png": self = .png
        case "jpg", "jpeg": self = .jpeg
        case "webp": self = .webp
        case "ico": self = .icon
        default: return nil
        }
    }

    /// The endings, for whoever took another.
    package static let endings = "html, css, js, svg, png, jpg, webp, ico, json, webmanifest, txt"
}

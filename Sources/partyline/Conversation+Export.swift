import ChatCore
import Dialects
import WireClient

/// `/export FILE`: all pages of what the server has of the user, for a file.
extension Conversation {
    /// What becomes of the file.
    enum ExportStep: Equatable {
        case begin(file: String)
        /// A line of it, without its end.
        case line(String)
        case end
        /// It is not to be had.
        case drop
    }

    /// Lines of a page at most: as many as the server gives.
    private static let exportPage = 1_000

    /// The file that `/export` names; nil where it asks for a page, to be shown.
    static func file(ofExport arguments: String) -> String? {
        let words = arguments.split(separator: " ")
        let isPage = words.allSatisfy { word in
            word.asciiLowercased == "more" || word.hasPrefix("cursor=") || word.allSatisfy(\.isNumber)
        }
        guard !isPage, let last = words.last else { return nil }
        // A name may have spaces.
        return String(arguments[..<last.endIndex])
    }

    mutating func beginExport(to file: String) {
        guard isReady else {
            show(.status("Not connected: /export has to wait until you are."))
            return outputs.append(.answered(refused: true))
        }
        // The answer to one that came to nothing may be on its way still.
        guard !isExporting, !queue.contains({ $0 == .export }) else {
            return refuse("usage", "what the server has of you is being written already")
        }
        isExporting = true
        outputs.append(.export(.begin(file: file)))
        askForExport(from: nil)
        sendWhatMayGo()
    }

    private mutating func askForExport(from cursor: String?) {
        let rest = cursor.map { " cursor=\($0)" } ?? ""
        // Behind what was typed: a login, say.
        queue.addForUser(SendQueue.Line("/export \(Self.exportPage)\(rest)", .export))
    }

    /// - Parameter bytes: the line of a row, as it came.
    mutating func exported(_ bytes: UnsafeRawBufferPointer) {
        guard isExporting, let clean = TextHygiene.clean(bytes) else { return }
        // What stands behind `ROW` and the tag.
        let words = clean.split(separator: UInt8(ascii: " "), maxSplits: 2)
        guard words.count == 3 else { return }
        outputs.append(.export(.line(String(decoding: words[2], as: UTF8.self))))
    }

    /// A page is told.
    mutating func pageExported(_ keys: WireKeys) {
        guard isExporting else { return }
        if let cursor = keys["more"] { return askForExport(from: cursor) }
        isExporting = false
        outputs.append(.export(.end))
    }

    mutating func exportRefused(_ code: String, _ keys: WireKeys, _ text: String) {
        show(.refusal(code: code, text))
        if code == "not-now" { show(.status("Nothing was exported; try again \(Self.time(of: keys)).")) }
        dropExport()
    }

    /// The connection is gone, with what was still to come.
    mutating func exportLost() {
        guard isExporting else { return }
        show(.status("Nothing was exported: the connection was lost."))
        dropExport()
    }

    private mutating func dropExport() {
        guard isExporting else { return }
        isExporting = false
        outputs.append(.export(.drop))
    }

    /// The file can't be had.
    mutating func exportFailed() { isExporting = false }
}

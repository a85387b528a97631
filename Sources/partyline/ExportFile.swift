import Glibc

/// A new file that takes what a server has of the user, for the user alone to read. What is not finished is removed, as a part might be taken
/// for all of it.
final class ExportFile {
    /// As it was typed.
    let path: String
    private let place: String
    /// How many were put into it.
    private(set) var lines = 0
    /// Negative: it is finished.
    private var descriptor: Int32
    private var text = ""

    /// What is wrong with it, as a sentence.
    struct Fault: Error, Equatable {
        let words: String
    }

    /// So much is gathered before it is written, in bytes.
    private static let block = 65_536

    /// Makes it. Another file is never written over.
    /// - Parameter home: what `~` stands for; nil: there is none.
    init(_ typed: String, home: String?) throws(Fault) {
        path = typed
        var place = typed
        if typed.hasPrefix("~/"), let home { place = home + typed.dropFirst() }
        self.place = place
        descriptor = open(place, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw fault(errno) }
    }

    deinit {
        guard descriptor >= 0 else { return }
        close(descriptor)
        unlink(place)
    }

    /// Adds a line, without its end.
    func put(_ line: String) throws(Fault) {
        text += line + "\n"
        lines += 1
        if text.utf8.count >= Self.block { try flush() }
    }

    /// It has all.
    func finish() throws(Fault) {
        try flush()
        guard fsync(descriptor) == 0 else { throw fault(errno) }
        close(descriptor)
        descriptor = -1
    }

    private func flush() throws(Fault) {
        guard Output.write(text, to: descriptor) else { throw fault(errno) }
        text = ""
    }

    private func fault(_ code: Int32) -> Fault { Fault(words: "\(path): \(String(cString: strerror(code))).") }
}

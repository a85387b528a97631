import Glibc
import Web

/// Reads the folder whose files are served, once: what is asked for later is looked up among these, and never in the folder.
///
/// Hidden files, and those that an editor keeps of what was before (`~`), are left out. All else has to be a file of the page.
struct WebFolder {
    /// Files, bytes of one, and bytes of all together at most.
    static let mostFiles = 128
    static let fileBytes = 1 << 20
    static let allBytes = 8 << 20

    private(set) var files: [WebFile] = []
    /// What can't be served, a line for each.
    private(set) var faults: [String] = []
    private let root: String
    private var bytes = 0

    init(_ root: String) {
        self.root = root
        read(folder: "")
    }

    /// - Parameter folder: below the root, with a `/` behind it; empty: the root itself.
    private mutating func read(folder: String) {
        let path = folder.isEmpty ? root : "\(root)/\(folder.dropLast())"
        guard let entries = opendir(path) else { return fault(folder, WebFolder.words(of: errno)) }
        defer { closedir(entries) }
        var names: [String] = []
        while let entry = readdir(entries) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if !name.hasPrefix("."), !name.hasSuffix("~") { names.append(name) }
            // As many may be folders.
            guard names.count <= 2 * WebFolder.mostFiles else { break }
        }
        for name in names.sorted() {
            guard faults.count < 100 else { return }
            take(folder + name)
        }
    }

    /// Takes one file, or the files of one folder.
    private mutating func take(_ name: String) {
        guard WebFile.isName(name) else {
            return fault(name, "must have a name of a-z, 0-9 and ._- with at most 64 characters, in one folder at most")
        }
        guard "/\(name)" != WebFile.aboutPath else {
            return fault(name, "is what the server makes of its settings itself")
        }
        // Neither does a link lead out of the folder, nor does a FIFO that nobody writes to hold us up.
        let descriptor = open("\(root)/\(name)", O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY)
        guard descriptor >= 0 else {
            let isLink = errno == ELOOP
            return fault(name, isLink ? "is a symbolic link; put the file itself there" : WebFolder.words(of: errno))
        }
        defer { Glibc.close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { return fault(name, WebFolder.words(of: errno)) }
        switch status.st_mode & S_IFMT {
        case S_IFREG: take(name, from: descriptor)
        case S_IFDIR where !name.contains("/"): read(folder: "\(name)/")
        case S_IFDIR: fault(name, "is a folder in a folder, which is one too deep")
        default: fault(name, "is not a regular file")
        }
    }

    private mutating func take(_ name: String, from descriptor: Int32) {
        guard files.count < WebFolder.mostFiles else {
            return fault(name, "is one file too many; \(WebFolder.mostFiles) are served")
        }
        guard let content = WebFolder.content(of: descriptor) else { return fault(name, WebFolder.words(of: errno)) }
        guard content.count <= WebFolder.fileBytes else {
            return fault(name, "has over \(WebFolder.fileBytes) bytes, which is the most of a file")
        }
        bytes += content.count
        guard bytes <= WebFolder.allBytes else {
            return fault(name, "makes it over \(WebFolder.allBytes) bytes, which is the most of all files together")
        }
        guard let file = WebFile(named: name, content) else {
            return fault(name, "is of no kind that is served; known are \(MediaType.endings)")
        }
        files.append(file)
    }

    /// - Returns: not much more than may be served; nil where it can't be read, see `errno`.
    private static func content(of descriptor: Int32) -> [UInt8]? {
        var content: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while content.count <= fileBytes {
            let count = Glibc.read(descriptor, &chunk, chunk.count)
            if count < 0 { return nil }
            if count == 0 { break }
            content += chunk[..<count]
        }
        return content
    }

    private mutating func fault(_ name: String, _ words: String) {
        let path = name.isEmpty ? root : "\(root)/\(name)"
        faults.append("web.root: \(path.shown(atMost: 500)): \(words)")
    }

    private static func words(of code: Int32) -> String {
        let hint = code == EACCES ? "; the user that runs partylined must be able to read it" : ""
        return "\(String(cString: strerror(code)))\(hint)"
    }
}

extension Configuration {
    /// Some listener gives the page.
    package var servesPage: Bool { web.page && listen.contains(where: \.web) }

    /// The files of the folder that `web.root` names, as they are now; none where it names none.
    /// - Throws: `ConfigurationError` that says what is wrong with which file.
    package func rootFiles() throws(ConfigurationError) -> [WebFile] {
        guard !web.root.isEmpty else { return [] }
        let folder = WebFolder(web.root)
        guard folder.faults.isEmpty else { throw ConfigurationError(folder.faults) }
        return folder.files
    }
}

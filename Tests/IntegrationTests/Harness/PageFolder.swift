import Glibc
import TestSupport

/// A folder of files for `web.root`, and the configuration that serves it.
final class PageFolder {
    private let folder: TestFolder
    private var folders: [String] = []

    init(_ files: KeyValuePairs<String, String> = ["index.html": "<!doctype html>the page"]) throws {
        folder = try TestFolder()
        for (name, text) in files { try write(name, text) }
    }

    deinit {
        for name in folders {
            if let entries = opendir(path(name)) {
                while let entry = readdir(entries) {
                    let file = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
                    }
                    unlink(path("\(name)/\(file)"))
                }
                closedir(entries)
            }
            rmdir(path(name))
        }
    }

    var root: String { folder.path }

    func path(_ name: String) -> String { folder.file(name) }

    func write(_ name: String, _ text: String) throws {
        if let slash = name.lastIndex(of: "/") { makeFolder(String(name[..<slash])) }
        _ = try folder.write(name, text.utf8)
    }

    func makeFolder(_ name: String) {
        if mkdir(path(name), 0o700) == 0 { folders.insert(name, at: 0) }
    }

    func remove(_ name: String) {
        if unlink(path(name)) != 0 { rmdir(path(name)) }
    }

    /// - Parameter more: lines of `[web]`, and what may follow.
    func configuration(_ more: String = "") -> String {
        """
        [[listen]]
        address = "127.0.0.1:0"
        [[listen]]
        address = "127.0.0.1:0"
        web = true
        [web]
        root = "\(root)"
        \(more)

        """
    }
}

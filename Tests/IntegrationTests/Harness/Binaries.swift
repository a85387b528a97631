import Glibc

/// Where the package's programs are: beside the test bundle, which is the running program.
enum Binaries {
    static let directory: String = {
        var path = [CChar](repeating: 0, count: Int(PATH_MAX))
        let count = max(0, readlink("/proc/self/exe", &path, path.count))
        let text = String(decoding: path[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
        return String(text[..<(text.lastIndex(of: "/") ?? text.startIndex)])
    }()

    static var daemon: String { directory + "/partylined" }
    static var client: String { directory + "/partyline" }

    /// The folder of the package, for Tests/Transcripts and docs.
    static let package: String = #filePath.split(separator: "/").dropLast(4).reduce(into: "") { $0 += "/" + $1 }
}

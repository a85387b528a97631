extension Configuration {
    /// Reads a TOML file.
    /// - Parameter amend: applies the flags, which win over the file.
    /// - Throws: `ConfigurationError` with all faults, each with its line if it has one.
    package init(
        file path: String, amend: (inout Configuration) -> Void = { _ in }
    ) throws(ConfigurationError) {
        let text: String
        do {
            text = try TextFile.read(path, atMost: 1 << 20)
        } catch {
            throw ConfigurationError(["\(error)"])
        }
        let directory = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
        let file = ConfigurationFile(text: text, directory: directory, amend: amend)
        guard file.faults.isEmpty else { throw ConfigurationError(file.faults.map { "\(path): \($0)" }) }
        self = file.configuration
    }

    /// A text's lines, without an empty last one.
    package static func lines(of text: String) -> [String] {
        var lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map(String.init)
        if lines.last?.isEmpty == true { lines.removeLast() }
        return lines
    }

    /// The lines of a text file, for a message of the day.
    /// - Throws: `ConfigurationError` if it can't be read, has over 64 KiB or is not UTF-8.
    package static func motd(file path: String) throws(ConfigurationError) -> [String] {
        do {
            return lines(of: try TextFile.read(path, atMost: 1 << 16))
        } catch {
            throw ConfigurationError(["\(error)"])
        }
    }

    /// Why a text is no address; it follows the word `is`.
    package static func badAddress(_ text: String) -> String {
        """
        "\(text.shown())", which is not an address; write HOST:PORT as 127.0.0.1:6000 or [::]:6000, unix:/PATH or systemd
        """
    }
}

import Testing

@testable import Configuration

/// packaging/partyline.toml, which is what gets installed: it is true, and complete.
@Suite struct ExampleFileTests {
    private let text: String

    init() throws {
        let root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
        text = try TextFile.read("/\(root)/packaging/partyline.toml", atMost: 1 << 20)
    }

    /// With what is commented out taken in: lines that begin with # and no space.
    private func takenIn(_ isWanted: (Substring) -> Bool = { _ in true }) -> String {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line -> Substring in
            // A cluster needs a store.
            if line == "#path = \"\"" { return "path = \"/x\"" }
            let isKey = line.hasPrefix("#") && line.dropFirst().first.map { $0 != " " && $0 != "#" } == true
            return isKey && isWanted(line) ? line.dropFirst() : line
        }
        return lines.joined(separator: "\n")
    }

    private func read(_ text: String) -> ConfigurationFile { ConfigurationFile(text: text, directory: "/") }

    @Test func asItIsInstalledItSaysNothing() {
        #expect(read(text).faults == [])
        #expect(read(text).configuration == Configuration())
    }

    @Test func allOfItCanBeTakenIn() throws {
        let file = read(takenIn { !$0.hasPrefix("#motd_file") })
        #expect(file.faults == [])
        #expect(file.configuration.listen.count == 6)
        // Taken in together these are the only fault, and the example's file is not there.
        let faults = read(takenIn()).faults
        #expect(faults.count == 2 && faults.allSatisfy { $0.contains("motd_file") }, "\(faults)")
    }

    /// What is not called an example is the default.
    @Test func whatItSaysOfDefaultsIsTrue() {
        var header = ""
        var checked = 0
        for line in text.split(separator: "\n") where line.hasPrefix("#") && !line.hasPrefix("# ") && line != "#" {
            let line = line.dropFirst()
            if line.hasPrefix("[") { header = String(line) }
            guard !line.hasPrefix("["), !line.hasSuffix("# an example") else { continue }
            checked += 1
            var expected = Configuration()
            var others = ""
            if header == "[[listen]]", !line.hasPrefix("address") {
                // A mode is of a Unix socket's file.
                expected.listen = [Configuration.Listen(.path("/socket"))]
                others = "address = \"unix:/socket\""
            }
            let file = read("\(header)\n\(others)\n\(line)")
            #expect(file.faults == [], "\(line)")
            #expect(file.configuration == expected, "\(line)")
        }
        #expect(checked > 20)
    }

    @Test func everyKeyIsInIt() throws {
        let table = try TOMLDocument(takenIn()).root
        #expect(Set(table.keys) == Set(Schema.rootKeys))
        for section in Schema.sections {
            let keys = try #require(table[section.name]?.table).keys
            #expect(Set(keys) == Set(section.settings.map(\.key)))
        }
        let listeners = try #require(table["listen"]?.array?.elements)
        #expect(Set(listeners.compactMap(\.table).flatMap(\.keys)) == Set(Schema.listen.map(\.key)))
    }

    /// A line that is commented out is one, whatever is before its =, and a comment is none.
    @Test func noLineIsTakenForTheOther() {
        for line in text.split(separator: "\n") where line.hasPrefix("#") && line != "#" {
            let isComment = line.hasPrefix("# ")
            let isKey = line.dropFirst().first.map { $0.isLetter || $0 == "[" } == true
            #expect(isComment != isKey, "\(line)")
        }
    }
}

import Glibc
import Testing

/// The inputs that a fuzzer begins with, those that once broke something among them.
enum Corpus {
    struct Input {
        let name: String
        let bytes: [UInt8]
    }

    static let harnesses: [String: any (Harness & SendableMetatype).Type] = [
        "telnet": TelnetHarness.self, "request": RequestHarness.self, "wire": WireHarness.self,
        "human": HumanHarness.self, "proxy": ProxyHarness.self, "configuration": ConfigurationHarness.self,
        "handover": HandoverHarness.self, "framing": FramingHarness.self, "server": ServerHarness.self,
        "facts": FactsHarness.self, "search": SearchHarness.self, "database": DatabaseHarness.self,
        "passwords": PasswordsHarness.self, "irc": IRCHarness.self, "ircanswers": IRCAnswersHarness.self,
        "websocket": WebSocketHarness.self, "httphead": HTTPHeadHarness.self,
        "batch": BatchHarness.self, "nats": NATSHarness.self,
    ]
    static let folder = #filePath.split(separator: "/").dropLast(2).reduce(into: "") { $0 += "/" + $1 } + "/Corpora"

    static func inputs(of harness: String) throws -> [Input] {
        try names(in: "\(folder)/\(harness)").map { name in
            let stream = try #require(fopen("\(folder)/\(harness)/\(name)", "r"))
            defer { fclose(stream) }
            var bytes = [UInt8](repeating: 0, count: 1 << 16)
            return Input(name: name, bytes: Array(bytes[..<fread(&bytes, 1, bytes.count, stream)]))
        }
    }

    static func names(in folder: String) throws -> [String] {
        let directory = try #require(opendir(folder), "\(folder) can't be read")
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if !name.hasPrefix(".") { names.append(name) }
        }
        return names.sorted()
    }
}

@Suite("The fuzzers' corpora")
struct CorpusTests {
    @Test("have a harness each")
    func harnesses() throws {
        #expect(Set(try Corpus.names(in: Corpus.folder)) == Set(Corpus.harnesses.keys))
    }

    @Test("break nothing", arguments: Corpus.harnesses.keys.sorted())
    func corpus(_ name: String) throws {
        let harness = try #require(Corpus.harnesses[name]).init()
        let inputs = try Corpus.inputs(of: name)
        #expect(inputs.count >= 10)
        for input in inputs {
            do throws(Violation) { try harness.run(input.bytes) } catch {
                Issue.record("\(name)/\(input.name): \(error)")
            }
        }
    }
}

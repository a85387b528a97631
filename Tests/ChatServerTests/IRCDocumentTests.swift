import Configuration
import Foundation
import Testing

@testable import ChatCore
@testable import ChatServer
@testable import Dialects

/// What docs/IRC.md tells of capabilities and limits is so.
@Suite struct IRCDocumentTests {
    private static func text() throws -> String {
        let package = #filePath.split(separator: "/").dropLast(3).reduce(into: "") { $0 += "/" + $1 }
        return try String(contentsOfFile: "\(package)/docs/IRC.md", encoding: .utf8)
    }

    /// The rows of the tables of a section, as it is numbered.
    private static func rows(ofSection number: Int) throws -> [Substring] {
        let lines = try text().split(separator: "\n")
        let start = try #require(lines.firstIndex { $0.hasPrefix("## \(number). ") })
        return lines[(start + 1)...].prefix { !$0.hasPrefix("## ") }.filter { $0.hasPrefix("| ") }
    }

    @Test func eachCapabilityThatIsOfferedHasItsRow() throws {
        var configuration = Configuration()
        configuration.store.path = "/nowhere/partyline.db"
        configuration.irc.stsPort = 6_697
        let offered = configuration.ircOffer([.plain, .external, .scramSHA256], isTLS: false).words(hasValues: true)
        let rows = try IRCDocumentTests.rows(ofSection: 4)
        let told = rows.compactMap { $0.hasPrefix("| `") ? $0.dropFirst(3).prefix { $0 != "`" } : nil }
        #expect(told.map(String.init) == offered.map { String($0.prefix { $0 != "=" }) })
        for word in offered where word.hasPrefix("draft/m") {
            guard let equals = word.firstIndex(of: "=") else { continue }
            let value = word[word.index(after: equals)...]
            #expect(rows.contains { $0.contains("`\(value)`") }, "\(word)")
        }
    }

    @Test func limits() throws {
        let rows = try IRCDocumentTests.rows(ofSection: 9)
        for row in [
            "| a line, with its CR LF and without its tags | \(IRCLimits.line) bytes (417) |",
            "| parameters of a line | \(IRCLimits.parameters) |",
            "| receivers of a message; nicks of a KICK | \(IRCLimits.targets) |",
            "| a topic, a reason, an away note; a real name | \(IRCLimits.note); \(IRCLimits.realName) bytes |",
            "| MONITOR | \(Configuration().hubLimits.watchedPerSession) nicks a session |",
            "| read markers | \(ReadMarkers.most / 1_000),000 an account, \(IRCReadMarkers.most) a guest |",
            "| private messages that can be taken back | the last \(Letters.capacity / 1_000),096 of the server |",
            "| CHATHISTORY | \(IRCHistoryRequest.most) messages an answer |",
        ] { #expect(rows.contains(row[...]), "\(row)") }
        func row(_ beginning: String) throws -> Substring {
            try #require(rows.first { $0.hasPrefix("| \(beginning)") })
        }
        let welcome = try row("until the welcome")
        #expect(welcome.contains("\(IRCNewcomers.patience.components.seconds) seconds"))
        #expect(welcome.contains(" \(IRCNewcomers.mostBytes >> 10) KiB "))
        #expect(welcome.contains(" \(IRCNewcomers.mostAnswered >> 10) KiB "))
        let names = try row("a nick, a room")
        #expect(
            names.contains(" \(Nick.maximumLength), \(RoomName.maximumLength + 1), \(UserName.maximumLength) bytes"))
        let metadata = try row("metadata")
        #expect(
            metadata.contains(" \(IRCMetadata.mostKeys) keys ") && metadata.contains(" \(IRCMetadata.mostValueBytes) "))
    }
}

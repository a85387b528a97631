import Glibc
import TestSupport
import Testing

@testable import SQLite
@testable import Store

/// Files that older versions wrote (Tests/Golden/store): each is opened, brought up to date, and compared with what it is to be read as.
@Suite struct GoldenStoreTests {
    private static let folder =
        #filePath.split(separator: "/").dropLast(2).reduce(into: "") { $0 += "/" + $1 } + "/Golden/store"

    private static func text(_ name: String) throws -> String { String(decoding: try bytes(name), as: UTF8.self) }

    private static func bytes(_ name: String) throws -> [UInt8] {
        let stream = try #require(fopen("\(folder)/\(name)", "r"), "\(name) can't be read")
        defer { fclose(stream) }
        var bytes = [UInt8](repeating: 0, count: 1 << 20)
        return Array(bytes[..<fread(&bytes, 1, bytes.count, stream)])
    }

    /// What is in a store, a line for each thing. Only what version 1 knew: what comes to be kept besides has its own golden file.
    private func read(_ path: String) throws -> String {
        var lines: [String] = []
        func add(_ values: Any?...) {
            lines.append(values.map { $0.map { "\($0)" } ?? "-" }.joined(separator: " ") + "\n")
        }
        func add(_ kind: String, _ message: Message) {
            add(
                kind, message.id, message.time, message.account, message.kind.rawValue, message.flags.rawValue,
                message.target,
                message.nick, message.source, message.text, message.styled, message.tags)
        }
        func add(_ kind: String, _ mask: Fact.Mask) {
            add(kind, mask.subject, mask.flags, mask.until, mask.by, mask.byName, mask.reason, mask.created)
        }
        let state = try StoredState(of: path)
        try StoredState.newest(1_000, of: path) {
            add("in room", $0.seq, $0.room)
            add("message", $0.message)
            return true
        }
        for account in state.accounts {
            add(
                "account", account.number, account.name, account.created, account.used, account.flags,
                account.privateMessages)
        }
        for room in state.rooms {
            add(
                "room", room.number, room.name, room.founder, room.created, room.modes, room.key, room.slow,
                room.memberLimit)
            add("keeps", room.keepDays, room.keepCount)
            if let topic = room.topic { add("topic", topic.text, topic.setBy, topic.time, topic.id) }
        }
        for rank in state.ranks { add("rank", rank.room, rank.account, rank.rank, rank.since) }
        for mask in state.masks { add("mask \(mask.room) \(mask.kind)", mask.mask) }
        for ban in state.serverBans { add("ban", ban) }
        for nick in state.nicks { add("nick", nick.name, nick.account) }
        for ignored in state.ignored { add("ignored", ignored.account, ignored.subject) }
        for (name, value) in state.settings.sorted(by: { $0.key < $1.key }) { add("setting", name, value) }
        for (name, time) in state.formerNames.sorted(by: { $0.key < $1.key }) { add("former name", name, time) }
        add("last", state.lastRoom, state.lastAccount, state.lastID)
        let reader = StoreReader(path: path)
        if case .logins(let logins?) = reader.answer(.logins(account: 1)) {
            let scram = logins.scram
            add("login", logins.password, scram?.salt, scram?.rounds, scram?.storedKey, scram?.serverKey)
            for item in logins.credentials {
                add("credential", item.account, item.kind.rawValue, item.digest, item.label, item.created, item.until)
            }
        }
        if case .audit(let audits, _) = reader.answer(.audit(room: nil, before: nil, count: 9)) {
            for audit in audits {
                add("audit", audit.id, audit.time, audit.by, audit.byName, audit.what)
                add("about", audit.room, audit.subject, audit.reason, audit.messages)
            }
        }
        if case .mailbox(let box, _) = reader.answer(
            .mailbox(account: 1, with: nil, .last(before: nil), count: 9, bytes: 9_999))
        {
            for told in box { add("told \(told.recipient ?? 0) \(told.recipientNick) \(told.isWaiting)", told.message) }
        }
        if case .found(let found, _) = reader.answer(.search(StoreJob.Search(SearchTerms("hello"), in: [1]))) {
            for message in found { add("found", message.message.id) }
        }
        return lines.joined()
    }

    @Test(arguments: ["1", "1-daemon"]) func aFileOfAnOlderVersion(_ version: String) throws {
        let folder = try TestFolder()
        let path = folder.file("partyline.db")
        _ = try folder.write("partyline.db", try GoldenStoreTests.bytes("\(version)/partyline.db"))
        #expect(try !StoreFile.prepare(path))
        #expect(try Database(path: path, .readOnly).number("PRAGMA user_version") == Schema.version)
        #expect(try read(path) == GoldenStoreTests.text("\(version)/read-as.txt"))
        #expect(try Database(path: path, .readOnly).damage() == nil)
        // It can be written.
        let writer = try Writer(Database(path: path, .readWrite))
        #expect(try writer.write([.said(Fixture.now + 100, "hello again")]).refused == 0)
        try writer.indexAll()
    }

    /// Makes the golden files of this version, where a folder is named for them. Of a file that is there it writes what is to be read.
    @Test(.enabled(if: getenv("GOLDEN_STORE") != nil, "it writes new golden files"))
    func write() throws {
        let folder = String(cString: try #require(getenv("GOLDEN_STORE")))
        let given = "\(folder)/partyline.db"
        guard access(given, F_OK) != 0 else { return try write(read(given), to: folder) }
        let store = try Fixture()
        do {
            let writer = try store.writer()
            try writer.write(Fact.samples)
            try writer.indexAll()
            try writer.database.checkpoint()
        }
        try write(read(store.path), to: folder)
        try StoreBackup.write(store.path, to: given)
    }

    private func write(_ text: String, to folder: String) throws {
        let stream = try #require(fopen("\(folder)/read-as.txt", "w"))
        fputs(text, stream)
        fclose(stream)
    }
}

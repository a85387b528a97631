import Glibc
import Synchronization
import TestSupport
import Testing

@testable import SQLite
@testable import Store

/// A store in a folder of its own.
final class Fixture {
    let folder: TestFolder
    let path: String
    static let now: Int64 = 1_795_000_000_000_000

    init() throws {
        folder = try TestFolder()
        path = folder.file("partyline.db")
        try StoreFile.prepare(path)
    }

    func writer() throws -> Writer {
        let database = try Database(path: path, .readWrite)
        try database.execute(Schema.settings)
        return try Writer(database)
    }

    func state() throws -> StoredState { try StoredState(of: path) }

    /// What a query finds, by another connection.
    func number(_ sql: String) throws -> Int64? { try Database(path: path, .readOnly).number(sql) }

    func answer(_ job: StoreJob) -> StoreAnswer { StoreReader(path: path).answer(job) }

    /// The texts that a search finds, newest first.
    func search(_ words: String, in rooms: [Int64] = [1], _ change: (inout StoreJob.Search) -> Void = { _ in })
        -> [String]?
    {
        var search = StoreJob.Search(SearchTerms(words), in: rooms)
        change(&search)
        guard case .found(let found, _) = answer(.search(search)) else { return nil }
        return found.map { String(decoding: $0.message.text, as: UTF8.self) }
    }

    /// Overwrites what is in the file with other bytes.
    func overwrite(_ offsets: Range<Int>, with byte: UInt8 = 0xA5) {
        let descriptor = open(path, O_WRONLY)
        let bytes = [UInt8](repeating: byte, count: offsets.count)
        pwrite(descriptor, bytes, bytes.count, off_t(offsets.lowerBound))
        close(descriptor)
    }

    func contains(_ text: String) -> Bool {
        [path, path + "-wal"].contains { file in
            guard let handle = fopen(file, "r") else { return false }
            defer { fclose(handle) }
            var bytes: [UInt8] = []
            var piece = [UInt8](repeating: 0, count: 65_536)
            while case let count = fread(&piece, 1, piece.count, handle), count > 0 { bytes += piece[..<count] }
            let wanted = Array(text.utf8)
            return bytes.indices.contains { bytes[$0] == wanted[0] && bytes[$0...].starts(with: wanted) }
        }
    }
}

extension Writer {
    /// Writes facts with one commit.
    @discardableResult
    func write(_ facts: [Fact]) throws -> Written {
        var batch = FactBatch()
        for fact in facts { batch.append(fact) }
        return try batch.bytes.withUnsafeBytes { try write($0) }
    }

    /// Has the index know all there is.
    func indexAll() throws { while unindexed > 0 { try index() } }
}

extension Message {
    static func said(_ id: Int64, _ text: String, nick: String = "ann", account: Int64? = nil) -> Message {
        Message(id: id, time: id, account: account, nick: nick, text: Array(text.utf8))
    }
}

extension Fact {
    static func said(_ id: Int64, _ text: String, in room: Int64 = 1, nick: String = "ann", account: Int64? = nil)
        -> Fact
    {
        .message(room: room, .said(id, text, nick: nick, account: account))
    }

    static func register(_ number: Int64, _ name: String) -> Fact {
        .account(Account(number: number, name: name, created: Fixture.now, used: Fixture.now))
    }

    static func open(_ number: Int64, _ name: String, founder: Int64? = nil) -> Fact {
        .room(Room(number: number, name: name, founder: founder, created: Fixture.now))
    }

    /// One of each kind, and some with all that may be missing.
    static let samples: [Fact] = {
        var message = Message.said(Fixture.now + 5, "hello", account: 1)
        message.time -= 7
        message.kind = .notice
        message.flags = [.bot, .continues]
        message.target = Fixture.now
        message.source = "ann@c-abc"
        message.styled = [2, 0x68]
        message.tags = "+draft/reply=1"
        var told = PrivateMessage(.said(Fixture.now + 6, "psst", account: 1), recipient: 2, recipientNick: "bob")
        told.isWaiting = true
        var room = Room(number: 1, name: "#tea", founder: 1, created: 9)
        room.topic = Topic(text: "cakes", setBy: "ann", time: 8, id: 8)
        room.modes = 1 << 63 | 5
        room.key = "word"
        room.slow = 10
        room.memberLimit = 4
        room.keepDays = 30
        room.keepCount = 1_000
        var mask = Mask(subject: "nick:spam*", created: 3)
        mask.flags = 1
        mask.until = 4
        mask.by = 1
        mask.byName = "ann"
        mask.reason = "spam"
        var account = Account(number: 1, name: "ann", created: 1, used: 2)
        account.flags = 7
        account.privateMessages = 2
        var audit = Audit(id: Fixture.now + 7, time: 5, what: "ban")
        audit.by = 1
        audit.byName = "ann"
        audit.room = 1
        audit.subject = "bob"
        audit.reason = "spam"
        audit.messages = "1 2"
        let scram = SCRAM(salt: [1, 2], rounds: 4_096, storedKey: [3], serverKey: [4])
        return [
            .account(account), .register(2, "bob"), .room(room), .open(2, "#quiet"), .message(room: 1, message),
            .said(5, ""),
            .privateMessage(told), .shown(account: 2, upTo: 6), .redacted(room: 1, id: 5), .redacted(room: nil, id: 9),
            .rank(room: 1, account: 2, 2, since: 7), .mask(room: 1, kind: 1, mask),
            .mask(room: 1, kind: 2, Mask(subject: "account:eve", created: 1)),
            .maskRemoved(room: 1, kind: 2, subject: "account:eve"), .serverBan(mask),
            .serverBanRemoved(subject: "net:192.0.2.0/24"), .password(account: 1, "$argon2id$", scram),
            .password(account: 2, nil, nil),
            .credential(
                Credential(account: 1, kind: .token, digest: [9, 9], label: "bot", created: 4, until: 5_000_000)),
            .credential(Credential(account: 1, kind: .certificate, digest: [8], label: "", created: 4)),
            .credential(Credential(account: 1, kind: .remembered, digest: [7], label: "desk", created: 4)),
            .credential(Credential(account: 1, kind: .reset, digest: [6], label: "reset", created: 4, until: 9)),
            .credentialsEnded(account: 1),
            .credentialUsed(digest: [9, 9], at: 77), .credentialRemoved(digest: [8]), .nick("Ann2", account: 1),
            .nick("other", account: 1), .nickReleased("OTHER"),
            .ignored(account: 1, subject: "account:bob", isOn: true, at: 1),
            .ignored(account: 1, subject: "nick:spam", isOn: false, at: 2),
            .marker(account: 1, target: "#tea", time: 70),
            .audit(audit), .audit(Audit(id: 8, time: 8, what: "announce")), .setting("cloak_key", [0, 255]),
            .setting("nothing", nil), .erased(account: 2, nameFreeAt: 99), .roomDropped(2),
        ]
    }()
}

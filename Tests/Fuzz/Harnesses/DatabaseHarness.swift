import Glibc
import SQLite

import class TestSupport.TestFolder

@testable import Store

/// The file of a store in which somebody altered bytes: each four bytes of the input say where, and what is there then.
///
/// It is opened, or refused; whatever is read of it comes to an end, and what is written to it fails, or is there. It never costs more
/// than a refusal.
public final class DatabaseHarness: Harness {
    private let folder: TestFolder
    private let whole: [UInt8]
    private var path: String { folder.file("altered.db") }

    public init() throws {
        folder = try TestFolder()
        let file = folder.file("whole.db")
        do {
            try StoreFile.prepare(file)
            let database = try Database(path: file, .readWrite)
            try database.execute(Schema.settings)
            let writer = try Writer(database)
            var batch = FactBatch()
            batch.append(.account(Fact.Account(number: 1, name: "ann", created: 1, used: 1)))
            batch.append(.room(Fact.Room(number: 1, name: "#tea", founder: 1, created: 1)))
            for id in 1...Int64(60) {
                let text = Array("tea number \(id) 東京".utf8)
                batch.append(room: 1, id: id, time: id, account: 1, kind: .message, nick: "ann", text: text)
            }
            _ = try batch.bytes.withUnsafeBytes { try writer.write($0) }
            try writer.index()
            try database.checkpoint()
        }
        whole = DatabaseHarness.read(file)
        DatabaseHarness.remove(file)
        guard !whole.isEmpty else { throw Violation(description: "no file is to be had") }
    }

    public func run(_ input: UnsafeRawBufferPointer) throws(Violation) {
        DatabaseHarness.remove(path)
        var bytes = whole
        for start in stride(from: 0, to: min(input.count, 256) - 3, by: 4) {
            let place = (Int(input[start]) << 16 | Int(input[start + 1]) << 8 | Int(input[start + 2])) % bytes.count
            bytes[place] = input[start + 3]
        }
        DatabaseHarness.write(bytes, to: path)
        do throws(StoreError) { try StoreFile.prepare(path) } catch { return }
        _ = try? StoredState(of: path)
        var seen = 0
        try? StoredState.newest(100, of: path) { _ in
            seen += 1
            return seen < 50
        }
        let reader = StoreReader(path: path)
        for job: StoreJob in [
            .page(room: 1, .last(before: nil), count: 50, bytes: 9_999),
            .search(StoreJob.Search(SearchTerms("tea"), in: [1])),
            .logins(account: 1), .export(account: 1, after: 0, count: 50), .audit(room: nil, before: nil, count: 9),
        ] {
            if case .page(let page, _) = reader.answer(job) {
                try demand(page.count <= 50, "a page has more than was asked for")
            }
        }
        try use()
    }

    /// What can be written is there.
    private func use() throws(Violation) {
        guard let database = try? Database(path: path, .readWrite), let writer = try? Writer(database) else { return }
        var batch = FactBatch()
        batch.append(
            room: 1, id: 1_000, time: 1_000, account: nil, kind: .message, nick: "bob", text: Array("late".utf8))
        batch.append(.erased(account: 1, nameFreeAt: 5))
        guard (try? batch.bytes.withUnsafeBytes { try writer.write($0) }) != nil else { return }
        let count = try? database.number("SELECT count(*) FROM message WHERE room = 1 AND id = 1000")
        try demand(count != 0, "what was written is not there")
        for _ in 0..<20 {
            guard let outcome = try? writer.eraseSome(), outcome == .underWay else { return }
        }
    }

    // MARK: - Files

    private static func remove(_ path: String) {
        for name in [path, path + "-wal", path + "-shm", path + "-journal"] { unlink(name) }
    }

    private static func read(_ path: String) -> [UInt8] {
        guard let stream = fopen(path, "r") else { return [] }
        defer { fclose(stream) }
        var bytes = [UInt8](repeating: 0, count: 1 << 20)
        return Array(bytes[..<fread(&bytes, 1, bytes.count, stream)])
    }

    private static func write(_ bytes: [UInt8], to path: String) {
        guard let stream = fopen(path, "w") else { return }
        fwrite(bytes, 1, bytes.count, stream)
        fclose(stream)
    }
}

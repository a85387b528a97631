import Bytes
import ChatCore
import Configuration
import Dialects
import Glibc
import Store

/// All that a store has of an account and by it, for who it is of.
package enum AccountExport {
    /// Why there is none.
    package enum Fault: Error, CustomStringConvertible {
        case noSuchAccount(Nick)
        case notWritten(String, String)
        case notRead(String)

        package var description: String {
            switch self {
            case .noSuchAccount(let name): "nobody has an account \(name)"
            case .notWritten(let path, let why): "\(path) can't be written: \(why)"
            case .notRead(let why): "the store can't be read: \(why)"
            }
        }
    }

    /// How many messages are read at once.
    private static let page = 1_000

    /// Writes a file that must not be there yet, beside a daemon that may be using the store. Its lines are those that a program reads
    /// (docs/PROTOCOL.md, sections 6 and 7): `account`, `rank` and `ignored` first, then what was said in rooms, and then private
    /// messages, of both sides.
    /// - Throws: `Fault`, or `StoreError` where the store can't be read.
    package static func write(_ name: Nick, to file: String, _ configuration: Configuration) throws {
        let path = configuration.store.path
        let state = try StoredState(of: path)
        let owner = state.nicks.first { Nick($0.name) == name }?.account
        guard let account = state.accounts.first(where: { Nick($0.name) == name || $0.number == owner }) else {
            throw Fault.noSuchAccount(name)
        }
        let descriptor = open(file, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw Fault.notWritten(file, reason(errno)) }
        defer { close(descriptor) }
        var export = Export(account: account, state: state, reader: StoreReader(path: path), descriptor: descriptor)
        do {
            try export.write()
            guard fsync(descriptor) == 0 else { throw Fault.notWritten(file, reason(errno)) }
        } catch {
            // A part might be taken for all of it.
            unlink(file)
            if let fault = error as? Export.WriteFault { throw Fault.notWritten(file, reason(fault.code)) }
            throw error
        }
    }

    private static func reason(_ code: Int32) -> String { String(cString: strerror(code)) }

    /// An export under way.
    private struct Export {
        struct WriteFault: Error {
            let code: Int32
        }

        let account: Fact.Account
        let state: StoredState
        let reader: StoreReader
        let descriptor: Int32
        private let lines = ByteBuffer()

        init(account: Fact.Account, state: StoredState, reader: StoreReader, descriptor: Int32) {
            self.account = account
            self.state = state
            self.reader = reader
            self.descriptor = descriptor
        }

        mutating func write() throws {
            try writeAccount()
            try writeSaid()
            try writePrivate()
        }

        private func writeAccount() throws {
            var line = "account \(account.name) since=\(Timestamp(account.created).rfc3339)"
            line += " used=\(Timestamp(account.used).rfc3339)"
            let nicks = state.nicks.filter { $0.account == account.number }.map(\.name)
            if !nicks.isEmpty { line += " nicks=\(nicks.joined(separator: ","))" }
            put(line)
            for rank in state.ranks where rank.account == account.number {
                let name = Rank(rawValue: UInt8(clamping: rank.rank))?.name ?? "none"
                if let room = roomName(rank.room) { put("rank \(room) \(account.name) \(name)") }
            }
            let names = Dictionary(state.accounts.map { ($0.number, $0.name) }) { first, _ in first }
            for ignored in state.ignored where ignored.account == account.number {
                if let name = AccountID(ignoredSubject: ignored.subject).flatMap({ names[Int64($0.number)] }) {
                    put("ignored \(name)")
                }
            }
            try flush()
        }

        private func roomName(_ number: Int64) -> String? { state.rooms.first { $0.number == number }?.name }

        private func writeSaid() throws {
            let names = Dictionary(state.rooms.compactMap { room in RoomName(room.name).map { (room.number, $0) } }) {
                first, _ in first
            }
            var last: Int64 = 0
            while true {
                guard
                    case .page(let kept, let hasMore) = try answer(
                        .export(account: account.number, after: last, count: AccountExport.page))
                else { throw Fault.notRead("it gives no messages") }
                for kept in kept {
                    // What was said in a room that is gone goes with it, by and by.
                    guard let room = names[kept.room], let said = HubSnapshot.Said(kept.message) else { continue }
                    put(
                        Event(
                            id: said.id, time: said.time, room: room, said.text, as: said.manner, by: said.nick,
                            of: Nick(account.name)))
                }
                try flush()
                guard hasMore, let end = kept.last else { return }
                last = end.seq
            }
        }

        private func writePrivate() throws {
            let names = Dictionary(
                state.accounts.compactMap { account in Nick(account.name).map { (account.number, $0) } }
            ) {
                first, _ in first
            }
            var last: Int64 = 0
            while true {
                let job = StoreJob.mailbox(
                    account: account.number, with: nil, .since(last, before: nil), count: AccountExport.page,
                    bytes: 1 << 20)
                guard case .mailbox(let told, let hasMore) = try answer(job) else {
                    throw Fault.notRead("it gives no private messages")
                }
                for told in told {
                    guard let said = HubSnapshot.Said(told.message), let other = Nick(told.recipientNick) else {
                        continue
                    }
                    put(
                        Event(
                            id: said.id, time: said.time,
                            .privateMessage(from: said.nick, to: other, said.text, isCopy: true),
                            of: told.message.account.flatMap { names[$0] }, isNotice: said.manner == .notice))
                }
                try flush()
                guard hasMore, let end = told.last else { return }
                last = end.message.id
            }
        }

        private func answer(_ job: StoreJob) throws -> StoreAnswer {
            let answer = reader.answer(job)
            switch answer {
            case .failed(let why): throw Fault.notRead(why)
            case .tooLong: throw Fault.notRead("it takes too long; try again when the server has less to do")
            default: return answer
            }
        }

        private func put(_ line: String) {
            lines.put(line)
            lines.put("\n")
        }

        private func put(_ event: Event) {
            Renderer().append(event, for: .wire, to: lines)
        }

        /// Writes what was gathered.
        private func flush() throws {
            defer { lines.clear(keeping: 1 << 20) }
            var rest = lines.bytes
            while !rest.isEmpty {
                let count = Glibc.write(descriptor, rest.baseAddress, rest.count)
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { throw WriteFault(code: errno) }
                rest = UnsafeRawBufferPointer(rebasing: rest[count...])
            }
        }
    }
}

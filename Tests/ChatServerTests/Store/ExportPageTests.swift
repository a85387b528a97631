import ChatCore
import Testing

@testable import ChatServer
@testable import Store

/// Pages of what is kept of an account.
@Suite struct ExportPageTests {
    private typealias KeptRank = ExportPage.KeptRank

    private let ranks: [KeptRank]
    private let said = (1...4).map { KeptMessage(seq: $0, room: 1, message: ExportPageTests.message(100 + $0)) }
    private let told = (1...4).map {
        Fact.PrivateMessage(ExportPageTests.message(200 + $0), recipient: 2, recipientNick: "bob")
    }

    init() throws {
        let room = try #require(RoomName("a"))
        ranks = [5, 2, 9].map { KeptRank(number: $0, room: room, rank: .op) }
    }

    private static func message(_ id: Int64) -> Message {
        Message(id: id, time: id, account: 1, nick: "ann", text: Array("hi".utf8))
    }

    private func page(_ place: ExportPlace?, count: Int, bytes: Int = 65_536) -> ExportPage {
        ExportPage(account: AccountID(number: 1), place: place, count: count, bytes: bytes)
    }

    /// What a store would answer that has these messages.
    private func answers(_ page: ExportPage) -> [StoreAnswer] {
        page.jobs.map { job in
            switch job {
            case .export(1, let seq, let count, _):
                let rows = said.filter { $0.seq > seq }
                return .page(Array(rows.prefix(count)), more: rows.count > count)
            case .mailbox(1, with: nil, .since(let id, before: nil), let count, _, _):
                let rows = told.filter { $0.message.id > id }
                return .mailbox(Array(rows.prefix(count)), more: rows.count > count)
            default: return .failed("it was not asked for")
            }
        }
    }

    @Test func whatFitsIsOnePage() throws {
        let page = page(nil, count: 11)
        let contents = try #require(page.contents(answers(page), ranks: ranks))
        #expect(contents.ranks.map(\.number) == [2, 5, 9])
        #expect(Array(contents.said) == said && Array(contents.told) == told && contents.next == nil)
    }

    /// Each is told once, in the same order, however large pages are.
    @Test(arguments: 1...12) func pagesFollowEachOther(count: Int) throws {
        var (numbers, seqs, ids): ([Int64], [Int64], [Int64]) = ([], [], [])
        var place: ExportPlace?
        var pages = 0
        repeat {
            let page = page(place, count: count)
            let contents = try #require(page.contents(answers(page), ranks: ranks))
            #expect(contents.ranks.count + contents.said.count + contents.told.count <= count)
            numbers += contents.ranks.map(\.number)
            seqs += contents.said.map(\.seq)
            ids += contents.told.map(\.message.id)
            place = contents.next
            pages += 1
        } while place != nil && pages < 20
        #expect(numbers == [2, 5, 9] && seqs == [1, 2, 3, 4] && ids == [201, 202, 203, 204])
        #expect(pages <= 11 / count + 3)
    }

    @Test func manyRanksTakeSeveralPages() throws {
        let page = page(.rank(2), count: 1_000, bytes: 256)
        let contents = try #require(page.contents(answers(page), ranks: ranks))
        #expect(contents.ranks.map(\.number) == [5] && contents.next == .rank(5))
        #expect(contents.said.isEmpty && contents.told.isEmpty)
    }

    @Test func noAnswerIsNoPage() {
        let page = page(nil, count: 20)
        #expect(page.contents([.tooLong, .mailbox([], more: false)], ranks: []) == nil)
        #expect(page.contents([.page([], more: false), .failed("gone")], ranks: []) == nil)
    }

    @Test func anAccountWithNothingIsOnePage() throws {
        let contents = try #require(
            page(nil, count: 20).contents([.page([], more: false), .mailbox([], more: false)], ranks: []))
        #expect(contents.next == nil)
    }
}

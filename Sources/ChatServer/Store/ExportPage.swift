import ChatCore
import Store

/// A page of what is kept of an account: what a store is asked for it, and what of its answers the page has.
struct ExportPage {
    let account: AccountID
    /// Where the page before it ended; nil: this is the first.
    let place: ExportPlace?
    /// Lines at most, but for the account itself and whom it ignores.
    let count: Int
    /// That its messages may take.
    let bytes: Int

    /// What an account is in a room, and the number by which the store knows that.
    struct KeptRank {
        let number: Int64
        let room: RoomName
        let rank: Rank
    }

    /// What the page has besides the account itself.
    struct Contents {
        var ranks: ArraySlice<KeptRank> = []
        var said: ArraySlice<KeptMessage> = []
        var told: ArraySlice<Fact.PrivateMessage> = []
        /// nil: this is the last page.
        var next: ExportPlace?
    }

    /// What fits onto one page is asked for at once; where there is more, one kind after the other.
    var jobs: [StoreJob] {
        switch place {
        case nil, .rank: [said(after: 0, bytes / 2), told(after: 0, bytes / 2)]
        case .said(let number): [said(after: number, bytes)]
        case .privateMessage(let id): [told(after: id, bytes)]
        }
    }

    private func said(after number: Int64, _ bytes: Int) -> StoreJob {
        .export(account: Int64(account.number), after: number, count: count, bytes: bytes)
    }

    private func told(after id: Int64, _ bytes: Int) -> StoreJob {
        .mailbox(account: Int64(account.number), with: nil, .since(id, before: nil), count: count, bytes: bytes)
    }

    /// - Parameter ranks: all that the account has, by the numbers of their rooms.
    /// - Returns: nil where the store could not answer.
    func contents(_ answers: [StoreAnswer], ranks: [KeptRank]) -> Contents? {
        var contents = Contents()
        var left = count
        if let ranks = self.ranks(of: ranks) {
            contents.ranks = ranks.prefix(min(count, max(1, bytes / ExportPage.rankBytes)))
            left -= contents.ranks.count
            if contents.ranks.count < ranks.count, let last = contents.ranks.last {
                contents.next = .rank(last.number)
                return contents
            }
        }
        // Private messages that are not asked for come on the next page.
        var asksPrivate = false
        for answer in answers {
            switch answer {
            case .page(let said, let hasMore):
                contents.said = said.prefix(left)
                left -= contents.said.count
                if hasMore || contents.said.count < said.count {
                    contents.next = .said(contents.said.last?.seq ?? 0)
                    return contents
                }
            case .mailbox(let told, let hasMore):
                asksPrivate = true
                contents.told = told.prefix(left)
                if hasMore || contents.told.count < told.count {
                    contents.next = .privateMessage(contents.told.last?.message.id ?? 0)
                }
            default: return nil
            }
        }
        if !asksPrivate { contents.next = .privateMessage(0) }
        return contents
    }

    /// Of a line that tells a rank.
    private static let rankBytes = 256

    /// Those that are not told yet, in order; nil where all are.
    private func ranks(of all: [KeptRank]) -> [KeptRank]? {
        switch place {
        case nil: all.sorted { $0.number < $1.number }
        case .rank(let last): all.filter { $0.number > last }.sorted { $0.number < $1.number }
        case .said, .privateMessage: nil
        }
    }
}

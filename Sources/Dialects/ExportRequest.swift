import ChatCore

/// What is kept of one's own account, a page of it.
public struct ExportRequest: Hashable, Sendable {
    /// Lines at most; nil: as many as a room's history would be told.
    public var count: Int?
    /// Where the last page ended, as its answer said; nil: this is the first.
    public var cursor: ExportPlace?
    /// The page behind the one that was told last.
    public var isMore: Bool

    public init(count: Int? = nil, cursor: ExportPlace? = nil, isMore: Bool = false) {
        self.count = count
        self.cursor = cursor
        self.isMore = isMore
    }
}

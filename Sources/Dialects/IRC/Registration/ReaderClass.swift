/// A class of IRC's readers: those of one read the same bytes of what is said.
///
/// Few capabilities change these bytes, and who has `message-tags` takes any tag. So there are six classes, and twelve where somebody
/// joins, as `extended-join` makes two of each.
package struct ReaderClass: Hashable, Sendable {
    package enum Tags: UInt8, Hashable, Sendable, CaseIterable {
        case none
        /// `server-time`
        case time
        /// `account-tag`
        case account
        case timeAndAccount
        /// `message-tags`: time, account, msgid, bot and those from client to client.
        case all
        /// And `draft/multiline`, so what is long is one batch.
        case allAndMultiline

        package var hasTime: Bool { self != .none && self != .account }
        package var hasAccount: Bool { rawValue >= Tags.account.rawValue }
        package var hasAll: Bool { rawValue >= Tags.all.rawValue }
    }

    package let tags: Tags
    package let hasExtendedJoin: Bool

    package static let count = 2 * Tags.allCases.count

    package init(_ capabilities: Capabilities) {
        hasExtendedJoin = capabilities.contains(.extendedJoin)
        if capabilities.contains(.messageTags) {
            tags = capabilities.isSuperset(of: [.multiline, .batch]) ? .allAndMultiline : .all
        } else {
            switch (capabilities.contains(.serverTime), capabilities.contains(.accountTag)) {
            case (false, false): tags = .none
            case (true, false): tags = .time
            case (false, true): tags = .account
            case (true, true): tags = .timeAndAccount
            }
        }
    }

    /// - Parameter index: from 0 to `count - 1`.
    package init(index: Int) {
        precondition((0..<ReaderClass.count).contains(index), "a class of readers that there is not")
        tags = Tags.allCases[index % Tags.allCases.count]
        hasExtendedJoin = index >= Tags.allCases.count
    }

    package var index: Int { Int(tags.rawValue) + (hasExtendedJoin ? Tags.allCases.count : 0) }

    /// The capabilities without which something is not shown at all; they make no class.
    package static let filters: Capabilities = [
        .awayNotify, .accountNotify, .chghost, .setname, .inviteNotify, .messageRedaction, .channelRename, .messageTags,
        .extendedMonitor, .metadata, .readMarker,
    ]
}

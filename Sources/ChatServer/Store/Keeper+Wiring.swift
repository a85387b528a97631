import ChatCore
import Libevent
import Passwords
import Store

extension Keeper {
    /// The name under which a store has the key of cloaks.
    private static let cloakKey = "cloak_key"

    /// Has hosts be shown as they were when this store was used last.
    func keep(_ cloaks: Cloaks) {
        if let key = settingsKept[Keeper.cloakKey].flatMap({ CloakKey($0) }) { return cloaks.useKey(key) }
        put(Keeper.fact(of: cloaks))
    }

    /// How it is kept by what names hosts are shown.
    static func fact(of cloaks: Cloaks) -> Fact { .setting(cloakKey, cloaks.key.bytes) }

    /// - Returns: nil for a fact of something else.
    static func cloakKey(in fact: Fact) -> CloakKey? {
        guard case .setting(cloakKey, let bytes?) = fact else { return nil }
        return CloakKey(bytes)
    }
}

extension StoreLogins {
    /// In the store of a keeper.
    /// - Throws: `FactError` where its queue has what is no fact.
    convenience init(_ keeper: Keeper, on loop: EventLoop) throws {
        self.init(
            keeper.path, on: loop, put: { [unowned keeper] in keeper.put($0) },
            committed: { [unowned keeper] in keeper.committed })
        // A password that an older process was given a moment ago is only in what it handed over.
        take(try Fact.all(in: keeper.queue.uncommitted.bytes), last: keeper.figures.last)
    }
}

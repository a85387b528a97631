/// Whose a connection is, as proxies say by `X-Forwarded-For`: each adds the address that it was connected to from.
package enum ForwardedFor<Address: Equatable>: Equatable {
    /// Nothing is said: it is the proxy's own.
    case nobody
    case client(Address)
    /// What stands there is no address.
    case unreadable

    /// - Parameters:
    ///   - entries: in their order: the last is of the nearest proxy.
    ///   - address: reads one.
    ///   - isTrusted: whether what the one there says is believed. The first from behind who is not trusted is the client: what stands before
    ///     it anybody may have written.
    package init(_ entries: [String], address: (String) -> Address?, isTrusted: (Address) -> Bool) {
        self = .nobody
        for entry in entries.reversed() {
            guard let found = address(ForwardedFor.bare(entry)) else {
                self = .unreadable
                return
            }
            self = .client(found)
            if !isTrusted(found) { return }
        }
    }

    /// Without a port and the brackets of IPv6.
    private static func bare(_ entry: String) -> String {
        if entry.hasPrefix("["), let end = entry.firstIndex(of: "]") {
            return String(entry[entry.index(after: entry.startIndex)..<end])
        }
        let isV4WithPort = entry.contains(".") && entry.filter { $0 == ":" }.count == 1
        return isV4WithPort ? String(entry.prefix { $0 != ":" }) : entry
    }
}

import Glibc
import Threads

/// A password, or what stands for one, which is wiped when nobody needs it any more.
///
/// It may go to the thread that hashes. Its bytes are in one place: they are lent, and never copied.
public final class Secret: Hashable, Sendable, CustomStringConvertible {
    /// With a NUL behind them, so that there is always an address to give to C.
    private let bytes: Locked<[UInt8]>

    /// Copies the bytes; what they are copied from is the caller's to wipe.
    package init(_ bytes: some Collection<UInt8>) {
        var copy: [UInt8] = []
        // It never moves, so no copy of it stays behind.
        copy.reserveCapacity(bytes.count + 1)
        copy.append(contentsOf: bytes)
        copy.append(0)
        self.bytes = Locked(copy)
    }

    deinit {
        bytes.withLock { $0.withUnsafeMutableBytes { Secret.wipe($0) } }
    }

    /// In bytes.
    package var count: Int { bytes.withLock { $0.count - 1 } }

    /// Lends the bytes.
    package func withBytes<Result: Sendable>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        bytes.withLock { $0.withUnsafeBytes { body(UnsafeRawBufferPointer(rebasing: $0.dropLast())) } }
    }

    /// Lends the bytes as C takes a password.
    package func withCharacters<Result: Sendable>(_ body: (_ start: UnsafePointer<CChar>, _ count: UInt64) -> Result)
        -> Result
    {
        withBytes { bytes in
            bytes.withMemoryRebound(to: CChar.self) { body($0.baseAddress!, UInt64($0.count)) }
        }
    }

    /// Nothing that may be logged says more.
    public var description: String { "(a secret)" }

    /// Overwrites with zeros what held a secret, also where a compiler thinks that nobody reads it again (`explicit_bzero`).
    package static func wipe(_ bytes: UnsafeMutableRawBufferPointer) {
        guard let start = bytes.baseAddress else { return }
        explicit_bzero(start, bytes.count)
    }

    /// Overwrites an array's bytes with zeros, and empties it. It must be the only one that holds them.
    package static func wipe(_ bytes: inout [UInt8]) {
        bytes.withUnsafeMutableBytes { wipe($0) }
        bytes = []
    }

    // MARK: - Comparing

    /// In a time that does not tell how much of them is the same.
    public static func == (one: Secret, other: Secret) -> Bool {
        if one === other { return true }
        let bytes = other.withBytes { Array($0) }
        return one.withBytes { one in
            one.count == bytes.count && zip(one, bytes).reduce(0) { $0 | $1.0 ^ $1.1 } == 0
        }
    }

    /// Tells nothing but the length.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(count)
    }
}

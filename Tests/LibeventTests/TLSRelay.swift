import Glibc

/// One way between two sockets: what comes from one goes to the other when the test says so, and is kept for a look.
final class TLSRelay {
    private let from: Int32
    private let to: Int32
    private var pending: ArraySlice<UInt8> = []
    /// All that came.
    private(set) var captured: [UInt8] = []
    /// At most so many bytes are moved at a time.
    var chunk = 65536
    /// After so many bytes the way ends, as if its sender had gone.
    var limit = Int.max
    /// Whether anything is read.
    var isOpen = true
    private(set) var isEnded = false
    private(set) var error: Int32 = 0

    init(from: Int32, to: Int32) {
        self.from = from
        self.to = to
    }

    func pump() {
        pass()
        guard pending.isEmpty, isOpen, !isEnded else { return }
        var buffer = [UInt8](repeating: 0, count: min(chunk, limit - captured.count))
        let count = buffer.isEmpty ? 0 : recv(from, &buffer, buffer.count, Int32(MSG_DONTWAIT))
        if count > 0 {
            captured += buffer[..<count]
            pending = buffer[..<count]
            pass()
        } else if count == 0 || errno != EAGAIN {
            error = count == 0 ? 0 : errno
            isEnded = true
            shutdown(to, Int32(SHUT_WR))
        }
    }

    private func pass() {
        guard !pending.isEmpty else { return }
        let count = pending.withUnsafeBytes {
            send(to, $0.baseAddress, $0.count, Int32(MSG_DONTWAIT | MSG_NOSIGNAL))
        }
        if count > 0 { pending = pending.dropFirst(count) }
    }

    /// The TLS records (RFC 8446, section 5.1) among what came after a mark: their types and lengths.
    func records(from mark: Int) -> [(type: UInt8, length: Int)] {
        var records: [(type: UInt8, length: Int)] = []
        var rest = captured[mark...]
        while rest.count >= 5 {
            let start = rest.startIndex
            let length = Int(rest[start + 3]) << 8 | Int(rest[start + 4])
            records.append((rest[start], length))
            rest = rest.dropFirst(5 + length)
        }
        return records
    }
}

import Glibc

/// Writing to descriptors that may block or be closed.
enum Output {
    /// Writes it all; false where the other end is gone.
    @discardableResult
    static func write(_ text: String, to descriptor: Int32) -> Bool {
        var text = text
        return text.withUTF8 { bytes in
            var rest = UnsafeRawBufferPointer(bytes)
            while !rest.isEmpty {
                let count = Glibc.write(descriptor, rest.baseAddress, rest.count)
                if count >= 0 {
                    rest = UnsafeRawBufferPointer(rebasing: rest[count...])
                    continue
                }
                switch errno {
                case EINTR: continue
                case EAGAIN:
                    // Somebody else made it non-blocking: the shell's other programs share it.
                    var watched = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                    poll(&watched, 1, -1)
                default: return false
                }
            }
            return true
        }
    }
}

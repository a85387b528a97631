import CLibevent
import Glibc

/// What of a connection another process needs to go on with it, whatever its bytes mean.
extension ByteConnection {
    /// The socket, which stays this connection's; nil once it is closed.
    public var socket: Int32? { bufferEvent == nil ? nil : descriptor }

    /// Another process can go on with it: it is made, is not about to close, and has no TLS.
    var isSuspendable: Bool { bufferEvent != nil && ssl == nil && (state == .open || state == .ended) }

    /// What came, and was not taken by anybody yet.
    var waitingInput: [UInt8] { ByteConnection.bytes(of: bufferevent_get_input(bufferEvent)) }

    /// What waits for the peer to read.
    var waitingOutput: [UInt8] {
        let output = bufferevent_get_output(bufferEvent)
        // A bufferevent freezes the end of its output that only it takes from; to look is to take, in this.
        evbuffer_unfreeze(output, 1)
        defer { evbuffer_freeze(output, 1) }
        return ByteConnection.bytes(of: output)
    }

    /// Takes what waited in another process.
    /// - Parameter outputEnd: where a unit of the output ends; nil: as its bytes tell.
    func resume(input bytes: [UInt8], output: [UInt8], outputEnd: Int?, isPaused: Bool, isEnded: Bool) {
        self.isPaused = isPaused
        if isEnded { state = .ended }
        if let input = bufferevent_get_input(bufferEvent) {
            // A bufferevent freezes the end of its input that only it adds to.
            evbuffer_unfreeze(input, 0)
            evbuffer_add(input, bytes, bytes.count)
            evbuffer_freeze(input, 0)
        }
        guard !output.isEmpty else { return }
        noteUnits(ofResumed: output, endingAt: outputEnd)
        bufferevent_write(bufferEvent, output, output.count)
    }

    /// Reads on.
    /// - Returns: false where it is paused, or has ended.
    func readOn() -> Bool {
        guard state == .open, !isPaused else { return false }
        bufferevent_enable(bufferEvent, Int16(EV_READ))
        return true
    }

    static func bytes(of buffer: OpaquePointer?) -> [UInt8] {
        let count = evbuffer_get_length(buffer)
        // Of no bytes the array would be the one empty array of the process, which it writes its count to: a race of two loops.
        guard count > 0 else { return [] }
        return [UInt8](unsafeUninitializedCapacity: count) { bytes, written in
            written = max(0, evbuffer_copyout(buffer, bytes.baseAddress, count))
        }
    }
}

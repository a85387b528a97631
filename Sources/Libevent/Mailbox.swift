import Glibc

/// Takes messages from other threads and hands them over on the loop's: the one thread-safe door to a loop.
///
/// Messages are pointers sent through a pipe: the kernel orders them, wakes the loop and holds a poster back when the loop
/// falls behind (at 8,192 messages), so neither a lock nor a queue of our own is needed.
public final class Mailbox<Message: Sendable> {
    /// The end to give away; any thread may post, and keep it for as long as it likes.
    public let sender: MailboxSender<Message>
    private let descriptor: Int32
    private var watch: DescriptorWatch?
    private let handler: (Message) -> Void
    /// Handed over in one turn at most, so that a tireless poster leaves the rest of the loop its turns.
    private static var turnMessages: Int { 256 }

    /// - Parameter handler: may drop the mailbox; messages that it did not get are gone then.
    /// - Throws: `LibeventError` where no pipe is to be had (`EMFILE`).
    public init(on loop: EventLoop, _ handler: @escaping (Message) -> Void) throws(LibeventError) {
        let (reading, writing) = try makePipe()
        // Only our end: a poster is to wait while the pipe is full.
        _ = fcntl(reading, F_SETFL, O_NONBLOCK)
        descriptor = reading
        sender = MailboxSender(descriptor: writing)
        self.handler = handler
        watch = try DescriptorWatch(on: loop, descriptor: reading) { [weak self] in
            for _ in 0..<Self.turnMessages {
                guard let self, let message = self.take() else { return }
                self.handler(message)
            }
        }
    }

    deinit {
        watch = nil
        while take() != nil {}
        Glibc.close(descriptor)
    }

    /// Hands over all that was posted, now.
    func takeAll() {
        while let message = take() { handler(message) }
    }

    private func take() -> Message? {
        var pointer: UnsafeMutableRawPointer?
        let size = MemoryLayout<UnsafeMutableRawPointer>.size
        guard read(descriptor, &pointer, size) == size, let pointer else { return nil }
        return Unmanaged<MessageBox<Message>>.fromOpaque(pointer).takeRetainedValue().message
    }
}

/// The sending end of a `Mailbox`.
public final class MailboxSender<Message: Sendable>: Sendable {
    private let descriptor: Int32

    init(descriptor: Int32) {
        self.descriptor = descriptor
    }

    deinit {
        Glibc.close(descriptor)
    }

    /// Hands a message over; blocks while 8,192 wait, so the loop's own thread must not send itself as many. Messages of one
    /// thread arrive in their order.
    /// - Returns: false where the mailbox is gone; the message is dropped.
    @discardableResult
    public func post(_ message: Message) -> Bool {
        let box = Unmanaged.passRetained(MessageBox(message))
        var pointer = box.toOpaque()
        let size = MemoryLayout<UnsafeMutableRawPointer>.size
        // A write of a pointer's size is atomic (PIPE_BUF).
        while true {
            if write(descriptor, &pointer, size) == size { return true }
            if errno != EINTR { break }
        }
        box.release()
        return false
    }
}

private final class MessageBox<Message: Sendable> {
    let message: Message

    init(_ message: Message) {
        self.message = message
    }
}

import Glibc
import Testing

@testable import Libevent

/// A body that runs on a thread of its own.
final class Thread {
    private var handle = pthread_t()

    init(_ body: @escaping @Sendable () -> Void) throws {
        let context = Unmanaged.passRetained(Body(body))
        let status = pthread_create(
            &handle, nil,
            { context in
                guard let context else { return nil }
                Unmanaged<Body>.fromOpaque(context).takeRetainedValue().run()
                return nil
            }, context.toOpaque())
        if status != 0 { context.release() }
        try #require(status == 0)
    }

    func join() {
        pthread_join(handle, nil)
    }

    private final class Body {
        let run: @Sendable () -> Void

        init(_ run: @escaping @Sendable () -> Void) {
            self.run = run
        }
    }
}

@Suite struct MailboxTests {
    /// Counts how many of it there are is not possible across threads without a lock; that it is freed is LSan's to tell.
    private final class Letter: Sendable {
        let thread: Int
        let number: Int

        init(_ thread: Int, _ number: Int) {
            self.thread = thread
            self.number = number
        }
    }

    /// More than the pipe holds, from several threads: each thread's arrive in their order.
    @Test func ordersEachThreads() throws {
        let loop = try EventLoop()
        let (threads, letters) = (4, 5_000)
        var next = [Int](repeating: 0, count: threads)
        var disorder = 0
        let mailbox = try Mailbox<Letter>(on: loop) { letter in
            if next[letter.thread] != letter.number { disorder += 1 }
            next[letter.thread] += 1
            if next.allSatisfy({ $0 == letters }) { loop.stop() }
        }
        let sender = mailbox.sender
        let posters = try (0..<threads).map { thread in
            try Thread { for number in 0..<letters { sender.post(Letter(thread, number)) } }
        }
        loop.run()
        for poster in posters { poster.join() }
        #expect(next == [Int](repeating: letters, count: threads))
        #expect(disorder == 0)
    }

    /// What nobody will read is said to be so.
    @Test func aMailboxThatIsGone() throws {
        let loop = try EventLoop()
        var mailbox: Mailbox<Letter>? = try Mailbox(on: loop) { _ in Issue.record("it was handed over") }
        let sender = try #require(mailbox?.sender)
        #expect(sender.post(Letter(0, 0)))
        mailbox = nil
        #expect(!sender.post(Letter(0, 1)))
    }

    /// A poster that waits for room learns that the mailbox is gone.
    @Test func goneWhileAPosterWaits() throws {
        let loop = try EventLoop()
        var mailbox: Mailbox<Letter>?
        mailbox = try Mailbox(on: loop) { _ in }
        let sender = try #require(mailbox?.sender)
        let poster = try Thread {
            var number = 0
            while sender.post(Letter(0, number)) { number += 1 }
        }
        mailbox = nil
        poster.join()
    }

    @Test func mayBeDroppedInItsOwnCallback() throws {
        let loop = try EventLoop()
        var handed = 0
        var mailbox: Mailbox<Letter>?
        mailbox = try Mailbox(on: loop) { _ in
            handed += 1
            mailbox = nil
        }
        let sender = try #require(mailbox?.sender)
        for number in 0..<3 { #expect(sender.post(Letter(0, number))) }
        loop.run()
        #expect(handed == 1)
    }

    /// One who always has another letter does not keep the loop from the rest of its work.
    @Test func aTirelessPosterLeavesTurnsToOthers() throws {
        let loop = try EventLoop()
        var sender: MailboxSender<Letter>?
        var handed = 0
        let mailbox = try Mailbox<Letter>(on: loop) { letter in
            handed += 1
            if handed < 100_000 { sender?.post(Letter(0, letter.number + 1)) } else { loop.stop() }
        }
        sender = mailbox.sender
        sender?.post(Letter(0, 0))
        let timer = try Libevent.Timer(on: loop) { loop.stop() }
        timer.schedule(after: .zero)
        loop.run()
        #expect(handed < 100_000)
    }
}

@Suite struct PipeTests {
    @Test func noProgramGetsIt() throws {
        let (reading, writing) = try makePipe()
        for end in [reading, writing] { #expect(fcntl(end, F_GETFD) == FD_CLOEXEC) }
        #expect(write(writing, "x", 1) == 1)
        var byte: UInt8 = 0
        #expect(read(reading, &byte, 1) == 1 && byte == UInt8(ascii: "x"))
        close(reading)
        close(writing)
    }

    /// What libevent makes by itself, and what it hands over.
    @Test func norAConnectionOrAListener() throws {
        let loop = try EventLoop()
        let address = try resolved("127.0.0.1:0")
        let listener = try Listener(on: loop, address: address)
        #expect(fcntl(listener.descriptor, F_GETFD) == FD_CLOEXEC)
        listener.onAccept = { [loop] descriptor, _ in
            #expect(fcntl(descriptor, F_GETFD) == FD_CLOEXEC)
            close(descriptor)
            loop.stop()
        }
        let client = try LineConnection.connect(on: loop, to: listener.address, maximumLineLength: 64)
        #expect(client.socket.map { fcntl($0, F_GETFD) } == FD_CLOEXEC)
        loop.run()
        client.close()
    }
}

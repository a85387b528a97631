import Glibc
import Libevent
import TestSupport
import Testing

@testable import Handover

/// Every deadline is so many times as long, as under a sanitizer.
private let patience = testPatience

@Suite struct HandoverChannelTests {
    @Test func messagesAndDescriptors() throws {
        let (one, other) = try HandoverChannel.pair()
        var pipe: [Int32] = [-1, -1]
        try #require(Glibc.pipe(&pipe) == 0)
        try one.send(HandoverChannel.Message(bytes: [1, 2, 3], descriptors: pipe))
        try one.send(HandoverChannel.Message(bytes: [4]))
        let first = try #require(try other.receive())
        #expect(first.bytes == [1, 2, 3])
        try #require(first.descriptors.count == 2)
        for descriptor in first.descriptors { #expect(fcntl(descriptor, F_GETFD) & FD_CLOEXEC != 0) }
        // What is written into the copy comes out of the original.
        #expect(write(first.descriptors[1], "x", 1) == 1)
        var byte: UInt8 = 0
        #expect(read(pipe[0], &byte, 1) == 1)
        #expect(byte == UInt8(ascii: "x"))
        for descriptor in pipe + first.descriptors { close(descriptor) }
        let second = try #require(try other.receive())
        #expect(second.bytes == [4] && second.descriptors.isEmpty)
    }

    @Test func theEnd() throws {
        var (one, other): (HandoverChannel?, HandoverChannel) = try HandoverChannel.pair()
        #expect(one?.peerUser == geteuid())
        one = nil
        #expect(try other.receive().map { $0.bytes } == nil)
        #expect(throws: HandoverError("the other process has ended")) {
            try other.send(HandoverChannel.Message(bytes: [1]))
        }
    }

    @Test func noAnswerInTime() throws {
        let (one, other) = try HandoverChannel.pair()
        one.limitEach(to: .milliseconds(50))
        #expect(throws: HandoverError("no answer in time")) { _ = try one.receive() }
        withExtendedLifetime(other) {}
    }

    /// A whole conversation has one time, however many messages it takes.
    @Test func oneTimeForAll() throws {
        let (one, other) = try HandoverChannel.pair()
        one.limitAll(to: .seconds(10 * patience))
        try other.send(HandoverChannel.Message(bytes: [1]))
        #expect(try one.receive()?.bytes == [1])
        one.limitAll(to: .zero)
        try other.send(HandoverChannel.Message(bytes: [2]))
        #expect(throws: HandoverError("no answer in time")) { _ = try one.receive() }
        #expect(throws: HandoverError("no answer in time")) { try one.send(HandoverChannel.Message(bytes: [3])) }
    }

    /// A process that refuses ends at once, and leaves unread what it was sent: that is what the kernel tells first.
    @Test func lastWords() throws {
        var (one, other): (HandoverChannel, HandoverChannel?) = try HandoverChannel.pair()
        try one.send(HandoverChannel.Message(bytes: [1]))
        try other?.send(.refused, "there is no room".utf8)
        other = nil
        #expect(throws: HandoverError("the other process has ended")) { _ = try one.receive() }
        #expect(one.lastWords() == HandoverError("there is no room"))
        (one, other) = try HandoverChannel.pair()
        try one.send(HandoverChannel.Message(bytes: [1]))
        try other?.send(.refused, "nor here".utf8)
        other = nil
        #expect(one.lastWords() == HandoverError("nor here"))
    }

    /// One that is there, and says nothing, is not waited for.
    @Test func noLastWords() throws {
        let (one, other) = try HandoverChannel.pair()
        one.limitEach(to: .seconds(60))
        let began = Instant.current()
        #expect(one.lastWords() == nil)
        #expect(Instant.current() - began < .seconds(30))
        withExtendedLifetime(other) {}
    }

    /// What is offered waits for nobody.
    @Test func offers() throws {
        let (one, other) = try HandoverChannel.pair()
        let message = HandoverChannel.Message(bytes: Array(repeating: 7, count: 30_000))
        var taken = 0
        while try one.offer(message) { taken += 1 }
        #expect(taken > 0)
        for _ in 0..<taken { #expect(try other.receive()?.bytes.count == 30_000) }
        #expect(try one.offer(message))
    }

    @Test func aMessageThatIsTooLong() throws {
        let (one, other) = try HandoverChannel.pair()
        let bytes = [UInt8](repeating: 0, count: HandoverChannel.messageBytes + 1)
        try one.send(HandoverChannel.Message(bytes: bytes))
        #expect(throws: HandoverError.self) { _ = try other.receive() }
    }
}

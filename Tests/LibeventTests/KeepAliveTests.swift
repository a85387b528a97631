import Glibc
import Testing

@testable import Libevent

@Suite struct KeepAliveTests {
    private func option(_ descriptor: Int32, _ level: Int32, _ name: Int32) -> Int32 {
        var value: Int32 = -1
        var size = socklen_t(MemoryLayout<Int32>.size)
        #expect(getsockopt(descriptor, level, name, &value, &size) == 0)
        return value
    }

    @Test func theKernelLooksAfterSilentPeersAndThoseWhoAcknowledgeNothing() throws {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        try #require(descriptor >= 0)
        defer { close(descriptor) }
        let tcp = Int32(IPPROTO_TCP)
        #expect(option(descriptor, SOL_SOCKET, SO_KEEPALIVE) == 0)
        setKeepAlive(descriptor, after: 120)
        #expect(option(descriptor, SOL_SOCKET, SO_KEEPALIVE) == 1)
        #expect(option(descriptor, tcp, TCP_KEEPIDLE) == 120)
        #expect(option(descriptor, tcp, TCP_USER_TIMEOUT) == 240_000)
        // The longest that a configuration allows, a day.
        setKeepAlive(descriptor, after: 86_400)
        #expect(option(descriptor, tcp, TCP_KEEPIDLE) == 32_767)
        #expect(option(descriptor, tcp, TCP_USER_TIMEOUT) == 172_800_000)
    }
}

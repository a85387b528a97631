import ChatCore
import Configuration
import Glibc
import Libevent
import Testing

@testable import ChatServer

/// A resolver that hangs: it answers when it is let.
private final class HungResolver {
    private let ends: (reading: Int32, writing: Int32)

    init() throws {
        ends = try makePipe()
    }

    deinit {
        // Who still waits finds the end.
        close(ends.writing)
    }

    /// Knows what ends in .example, and hangs at what begins with slow.
    var resolve: Addresses.Resolver {
        let reading = ends.reading
        return { endpoint throws(ResolveError) in
            guard case .host(let host, let port) = endpoint, host.hasSuffix(".example") else {
                return try endpoint.resolve(passive: true)
            }
            var byte: UInt8 = 0
            if host.hasPrefix("slow"), read(reading, &byte, 1) < 0 { return [] }
            guard !host.contains("nobody") else { throw ResolveError(host: host, reason: "Name or service not known") }
            return try Endpoint.host("127.0.0.1", port: port).resolve(passive: true)
        }
    }

    /// Lets as many lookups go on.
    func release(_ count: Int = 1) {
        _ = write(ends.writing, [UInt8](repeating: 1, count: count), count)
    }
}

/// A reload asks a resolver for names, and nobody waits for it.
@Suite struct NameLookupTests {
    private let resolver: HungResolver
    private let served: Served

    init() throws {
        resolver = try HungResolver()
        served = try Served(resolving: resolver.resolve)
    }

    /// The configuration that holds, under another name, with one listener more.
    private func changed(_ name: String, listening host: String? = nil) -> Configuration {
        var changed = served.server.configuration
        changed.name = name
        if let host { changed.listen.append(Configuration.Listen(.host(host, port: 0))) }
        return changed
    }

    /// Two talk with each other.
    private func talk(_ words: String) throws {
        let (ann, bob) = (try served.join(), try served.join())
        ann.send("\(words)\n")
        try served.run { bob.text.contains("> \(words)\n") }
    }

    @Test func sessionsAreServedMeanwhile() throws {
        var outcomes: [(any Error)?] = []
        served.server.reload(changed("after", listening: "slow.example")) { outcomes.append($0) }
        try talk("meanwhile")
        #expect(served.server.configuration.name == "localhost" && served.server.addresses.count == 1)
        #expect(outcomes.isEmpty && served.server.reloading.isUnderWay)
        resolver.release()
        try served.run { !outcomes.isEmpty }
        #expect(outcomes.count == 1 && outcomes[0] == nil)
        #expect(served.server.configuration.name == "after" && served.server.addresses.count == 2)
        try talk("afterwards")
        // Who is at the same place again is not asked for again.
        try served.server.reload(changed("again"))
        #expect(served.server.configuration.name == "again")
    }

    @Test func theFiguresPageToo() throws {
        var changed = changed("after")
        changed.admin.address = .host("slow.example", port: 0)
        var outcomes: [(any Error)?] = []
        served.server.reload(changed) { outcomes.append($0) }
        try talk("meanwhile")
        #expect(served.server.adminAddresses.isEmpty)
        resolver.release()
        try served.run { served.server.adminAddresses.count == 1 }
        #expect(outcomes.count == 1)
    }

    @Test func aNameThatNobodyHas() throws {
        var failure: (any Error)?
        let wanted = changed("after", listening: "slow.nobody.example")
        served.server.reload(wanted) { failure = $0 }
        try talk("meanwhile")
        resolver.release()
        try served.run { failure != nil }
        #expect("\(failure as Any)".contains("slow.nobody.example"))
        #expect(served.server.configuration.name == "localhost" && served.server.addresses.count == 1)
    }

    /// The last one counts; what was looked up for another is dropped.
    @Test func anotherReloadMeanwhile() throws {
        var first = 0
        served.server.reload(changed("first", listening: "slow.example")) { _ in first += 1 }
        try served.server.reload(changed("second"))
        #expect(served.server.configuration.name == "second")
        var third: [(any Error)?] = []
        served.server.reload(changed("third", listening: "slow.example")) { third.append($0) }
        resolver.release(2)
        try served.run { !third.isEmpty }
        #expect(first == 0 && third.count == 1 && third[0] == nil)
        #expect(served.server.configuration.name == "third" && served.server.addresses.count == 2)
    }

    /// Its file is not there any more, and nothing is to be changed by it.
    @Test func aBadFileMeanwhile() throws {
        served.server.reload(changed("first", listening: "slow.example")) { _ in Issue.record("it was done") }
        served.server.reloadFailed(ConfigurationError(["line 1: a fault"]))
        #expect(!served.server.reloading.isUnderWay)
        resolver.release()
        try talk("afterwards")
        #expect(served.server.configuration.name == "localhost")
    }

    @Test func theServerEndsMeanwhile() throws {
        served.server.reload(changed("first", listening: "slow.example")) { _ in Issue.record("it was done") }
        try served.drain()
        resolver.release()
    }

    @Test func anUpgradeMeanwhile() throws {
        served.server.reload(changed("first", listening: "slow.example")) { _ in Issue.record("it was done") }
        let server = served.server
        let timer = try Libevent.Timer(on: served.loop) {
            _ = server.handover()
            server.handedOver()
        }
        timer.schedule(after: .zero)
        try served.runToEnd()
        #expect(!server.reloading.isUnderWay)
        resolver.release()
    }

    /// Each hangs in a thread of its own, and there are only so many.
    @Test func manyThatHang() throws {
        func reload(_ name: String) -> (any Error)? {
            var failure: (any Error)?
            served.server.reload(changed(name, listening: "slow.example")) { failure = $0 }
            return failure
        }
        for number in 0..<NameLookup.mostThreads { #expect(reload("\(number)") == nil) }
        let refused = reload("one-too-many")
        #expect("\(refused as Any)".contains("try again later"))
        try talk("meanwhile")
        resolver.release(NameLookup.mostThreads + 1)
        // All of them were for nothing, and then there is room.
        var isDone = false
        try served.run {
            if !served.server.reloading.isUnderWay {
                served.server.reload(changed("last", listening: "slow.example")) { isDone = $0 == nil }
            }
            return isDone
        }
        #expect(served.server.configuration.name == "last")
    }
}

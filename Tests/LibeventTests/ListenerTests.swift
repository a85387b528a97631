import Glibc
import TestSupport
import Testing

@testable import Libevent

@Suite struct ListenerTests {
    private let loop: EventLoop

    init() throws {
        loop = try EventLoop()
    }

    private func address(_ text: String) throws -> SocketAddress {
        try resolved(text)
    }

    /// A path that no other test has.
    private func freePath() -> String {
        "/tmp/partyline-listener-\(getpid())-\(UInt32.random(in: 0 ... .max))"
    }

    /// Connects, and checks that it is accepted.
    private func accepts(_ listener: Listener, _ location: SourceLocation = #_sourceLocation) throws {
        var peers: [SocketAddress] = []
        listener.onAccept = { [loop] descriptor, peer in
            close(descriptor)
            peers.append(peer)
            loop.stop()
        }
        let client = try LineConnection.connect(on: loop, to: listener.address, maximumLineLength: 64)
        let deadline = try Libevent.Timer(on: loop) { [loop] in loop.stop() }
        deadline.schedule(after: .seconds(60))
        loop.run()
        client.close()
        #expect(peers.count == 1, sourceLocation: location)
        #expect(peers.first?.family == listener.address.family, sourceLocation: location)
    }

    @Test(arguments: Machine.loopbacks) func port0IsChosen(_ place: String) throws {
        let listener = try Listener(on: loop, address: address(place))
        #expect(listener.address.port != 0)
        try accepts(listener)
    }

    /// What an accepted connection has of its listener, also of one that somebody else has bound.
    @Test(arguments: [false, true]) func urgentDataStaysInItsPlace(adopts: Bool) throws {
        var listener = try Listener(on: loop, address: address("127.0.0.1:0"))
        if adopts {
            let descriptor = dup(listener.descriptor)
            var off: Int32 = 0
            setsockopt(descriptor, SOL_SOCKET, SO_OOBINLINE, &off, socklen_t(MemoryLayout<Int32>.size))
            listener = try Listener(on: loop, adopting: descriptor)
        }
        var isInline: Int32 = 0
        listener.onAccept = { [loop] descriptor, _ in
            var size = socklen_t(MemoryLayout<Int32>.size)
            getsockopt(descriptor, SOL_SOCKET, SO_OOBINLINE, &isInline, &size)
            close(descriptor)
            loop.stop()
        }
        let client = try LineConnection.connect(on: loop, to: listener.address, maximumLineLength: 64)
        loop.run()
        client.close()
        #expect(isInline == 1)
    }

    /// Both of the wildcard addresses can be had at one port.
    @Test(.enabled(if: Machine.hasIPv6, "needs IPv6 on the loopback interface"))
    func bothFamiliesAtOnePort() throws {
        let four = try Listener(on: loop, address: address("0.0.0.0:0"))
        let six = try Listener(on: loop, address: address("[::]:\(four.address.port)"))
        #expect(six.address.port == four.address.port)
    }

    /// Who comes by the hundred at once does not have all others wait: between two turns of a loop is what is not the listener's.
    @Test func someAreAcceptedInEachTurn() throws {
        let listener = try Listener(on: loop, address: address("127.0.0.1:0"))
        let newcomers = try (0..<300).map { _ in
            try LineConnection.connect(on: loop, to: listener.address, maximumLineLength: 64)
        }
        var (accepted, turns) = ([0], 0)
        listener.onAccept = { descriptor, _ in
            close(descriptor)
            accepted[turns] += 1
        }
        loop.onTurnEnd = { [loop] in
            turns += 1
            accepted.append(0)
            if accepted.reduce(0, +) == newcomers.count { loop.stop() }
        }
        let deadline = try Libevent.Timer(on: loop) { [loop] in loop.stop() }
        deadline.schedule(after: .seconds(60))
        loop.run()
        #expect(accepted.reduce(0, +) == 300)
        #expect(accepted.max() == Listener.acceptedAtOnce)
        loop.onTurnEnd = nil
        for newcomer in newcomers { newcomer.close() }
    }

    @Test func inUse() throws {
        let listener = try Listener(on: loop, address: address("127.0.0.1:0"))
        let place = listener.address
        #expect(throws: LibeventError("bind", code: EADDRINUSE, subject: place.description)) {
            _ = try Listener(on: loop, address: place)
        }
        listener.close()
        _ = try Listener(on: loop, address: place)
    }

    @Test func anAddressThatIsNotOurs() throws {
        #expect(throws: LibeventError("bind", code: EADDRNOTAVAIL, subject: "192.0.2.1:0")) {
            _ = try Listener(on: loop, address: try address("192.0.2.1:0"))
        }
    }

    // MARK: - Unix sockets

    @Test func aPathIsRemovedAtTheEnd() throws {
        let path = freePath()
        var listener: Listener? = try Listener(on: loop, address: try address("unix:\(path)"))
        try accepts(try #require(listener))
        #expect(access(path, F_OK) == 0)
        listener = nil
        #expect(access(path, F_OK) != 0)
    }

    @Test func aStalePathIsReplaced() throws {
        let path = freePath()
        defer { unlink(path) }
        // Bound, and closed without being removed: what a killed process leaves.
        let stale = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        let place = try address("unix:\(path)")
        #expect(place.withSockaddr { bind(stale, $0, $1) } == 0)
        #expect(listen(stale, 1) == 0)
        close(stale)
        try accepts(try Listener(on: loop, address: place))
    }

    /// One that somebody listens on is not taken away, nor disturbed by the look at it.
    @Test func aLivePathIsKept() throws {
        let path = freePath()
        let place = try address("unix:\(path)")
        let listener = try Listener(on: loop, address: place)
        listener.onAccept = { descriptor, _ in
            close(descriptor)
            Issue.record("it was connected to")
        }
        #expect(throws: LibeventError("bind", code: EADDRINUSE, subject: "unix:\(path)")) {
            _ = try Listener(on: loop, address: place)
        }
        let mark = try Libevent.Timer(on: loop) { [loop] in loop.stop() }
        mark.schedule(after: .milliseconds(1))
        loop.run()
        try accepts(listener)
    }

    @Test(arguments: [S_IFREG, S_IFDIR, S_IFLNK]) func anyOtherFileIsKept(_ kind: mode_t) throws {
        let path = freePath()
        defer { remove(path) }
        switch kind {
        case S_IFDIR: #expect(mkdir(path, 0o700) == 0)
        case S_IFLNK: #expect(symlink("/nonexistent", path) == 0)
        default: close(open(path, O_CREAT | O_WRONLY, 0o600))
        }
        #expect(throws: LibeventError("bind", code: EEXIST, subject: "unix:\(path)")) {
            _ = try Listener(on: loop, address: try address("unix:\(path)"))
        }
        var status = stat()
        #expect(lstat(path, &status) == 0)
        #expect(status.st_mode & S_IFMT == kind)
    }

    /// Who has taken the path over meanwhile keeps it.
    @Test func theNextOnesPathIsKept() throws {
        let path = freePath()
        let place = try address("unix:\(path)")
        let first = try Listener(on: loop, address: place)
        unlink(path)
        let second = try Listener(on: loop, address: place)
        first.close()
        #expect(access(path, F_OK) == 0)
        try accepts(second)
    }

    // MARK: - Out of descriptors

    /// It rests, instead of spinning, and accepts those who waited when there are descriptors again. In a process of its own, as the
    /// limit is the process's.
    @Test func restsWithoutDescriptors() async {
        await #expect(processExitsWith: .success) {
            let loop = try EventLoop()
            let place = try resolved("127.0.0.1:0")
            let listener = try Listener(on: loop, address: place)
            let client = try LineConnection.connect(on: loop, to: listener.address, maximumLineLength: 64)
            // All the descriptors that there are.
            var limit = rlimit(rlim_cur: 64, rlim_max: 64)
            setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
            var taken: [Int32] = []
            func takeAll() {
                while case let descriptor = dup(0), descriptor >= 0 { taken.append(descriptor) }
            }
            takeAll()
            var errors: [Int32] = []
            var turns = 0
            loop.onTurnEnd = {
                turns += 1
                // The test's own runtime may have closed one meanwhile.
                if errors.count < 3 { takeAll() }
            }
            listener.onError = { error in
                errors.append(error.code)
                guard errors.count == 3 else { return }
                for descriptor in taken { close(descriptor) }
            }
            listener.onAccept = { descriptor, _ in
                close(descriptor)
                loop.stop()
            }
            let deadline = try Libevent.Timer(on: loop) { exit(1) }
            deadline.schedule(after: .seconds(60))
            loop.run()
            client.close()
            guard errors == [EMFILE, EMFILE, EMFILE], turns < 20 else { exit(2) }
            exit(0)
        }
    }
}

import Glibc
import Testing

@testable import Service

/// Descriptors as a service manager would hand them over, though not from 3 on, as the tests of a process share its numbers.
private final class Handover {
    private(set) var descriptors: [Int32] = []

    deinit {
        for descriptor in descriptors { close(descriptor) }
    }

    /// Hands a descriptor over.
    func add(_ descriptor: Int32) throws {
        try #require(descriptor >= 0)
        descriptors.append(descriptor)
    }

    func addSocket(_ family: Int32 = AF_INET, _ kind: __socket_type = SOCK_STREAM, listening: Bool = true) throws {
        let descriptor = socket(family, Int32(kind.rawValue), 0)
        if listening { try #require(listen(descriptor, 1) == 0) }
        try add(descriptor)
    }

    func take(_ values: [String: String], pid: String = "\(getpid())") throws(ServiceError) -> [ActivatedSocket] {
        let values = values.merging(["LISTEN_PID": pid]) { $1 }
        return try SocketActivation.takeSockets(ServiceEnvironment(values)) { [descriptors] index in
            index < descriptors.count ? descriptors[index] : -1
        }
    }
}

@Suite struct SocketActivationTests {
    @Test func socketsWithNames() throws {
        let handover = Handover()
        try handover.addSocket()
        try handover.addSocket(AF_INET6)
        let sockets = try handover.take(["LISTEN_FDS": "2", "LISTEN_FDNAMES": "chat:wire.socket"])
        #expect(sockets.map(\.descriptor) == handover.descriptors)
        #expect(sockets.map(\.name) == ["chat", "wire.socket"])
        for socket in sockets { #expect(fcntl(socket.descriptor, F_GETFD) & FD_CLOEXEC != 0) }
    }

    @Test func socketsWithoutNames() throws {
        let handover = Handover()
        try handover.addSocket()
        #expect(
            try handover.take(["LISTEN_FDS": "1"]) == [
                ActivatedSocket(descriptor: handover.descriptors[0], name: "unknown")
            ])
    }

    @Test func noneAreNone() throws {
        let handover = Handover()
        #expect(try handover.take([:]) == [])
        #expect(try handover.take(["LISTEN_FDS": "0", "LISTEN_FDNAMES": ""]) == [])
        #expect(try SocketActivation.takeSockets(ServiceEnvironment(["LISTEN_FDS": "1"])) == [])
    }

    /// They are for a parent of ours that didn't clean up, whatever they say.
    @Test func thoseOfAnotherProcessAreNotOurs() throws {
        let handover = Handover()
        #expect(try handover.take(["LISTEN_FDS": "lies"], pid: "1") == [])
    }

    @Test(arguments: ["", "one", "-1", "+1", "1 ", "2147483647", "99999999999999999999"])
    func aNumberThatIsNone(_ number: String) throws {
        let error = try fault { _ = try Handover().take(["LISTEN_FDS": number]) }
        #expect(error.description.contains("LISTEN_FDS is not a number"))
    }

    @Test func moreThanThereAre() throws {
        let handover = Handover()
        try handover.addSocket()
        let error = try fault { _ = try handover.take(["LISTEN_FDS": "100000"]) }
        #expect(error.description.contains("LISTEN_FDS is 100000, but descriptor -1 (unknown) is not open"))
        #expect(fcntl(handover.descriptors[0], F_GETFD) & FD_CLOEXEC == 0, "nothing is half done")
    }

    @Test(arguments: ["", "a", "a:b:c", "a:b:", "a:b\u{7}", "a:é"]) func namesThatAreOff(_ names: String) throws {
        let handover = Handover()
        for _ in 0..<2 { try handover.addSocket() }
        let error = try fault { _ = try handover.take(["LISTEN_FDS": "2", "LISTEN_FDNAMES": names]) }
        #expect(error.description.contains("LISTEN_FDNAMES has "))
    }

    @Test func whatIsNoListeningStreamSocket() throws {
        let handovers = (0..<4).map { _ in Handover() }
        try handovers[0].add(open("/dev/null", O_RDWR | O_CLOEXEC))
        try handovers[1].addSocket(AF_INET, SOCK_DGRAM, listening: false)
        try handovers[2].addSocket(listening: false)
        try handovers[3].add(open("/", O_RDONLY | O_CLOEXEC))
        let words = ["is no socket", "is no stream socket", "does not listen", "is no socket"]
        for (handover, words) in zip(handovers, words) {
            let error = try fault { _ = try handover.take(["LISTEN_FDS": "1", "LISTEN_FDNAMES": "chat"]) }
            #expect(error.description.contains("descriptor \(handover.descriptors[0]) (chat) \(words)"))
        }
    }

    @Test func aProcessNumberThatIsNone() throws {
        let error = try fault { _ = try Handover().take(["LISTEN_FDS": "1"], pid: "me") }
        #expect(error.description.contains("LISTEN_PID"))
    }
}

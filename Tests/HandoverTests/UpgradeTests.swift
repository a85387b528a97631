import Glibc
import Libevent
import Testing

@testable import Handover

/// A process that notes what an upgrade asks of it.
private final class Noted: Predecessor {
    private(set) var calls: [String] = []

    let program = HandoverProgram(version: "1", sections: [:])
    let bytesNotRehearsed = 0

    func nextEarlyPart() -> HandoverPart? { nil }

    func rehearsal() -> HandoverPart {
        calls.append("rehearsal")
        return HandoverPart(.rehearsal, [1])
    }

    func whole(with files: [String: Int32]) -> HandoverPart {
        calls.append("whole")
        return HandoverPart(.whole, [1])
    }

    func suspend() { calls.append("suspend") }
    func resume() { calls.append("resume") }
    func handedOver() { calls.append("handedOver") }
}

@Suite(.enabled(if: access("/usr/bin/python3", X_OK) == 0, "there is no python3")) struct UpgradeTests {
    /// A program that takes all that it is handed, is ready, and then does something else.
    private func program(then deed: String) -> Upgrade.Program {
        var hello = RecordWriter()
        hello.put("partyline-handover")
        hello.put(Sections.version)
        hello.put("test")
        hello.put(byte: 0)
        let script = """
            import os, socket
            channel = socket.socket(fileno=int(os.environ['PARTYLINE_HANDOVER']))
            def until(kind):
                while True:
                    message = channel.recv(70000)
                    if not message: os._exit(1)
                    if message[0] == kind: return
            channel.send(bytes([1] + \(hello.bytes)))
            until(8)
            channel.send(bytes([4]))
            \(deed)
            """
        return Upgrade.Program(path: "/usr/bin/python3", arguments: ["python3", "-c", script], environment: [])
    }

    /// - Returns: what was asked of the old process, in order.
    private func calls(
        upgradingTo program: Upgrade.Program, announcing announce: @escaping (pid_t) -> Void = { _ in }
    ) throws -> [String] {
        let loop = try EventLoop()
        let predecessor = Noted()
        var successor: pid_t?
        let upgrade = try Upgrade(of: predecessor, to: program, on: loop, announcing: announce) { result in
            if case .success(let success) = result { successor = success.process }
            loop.stop()
        }
        loop.run()
        withExtendedLifetime(upgrade) {}
        // This process lives on: a child that has ended and nobody waits for would keep it busy (exit tests wait for any).
        if let successor { while waitpid(successor, nil, 0) < 0, errno == EINTR {} }
        return predecessor.calls
    }

    /// Nothing of the old process runs any more when the new one learns that it is the server.
    @Test func itIsSuspendedBeforeTheCommit() throws {
        let program = program(then: "until(3); channel.send(bytes([4])); until(6)")
        #expect(try calls(upgradingTo: program) == ["rehearsal", "whole", "suspend", "handedOver"])
    }

    @Test func itGoesOnWhereTheCommitFails() throws {
        // Its end of the channel is closed when the commit is sent.
        let program = program(then: "until(3); channel.send(bytes([4]))")
        let calls = try calls(upgradingTo: program) { process in
            var state = siginfo_t()
            while waitid(P_PID, id_t(process), &state, WEXITED | WNOWAIT) != 0, errno == EINTR {}
        }
        #expect(calls == ["rehearsal", "whole", "suspend", "resume"])
    }

    /// It was not suspended, and may be told all the same.
    @Test func itGoesOnWhereTheOtherIsNotReady() throws {
        let calls = try calls(upgradingTo: program(then: "until(3)"))
        #expect(calls == ["rehearsal", "whole", "resume"])
    }
}

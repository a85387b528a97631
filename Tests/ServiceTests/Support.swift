import Glibc
import Testing

@testable import Service

/// A path in the temporary folder at which nothing is yet.
func freshPath() -> String {
    "/tmp/partyline-service-\(getpid())-\(UInt64.random(in: 0 ... .max))"
}

/// A pipe, as standard error might be one.
final class Pipe {
    let reading: Int32
    let writing: Int32

    init() throws {
        var ends: [Int32] = [-1, -1]
        try #require(pipe(&ends) == 0)
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        (reading, writing) = (ends[0], ends[1])
        _ = fcntl(reading, F_SETFL, O_NONBLOCK)
    }

    deinit {
        close(reading)
        close(writing)
    }

    /// What has been written and not been taken yet.
    func take() -> [UInt8] {
        var all: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65536)
        while true {
            let count = read(reading, &chunk, chunk.count)
            guard count > 0 else { return all }
            all += chunk[..<count]
        }
    }

    /// The same as text.
    func text() -> String {
        String(decoding: take(), as: UTF8.self)
    }

    /// Writes until nothing more is taken.
    func fill() {
        _ = fcntl(writing, F_SETFL, O_NONBLOCK)
        let chunk = [UInt8](repeating: UInt8(ascii: "."), count: 4096)
        while write(writing, chunk, chunk.count) > 0 {}
        _ = fcntl(writing, F_SETFL, 0)
    }
}

/// A child that does nothing until it is ended.
final class IdleProcess {
    let pid: pid_t
    private var isEnded = false

    init() throws {
        var child = pid_t()
        var arguments: [UnsafeMutablePointer<CChar>?] = [strdup("sleep"), strdup("1000"), nil]
        defer { for argument in arguments { free(argument) } }
        try #require(posix_spawnp(&child, "sleep", nil, nil, &arguments, environ) == 0)
        pid = child
    }

    deinit { end() }

    func end() {
        guard !isEnded else { return }
        isEnded = true
        kill(pid, SIGKILL)
        waitpid(pid, nil, 0)
    }
}

/// The error that the body throws.
func fault(_ body: () throws -> Void) throws -> ServiceError {
    do {
        try body()
    } catch let error as ServiceError {
        #expect(!error.description.contains("\n") && error.exitCode >= EX_USAGE)
        return error
    }
    throw NothingThrown()
}

struct NothingThrown: Error {}

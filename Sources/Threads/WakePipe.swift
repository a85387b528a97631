import CLinux
import Glibc

/// What a thread sleeps on until another one wakes it: a pipe that has at most a byte or two in it.
package final class WakePipe: Sendable {
    private let reading: Int32
    private let writing: Int32

    /// - Returns: nil where no descriptor is to be had.
    package init?() {
        var ends: [Int32] = [-1, -1]
        guard partyline_pipe(&ends) == 0 else { return nil }
        (reading, writing) = (ends[0], ends[1])
        for end in ends { _ = fcntl(end, F_SETFL, O_NONBLOCK) }
    }

    deinit {
        close(reading)
        close(writing)
    }

    /// Wakes whoever sleeps, or is about to. It never blocks.
    package func wake() {
        var byte: UInt8 = 1
        // Where the pipe is full, it wakes already.
        _ = write(writing, &byte, 1)
    }

    /// Sleeps until it is woken, or for so long; nil: for as long as it takes.
    package func sleep(atMost milliseconds: Int32?) {
        var ready = pollfd(fd: reading, events: Int16(POLLIN), revents: 0)
        guard poll(&ready, 1, milliseconds ?? -1) > 0 else { return }
        withUnsafeTemporaryAllocation(byteCount: 64, alignment: 1) { scratch in
            while read(reading, scratch.baseAddress, scratch.count) == scratch.count {}
        }
    }
}

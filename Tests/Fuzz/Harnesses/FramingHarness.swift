import Glibc
import Libevent

/// `LineConnection` over a pair of sockets, against a plain model of it that sees the stream as a whole: the same lines, each bad one told
/// once, however the stream is cut and whenever reading pauses.
///
/// Only how far beyond `floodLimit` an endless line is told depends on the cuts: within what one read takes.
public final class FramingHarness: Harness {
    /// What libevent reads at once at most (`bufferevent_get_max_single_read`).
    private static let mostAtOnce = 16_384

    /// What is reported of a stream, in its order.
    enum Report: Equatable {
        case line([UInt8])
        case tooLong
        case flooded
        case end
    }

    /// What a connection reported.
    private final class Log {
        var reports: [Report] = []
        /// After each line reading pauses.
        var pauses = false

        func take(_ event: LineConnection.Event, of connection: LineConnection) {
            switch event {
            case .line(let line):
                reports.append(.line(Array(line)))
                if pauses { connection.pauseInput() }
            case .lineTooLong: reports.append(.tooLong)
            case .flooded: reports.append(.flooded)
            case .endOfInput: reports.append(.end)
            case .broken, .closed, .connected, .bytes: break
            }
        }
    }

    private let turner: Turner
    private let bound: (Int) -> Int

    public convenience init() throws {
        try self.init { $0 }
    }

    /// - Parameter bound: the bytes a line of the connection's may have, given what the model allows.
    init(bound: @escaping (Int) -> Int) throws {
        turner = try Turner()
        self.bound = bound
    }

    public func run(_ input: UnsafeRawBufferPointer) throws(Violation) {
        var data = FuzzedData(input)
        let maximum = data.pick([1, 2, 8, 64, 64, 512, 2_048, 2_250])
        let (descriptor, peer) = try Turner.pair()
        defer { close(peer) }
        let log = Log()
        let connection: LineConnection
        do {
            connection = try LineConnection(
                on: turner.loop, descriptor: descriptor, maximumLineLength: bound(maximum))
        } catch {
            throw Violation(description: "\(error)")
        }
        defer { connection.close() }
        connection.onEvent = { log.take($1, of: $0) }
        let sent = try play(&data, on: peer, to: connection, log)
        log.pauses = false
        shutdown(peer, Int32(SHUT_WR))
        let isDone = try turner.turn { () throws(Violation) in
            connection.resumeInput()
            return log.reports.last == .end
        }
        try demand(isDone, "the end was not told after \(log.reports.suffix(3))")
        try FramingHarness.compare(log.reports, with: sent, maximum)
    }

    /// Sends what the input says, as it says.
    /// - Returns: all that was sent.
    private func play(
        _ data: inout FuzzedData, on peer: Int32, to connection: LineConnection, _ log: Log
    ) throws(Violation) -> [UInt8] {
        var sent: [UInt8] = []
        // Of a line over the limit of a flood, several times: a bound for what one input costs.
        while !data.isEmpty, sent.count < 200_000 {
            var chunk: [UInt8] = []
            switch data.below(8) {
            case 0: connection.pauseInput()
            case 1: connection.resumeInput()
            case 2: log.pauses = data.flag()
            case 3: turner.turn()
            case 4: chunk = Array(repeating: data.byte(), count: 128 * data.below(256))
            case 5: chunk = Array(repeating: data.byte(), count: data.below(256)) + data.pick([[10], [13, 10], [13]])
            default: chunk = data.bytes(data.below(64))
            }
            try send(chunk, on: peer, to: connection)
            sent += chunk
            if data.flag() { turner.turn() }
        }
        return sent
    }

    private func send(_ bytes: [UInt8], on peer: Int32, to connection: LineConnection) throws(Violation) {
        var rest = bytes[...]
        let isSent = try turner.turn { () throws(Violation) in
            rest = rest.dropFirst(Turner.send(rest, on: peer))
            // A paused reader would fill the kernel's buffer for ever.
            if !rest.isEmpty { connection.resumeInput() }
            return rest.isEmpty
        }
        try demand(isSent, "\(rest.count) bytes were not taken")
    }

    // MARK: - The model

    private static func compare(_ reports: [Report], with sent: [UInt8], _ maximum: Int) throws(Violation) {
        var rest = reports[...]
        var start = 0
        func take(_ expected: Report) throws(Violation) {
            let next = rest.popFirst()
            try demand(
                next == expected, "\(next.map { "\($0)" } ?? "nothing") was told, and should have been \(expected)")
        }
        while start < sent.count {
            let feed = sent[start...].firstIndex(of: UInt8(ascii: "\n"))
            let end = feed ?? sent.count
            var line = sent[start..<end]
            if feed != nil, line.last == UInt8(ascii: "\r") { line = line.dropLast() }
            if line.count <= maximum, feed != nil {
                try take(.line(Array(line)))
            } else if line.count > maximum + (feed == nil ? 1 : 0) {
                try take(.tooLong)
                if end - start >= LineConnection.floodLimit, rest.first == .flooded {
                    rest = rest.dropFirst()
                } else {
                    try demand(
                        end - start < LineConnection.floodLimit + maximum + mostAtOnce,
                        "\(end - start) bytes were no flood")
                }
            }
            start = end + 1
        }
        try take(.end)
        try demand(rest.isEmpty, "\(rest.first.map { "\($0)" } ?? "") was told of nothing")
    }
}

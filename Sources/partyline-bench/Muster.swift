import BenchSupport

/// Finds out when all clients are in their rooms and nothing else is on its way to them: two of each room say a probe, again
/// and again, until every other member has got the same one from both.
///
/// A member gets everything in order, so nothing of the joins comes after the last probe.
final class Muster {
    private let crowd: Crowd
    private let roomSize: Int
    /// For each client, the number of probers whose present probe it still needs.
    private var missing: [Int]
    private var waiting = 0
    private var probe = Probe(0)

    init(_ crowd: Crowd, roomSize: Int) {
        self.crowd = crowd
        self.roomSize = roomSize
        missing = Array(repeating: 0, count: crowd.count)
    }

    /// - Throws: if the server refuses something, or the rooms are not complete in time.
    func run() throws {
        let stage = crowd.stage
        crowd.onLine = { [unowned self] client, line in self.take(line, at: client) }
        defer { crowd.onLine = nil }
        for number in 1...600 {
            probe = Probe(number)
            waiting = 0
            for client in missing.indices {
                missing[client] = client % roomSize < 2 ? 1 : 2
                waiting += missing[client]
            }
            for client in missing.indices where client % roomSize < 2 { crowd.say(probe.text, from: client) }
            if try stage.turn(within: .milliseconds(100 + 20 * min(number, 50)), until: { waiting == 0 }) { return }
        }
        throw BenchError("\(waiting) probes never arrived: not everybody is in the right room")
    }

    private func take(_ line: UnsafeRawBufferPointer, at client: Int) {
        let isIRC = crowd.reader(client).isIRC
        if isIRC ? Muster.isRefusal(line) : line.starts(with: "!! ".utf8) {
            return crowd.stage.fail("client \(client) was refused: " + String(decoding: line, as: UTF8.self))
        }
        guard probe.isBrought(by: line, inIRC: isIRC) else { return }
        missing[client] -= 1
        waiting -= 1
        if waiting == 0 { crowd.stage.wake() }
    }

    /// Whether a line of IRC is a number of 400 or more, but for 422: that there is no message of the day.
    static func isRefusal(_ line: UnsafeRawBufferPointer) -> Bool {
        guard line.first == UInt8(ascii: ":"), let space = line.firstIndex(of: UInt8(ascii: " ")),
            line.count > space + 4
        else { return false }
        let number = line[(space + 1)..<(space + 5)]
        guard let first = number.first, (UInt8(ascii: "4")...UInt8(ascii: "9")).contains(first) else { return false }
        return number.last == UInt8(ascii: " ") && !number.elementsEqual("422 ".utf8)
    }
}

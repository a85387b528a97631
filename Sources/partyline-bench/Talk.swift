import BenchSupport
import Libevent

/// The cost of a stretch of talk, from silence to silence.
struct TalkFigures {
    var deliveries = 0
    var seconds = 0.0
    /// Processor time of the server and of this program, in nanoseconds.
    var serverTime = 0
    var loadTime = 0
    var latency = Histogram()

    var deliveriesPerSecond: Double { Double(deliveries) / seconds }
    var serverTimePerDelivery: Double { Double(serverTime) / Double(deliveries) }
    var serverShare: Double { Double(serverTime) / 1e9 / seconds }
    var loadShare: Double { Double(loadTime) / 1e9 / seconds }
}

/// A crowd that talks, in a closed loop, while every arrival at every member is checked.
final class Talk {
    enum Pace {
        /// Each speaker keeps so many lines on their way. For each speaker, another member of the room decides which
        /// have arrived.
        case saturated(window: Int)
        /// One line at a time, from one speaker after the other. The next one is said when all members have the last.
        case oneAtATime
    }

    private struct Speaker {
        var template: [UInt8]
        /// Where the number of a line stands in the template.
        let offset: Int
        var said = 0
        var heard = 0
        var isDue = false
        /// When the last lines were said, by their number modulo the window.
        var saidAt: [Int64]
    }

    private let crowd: Crowd
    private let server: ServerProcess
    private let pace: Pace
    private let window: Int
    private let format: IRCLoadLine
    private var check: DeliveryCheck
    /// The speakers by client number; nil for clients who only listen.
    private var speakers: [Speaker?]
    private let speakerNumbers: [Int]
    /// For each speaker, the member whose arrivals count as heard and give the latency.
    private let witnesses: [Int]
    private var due: [Int] = []
    private var batch: [UInt8] = []
    /// The number of lines that each speaker will have said at the end of the present stretch.
    private var target = 0
    private var goal = 0
    private var latency = Histogram()

    /// - Parameter format: of the lines as readers by lines get them.
    init(
        _ crowd: Crowd, of server: ServerProcess, rooms: Int, speakersPerRoom: Int, pace: Pace,
        format: LoadLine = LoadLine()
    ) {
        self.crowd = crowd
        self.server = server
        self.pace = pace
        self.format = IRCLoadLine(format)
        let count = crowd.count
        let roomSize = count / rooms
        check = DeliveryCheck(clients: count, rooms: rooms, speakersPerRoom: speakersPerRoom)
        if case .saturated(let window) = pace { self.window = window } else { window = 1 }
        let slots = window
        speakers = (0..<count).map { client in
            guard client % roomSize < speakersPerRoom else { return nil }
            let frame = crowd.frame(of: client)
            let text = format.bytes(speaker: client, sequence: 0).dropFirst(LoadLine.prefixLength).dropLast()
            return Speaker(
                template: Array(frame.before.utf8) + text + Array(frame.behind.utf8), offset: frame.before.utf8.count,
                saidAt: Array(repeating: 0, count: slots))
        }
        witnesses = (0..<count).map { $0 / roomSize * roomSize + ($0 + roomSize / 2) % roomSize }
        speakerNumbers = (0..<count).filter { $0 % roomSize < speakersPerRoom }
    }

    /// Makes each speaker say so many lines, and waits until each line has arrived everywhere.
    /// - Throws: if a line is lost, doubled, changed, out of order or misdirected, or the time is up.
    func run(linesPerSpeaker: Int, within time: Duration) throws -> TalkFigures {
        let before = check.arrivals
        target += linesPerSpeaker
        goal = check.expectedArrivals(linesPerSpeaker: target)
        latency = Histogram()
        crowd.onLine = { [unowned self] client, line in self.take(line, at: client) }
        crowd.stage.loop.onTurnEnd = { [unowned self] in self.sayWhatIsDue() }
        defer {
            crowd.onLine = nil
            crowd.stage.loop.onTurnEnd = nil
        }
        var figures = TalkFigures()
        figures.serverTime = try -Machine.processorTime(of: server.process)
        figures.loadTime = try -Machine.processorTime(of: 0)
        let start = Instant.current()
        begin()
        try crowd.stage.wait(for: "\(goal - before) deliveries", within: time) { check.arrivals >= goal }
        figures.seconds = (Instant.current() - start) / .seconds(1)
        figures.loadTime += try Machine.processorTime(of: 0)
        // A line that arrives twice arrives now.
        try crowd.stage.pause(.milliseconds(20))
        figures.serverTime += try Machine.processorTime(of: server.process)
        figures.deliveries = check.arrivals - before
        figures.latency = latency
        return figures
    }

    private func begin() {
        switch pace {
        case .saturated: for speaker in speakerNumbers { say(from: speaker) }
        case .oneAtATime: say(from: speakerNumbers[0])
        }
    }

    private func take(_ line: UnsafeRawBufferPointer, at client: Int) {
        guard let (speaker, sequence) = format.parse(line, for: crowd.reader(client)) else {
            let text = String(decoding: line, as: UTF8.self)
            return crowd.stage.fail("client \(client) got a line that nobody said: \(text)")
        }
        do {
            try check.arrived(speaker: speaker, sequence: sequence, at: client)
        } catch {
            return crowd.stage.fail("\(error)")
        }
        switch pace {
        case .saturated: if witnesses[speaker] == client { heard(speaker, sequence) }
        case .oneAtATime: takeTurn(after: speaker, sequence)
        }
        if check.arrivals == goal { crowd.stage.wake() }
    }

    private func heard(_ number: Int, _ sequence: Int) {
        guard let saidAt = speakers[number]?.saidAt[sequence % window] else { return }
        latency.record(UInt64(clamping: Instant.current().nanoseconds - saidAt))
        speakers[number]?.heard += 1
        guard speakers[number]?.isDue == false else { return }
        speakers[number]?.isDue = true
        due.append(number)
    }

    private func takeTurn(after number: Int, _ sequence: Int) {
        guard let saidAt = speakers[number]?.saidAt[0] else { return }
        latency.record(UInt64(clamping: Instant.current().nanoseconds - saidAt))
        guard check.arrivals % (check.clientsPerRoom - 1) == 0 else { return }
        speakers[number]?.heard += 1
        guard check.arrivals < goal else { return }
        let lines = check.arrivals / (check.clientsPerRoom - 1)
        say(from: speakerNumbers[lines % speakerNumbers.count])
    }

    private func sayWhatIsDue() {
        for number in due {
            speakers[number]?.isDue = false
            say(from: number)
        }
        due.removeAll(keepingCapacity: true)
    }

    /// Says, in one write, as many lines as the window and the target leave.
    private func say(from number: Int) {
        guard var speaker = speakers[number] else { return }
        // It is taken out of the array first; otherwise a change would copy its arrays.
        speakers[number] = nil
        defer { speakers[number] = speaker }
        let count = min(target - speaker.said, window - (speaker.said - speaker.heard))
        guard count > 0 else { return }
        let now = Instant.current().nanoseconds
        batch.removeAll(keepingCapacity: true)
        for sequence in speaker.said..<(speaker.said + count) {
            LoadLine.write(sequence: sequence, into: &speaker.template, at: speaker.offset)
            batch += speaker.template
            speaker.saidAt[sequence % window] = now
        }
        speaker.said += count
        batch.withUnsafeBytes { crowd.send($0, from: number) }
    }
}

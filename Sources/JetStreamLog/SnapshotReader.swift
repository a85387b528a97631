import NATS
import NATSClient

/// Finds the newest whole snapshot, and gets it. One that is cut or damaged is passed over for the one before.
final class SnapshotReader {
    enum Fault: Error {
        case stream(StreamFault)
        /// It is of a newer program, as the log behind it is.
        case newer(level: Int)
    }

    /// Chunks that are asked for at a time.
    private static let atOnce = 4
    /// A server that answers may be behind the others for a moment.
    private static let attempts = 5

    /// Told why one is passed over.
    var onWarning: ((String) -> Void)?

    private let streams: Streams
    private let wanted: ClusterStreams
    /// The highest level that is understood.
    private let level: Int
    private let completion: (Result<Snapshot?, Fault>) -> Void
    /// Those that may be tried still, the newest first.
    private var candidates: ArraySlice<UInt64> = []
    private var present: (sequence: UInt64, end: Snapshot.End, time: Int64)?
    private var bytes: [UInt8] = []
    /// Came before its turn.
    private var early: [Int: [UInt8]] = [:]
    private var (asked, taken) = (0, 0)
    private var isOver = false

    /// - Parameter completion: called once, never from within this call; with nil where there is no whole one.
    init(
        by streams: Streams, _ wanted: ClusterStreams, level: Int,
        _ completion: @escaping (Result<Snapshot?, Fault>) -> Void
    ) {
        (self.streams, self.wanted, self.level, self.completion) = (streams, wanted, level, completion)
    }

    func start() {
        streams.subjects(of: wanted.snapshots.name, matching: wanted.everySnapshot) { [weak self] answer in
            switch answer {
            case .success(let subjects):
                self?.candidates = SnapshotList(subjects).ended[...]
                self?.tryNext()
            case .failure(let fault): self?.finish(.failure(.stream(fault)))
            }
        }
    }

    private func finish(_ result: Result<Snapshot?, Fault>) {
        guard !isOver else { return }
        isOver = true
        (bytes, early) = ([], [:])
        completion(result)
    }

    private func tryNext() {
        (bytes, early, asked, taken, present) = ([], [:], 0, 0, nil)
        guard let sequence = candidates.popFirst() else { return finish(.success(nil)) }
        get(wanted.snapshot(sequence, "end")) { [weak self] message in
            guard let self else { return }
            guard let message, let end = Snapshot.End(message.payload) else {
                return passOver(sequence, "its end is none")
            }
            guard end.level <= level else { return finish(.failure(.newer(level: end.level))) }
            present = (sequence, end, message.time)
            bytes.reserveCapacity(end.bytes)
            ask()
        }
    }

    private func passOver(_ sequence: UInt64, _ reason: String) {
        onWarning?("the snapshot at \(sequence) of the log is damaged, and the one before is taken: \(reason)")
        tryNext()
    }

    private func ask() {
        guard let (sequence, end, time) = present else { return }
        if taken == end.chunks { return check(sequence, end, time) }
        while asked < end.chunks, asked < taken + SnapshotReader.atOnce {
            let chunk = asked
            asked += 1
            get(wanted.snapshot(sequence, "\(chunk)")) { [weak self] message in
                guard let self, present?.sequence == sequence else { return }
                guard let message else { return passOver(sequence, "chunk \(chunk) is missing") }
                early[chunk] = message.payload
                while let next = early.removeValue(forKey: taken) {
                    taken += 1
                    bytes += next
                    // A foreign one may have any size.
                    if bytes.count > end.bytes { return passOver(sequence, "it has too many bytes") }
                }
                ask()
            }
        }
    }

    private func check(_ sequence: UInt64, _ end: Snapshot.End, _ time: Int64) {
        var digest = SHA256()
        digest.add(bytes)
        guard bytes.count == end.bytes, digest.digits == end.digest else {
            return passOver(sequence, "its digest is another")
        }
        finish(.success(Snapshot(sequence: sequence, bytes: bytes, time: time)))
    }

    /// Gets a message; nil: there is none, at no server that was asked.
    private func get(_ subject: Subject, attempt: Int = 1, _ use: @escaping (StoredMessage?) -> Void) {
        streams.last(of: subject, in: wanted.snapshots.name) { [weak self] answer in
            guard let self, !isOver else { return }
            switch answer {
            case .failure(let fault): finish(.failure(.stream(fault)))
            case .success(nil) where attempt < SnapshotReader.attempts: get(subject, attempt: attempt + 1, use)
            case .success(let message): use(message)
            }
        }
    }
}

extension Streams {
    /// Asks which snapshot is the newest, and when it was written; nil: there is none.
    func newestSnapshot(
        _ wanted: ClusterStreams, _ completion: @escaping (Answer<(sequence: UInt64, time: Int64)?>) -> Void
    ) {
        subjects(of: wanted.snapshots.name, matching: wanted.everySnapshot) { answer in
            switch answer {
            case .failure(let fault): completion(.failure(fault))
            case .success(let subjects):
                guard let sequence = SnapshotList(subjects).ended.first else { return completion(.success(nil)) }
                last(of: wanted.snapshot(sequence, "end"), in: wanted.snapshots.name) { answer in
                    completion(answer.map { message in message.map { (sequence, $0.time) } })
                }
            }
        }
    }
}

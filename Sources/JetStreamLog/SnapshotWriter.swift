import NATS
import NATSClient

/// Writes snapshots of what all nodes know, chunk by chunk, and drops what nobody needs any more.
///
/// 1. The next chunk is asked for when the server has the one before. Nothing waits for a connection: where that breaks, it has failed.
/// 2. A snapshot counts when its end is there. What is left of one that failed is dropped with the next that does not.
/// 3. Two are kept, and the log from the older one on: who was given that reads on from there.
package final class SnapshotWriter {
    package struct Written: Hashable, Sendable {
        package let sequence: UInt64
        package let bytes: Int
        package let chunks: Int
    }

    private let streams: Streams
    private let wanted: ClusterStreams
    private var present: Work?

    /// One that is being written.
    private final class Work {
        let sequence: UInt64
        let level: Int
        let next: () -> [UInt8]?
        let completion: (Streams.Answer<Written>) -> Void
        /// Given, and not written yet.
        var rest: [UInt8] = []
        var isAtEnd = false
        var (chunks, bytes) = (0, 0)
        var digest = SHA256()

        init(
            _ sequence: UInt64, _ level: Int, _ next: @escaping () -> [UInt8]?,
            _ completion: @escaping (Streams.Answer<Written>) -> Void
        ) {
            (self.sequence, self.level, self.next, self.completion) = (sequence, level, next, completion)
        }

        /// nil: there is none any more.
        func nextChunk() -> [UInt8]? {
            while rest.count < Snapshot.chunkBytes, !isAtEnd {
                if let piece = next() { rest += piece } else { isAtEnd = true }
            }
            guard !rest.isEmpty else { return nil }
            let chunk = Array(rest.prefix(Snapshot.chunkBytes))
            rest.removeFirst(chunk.count)
            digest.add(chunk)
            bytes += chunk.count
            return chunk
        }

        var end: Snapshot.End { Snapshot.End(chunks: chunks, bytes: bytes, digest: digest.digits, level: level) }
    }

    /// - Parameter log: whose connection it uses.
    package init(by log: JetStreamLog, _ wanted: ClusterStreams) {
        (streams, self.wanted) = (log.streams, wanted)
    }

    package var isBusy: Bool { present != nil }

    /// Asks which snapshot is the newest, and when it was written; nil: there is none.
    package func askNewest(_ completion: @escaping (Streams.Answer<(sequence: UInt64, time: Int64)?>) -> Void) {
        streams.newestSnapshot(wanted, completion)
    }

    /// Writes what was known behind a message of the log, while no other is being written.
    /// - Parameters:
    ///   - level: what a program has to know that reads it.
    ///   - next: gives the next piece, of any size but none; nil at the end. It is called as the server takes them.
    ///   - completion: called once. The fault `isLate`: another node has written one of this place, or is about to.
    package func write(
        at sequence: UInt64, level: Int, _ next: @escaping () -> [UInt8]?,
        _ completion: @escaping (Streams.Answer<Written>) -> Void
    ) {
        precondition(present == nil, "two snapshots at once")
        let work = Work(sequence, level, next, completion)
        present = work
        step(work)
    }

    private func step(_ work: Work) {
        let chunk = work.nextChunk()
        let part = chunk == nil ? "end" : "\(work.chunks)"
        let payload = chunk ?? Array(work.end.text.utf8)
        streams.append(payload, to: wanted.snapshot(work.sequence, part), isFirst: true) { [weak self] answer in
            switch answer {
            case .failure(let fault): self?.finish(.failure(fault))
            case .success where chunk == nil: self?.tidy(work)
            case .success:
                work.chunks += 1
                self?.step(work)
            }
        }
    }

    private func finish(_ answer: Streams.Answer<Written>) {
        let work = present
        present = nil
        work?.completion(answer)
    }

    // MARK: - What nobody needs any more

    /// What can't be dropped now is with the next one: the snapshot is there.
    private func tidy(_ work: Work) {
        let written = Written(sequence: work.sequence, bytes: work.bytes, chunks: work.chunks)
        streams.subjects(of: wanted.snapshots.name, matching: wanted.everySnapshot) { [weak self] answer in
            guard let self else { return }
            guard case .success(let subjects) = answer else { return finish(.success(written)) }
            let list = SnapshotList(subjects)
            // Others may be writing newer ones.
            let old = list.ended.dropFirst(2) + list.unfinished.filter { $0 < work.sequence }
            drop(old) { [weak self] in
                guard let self, list.ended.count >= 2 else { return self?.finish(.success(written)) ?? () }
                streams.purge(wanted.log.name, before: list.ended[1] + 1) { [weak self] _ in
                    self?.finish(.success(written))
                }
            }
        }
    }

    private func drop(_ sequences: ArraySlice<UInt64>, _ completion: @escaping () -> Void) {
        guard let sequence = sequences.first else { return completion() }
        streams.purge(wanted.snapshots.name, matching: wanted.snapshot(sequence, "*")) { [weak self] _ in
            self?.drop(sequences.dropFirst(), completion)
        }
    }
}

import ChatCore

/// What counts of a log, and what does not: the same for all who read it.
///
/// 1. A batch counts if the life of the node under which it was written goes on, and its number is the next one. So what was appended
///    twice, too late or in another order drops out everywhere alike, whatever its writer was told.
/// 2. An `up` begins a life whose number is larger than those before. A life that its node did not end ends by it.
/// 3. A `down` ends the life that it names, if that goes on.
/// 4. All that was read is in the digest, whether it counts or not.
package struct LogReader: Hashable, Sendable {
    /// What all who read up to the same sequence know of a node.
    package struct Life: Hashable, Sendable {
        package let incarnation: Incarnation
        package internal(set) var isAlive = true
        /// The number of the last batch that counted.
        package internal(set) var last: UInt64 = 0
        /// The highest level that it can apply.
        package let level: Int

        package init(of incarnation: Incarnation, isAlive: Bool = true, last: UInt64 = 0, level: Int) {
            self.incarnation = incarnation
            self.isAlive = isAlive
            self.last = last
            self.level = level
        }
    }

    /// What a message led to.
    package enum Outcome: Hashable, Sendable {
        case counts(Accepted)
        case ignored(Ignored)
    }

    /// A batch that counts: what is to be done, in this order.
    package struct Accepted: Hashable, Sendable {
        package let writer: Incarnation
        package let number: UInt64
        package let time: Int64
        package internal(set) var changes: [Change] = []
    }

    package enum Change: Hashable, Sendable {
        /// `index`: the how manyth entry of its batch it is.
        case record(Record, index: Int)
        case up(Incarnation)
        /// Who was here by that node alone is gone.
        case down(Incarnation)
        case level(Int)
        case fact([UInt8])
    }

    package enum Ignored: Hashable, Sendable {
        case malformed(BatchError)
        case duplicate(Incarnation)
        /// One before it is missing.
        case gap(Incarnation)
        /// The life has ended, or never began.
        case fenced(Incarnation)
        /// It comes up with other settings than the nodes that are here have.
        case otherSettings(Incarnation)
        /// It comes up, and can't apply what may be written.
        case tooOld(Incarnation)
    }

    /// The sequence of the last message that was read.
    package private(set) var sequence: UInt64 = 0
    /// Of all that was read, sequences and payloads.
    package private(set) var digest: UInt64 = 0
    /// What may be written.
    package private(set) var level = 1
    /// Those that all nodes have which are alive.
    package private(set) var settings: UInt64 = 0
    /// By the numbers of their nodes, one each.
    package private(set) var lives: [Life] = []

    package init() {}

    /// One that has read so far, as another node was.
    /// - Returns: nil where the lives have no order, or a level is none.
    package init?(at sequence: UInt64, digest: UInt64, level: Int, settings: UInt64, lives: [Life]) {
        let nodes = lives.map(\.incarnation.node)
        guard zip(nodes, nodes.dropFirst()).allSatisfy({ $0 < $1 }), level > 0, lives.allSatisfy({ $0.level > 0 })
        else {
            return nil
        }
        self.sequence = sequence
        self.digest = digest
        self.level = level
        self.settings = settings
        self.lives = lives
    }

    /// Reads the message behind the last one.
    /// - Throws: `LogFault` where it is not that, or can't be understood here: nothing has changed then, and nothing more may be applied.
    package mutating func read(_ message: LogMessage) throws(LogFault) -> Outcome {
        guard message.sequence == sequence + 1 else {
            throw message.sequence > sequence
                ? .gap(after: sequence, before: message.sequence) : .old(message.sequence)
        }
        let batch: Batch?
        var malformed: BatchError?
        do {
            batch = try Batch(text: message.payload)
        } catch {
            guard !error.isNewer else { throw .newerLevel(error) }
            (batch, malformed) = (nil, error)
        }
        note(message)
        guard let batch else { return .ignored(.malformed(malformed ?? BatchError("it is no batch"))) }
        if let reason = obstacle(to: batch) { return .ignored(reason) }
        return .counts(accept(batch, at: message.time))
    }

    package func life(of node: NodeNumber) -> Life? { lives.first { $0.incarnation.node == node } }

    package func isAlive(_ incarnation: Incarnation) -> Bool {
        life(of: incarnation.node).map { $0.incarnation == incarnation && $0.isAlive } ?? false
    }

    private mutating func note(_ message: LogMessage) {
        sequence = message.sequence
        var next = Digest(of: .log)
        next.mix(Int64(bitPattern: digest))
        next.mix(Int64(bitPattern: message.sequence))
        next.mix(message.payload)
        digest = next.value
    }

    // MARK: - What counts

    private func obstacle(to batch: Batch) -> Ignored? {
        let writer = batch.writer
        let life = life(of: writer.node)
        if let life, life.incarnation == writer {
            guard life.isAlive else { return .fenced(writer) }
            if batch.number <= life.last { return .duplicate(writer) }
            return batch.number == life.last + 1 ? nil : .gap(writer)
        }
        guard writer.number > life?.incarnation.number ?? 0 else { return .fenced(writer) }
        guard case .up(let level, let settings)? = batch.entries.first else { return .gap(writer) }
        if level < self.level { return .tooOld(writer) }
        let others = lives.contains { $0.isAlive && $0.incarnation.node != writer.node }
        return others && settings != self.settings ? .otherSettings(writer) : nil
    }

    private mutating func accept(_ batch: Batch, at time: Int64) -> Accepted {
        var accepted = Accepted(writer: batch.writer, number: batch.number, time: time)
        for (index, entry) in batch.entries.enumerated() {
            switch entry {
            case .up(let level, let settings):
                if let old = life(of: batch.writer.node), old.isAlive { accepted.changes.append(end(old.incarnation)) }
                lives.removeAll { $0.incarnation.node == batch.writer.node }
                let life = Life(of: batch.writer, level: level)
                lives.insert(life, at: lives.firstIndex { $0.incarnation.node > batch.writer.node } ?? lives.endIndex)
                self.settings = settings
                accepted.changes.append(.up(batch.writer))
            // Nothing is left of who has ended its own life.
            case _ where !isAlive(batch.writer): break
            case .down(let incarnation): if isAlive(incarnation) { accepted.changes.append(end(incarnation)) }
            case .level(let level):
                guard level > self.level, lives.allSatisfy({ !$0.isAlive || $0.level >= level }) else { break }
                self.level = level
                accepted.changes.append(.level(level))
            case .fact(let bytes): accepted.changes.append(.fact(bytes))
            case .record(let record): accepted.changes.append(.record(record, index: index))
            }
        }
        change(batch.writer.node) { $0.last = batch.number }
        return accepted
    }

    private mutating func end(_ incarnation: Incarnation) -> Change {
        change(incarnation.node) { $0.isAlive = false }
        return .down(incarnation)
    }

    private mutating func change(_ node: NodeNumber, _ change: (inout Life) -> Void) {
        guard let index = lives.firstIndex(where: { $0.incarnation.node == node }) else { return }
        change(&lives[index])
    }
}

/// Why a node can't go on with what the log gave it.
package enum LogFault: Error, Hashable, Sendable {
    /// What is between has to be read first.
    case gap(after: UInt64, before: UInt64)
    /// It was read before, as happens where two ways lead to the reader.
    case old(UInt64)
    /// Whoever wrote it can do more than this program: to skip it would be to know something else than others.
    case newerLevel(BatchError)
}

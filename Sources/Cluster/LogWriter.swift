import ChatCore

/// What a node has to say, from the moment it was decided until it was read in the log again.
///
/// Batches are numbered, and counted by their numbers alone (`LogReader`). So whoever fears that one is lost may send it again, with all
/// behind it, as often as he likes: what arrives twice is ignored, and what arrives in another order is ignored until it is sent again.
/// What the log says of having taken a batch means nothing here.
package struct LogWriter<Token> {
    /// So many batches may be on their way. What comes meanwhile is gathered in the next, so batches grow under load by themselves.
    package static var mostOnTheirWay: Int { 4 }

    /// A batch that was sent, or is to be sent again.
    private struct Sent {
        let text: [UInt8]
        let tokens: [Token]
        var isOnItsWay = false
    }

    package let incarnation: Incarnation
    /// What is written is of this level.
    package var level = 1
    private var waiting: [(entry: LogEntry, token: Token)] = []
    private var sent: [Sent] = []
    private var nextNumber: UInt64 = 0
    /// Batches were sent again, and none of them was read yet.
    private var hasGoneBack = false
    /// How many batches were sent again.
    package private(set) var resent = 0

    /// A life that begins by writing `up`.
    package init(_ incarnation: Incarnation, up: LogEntry, _ token: Token) {
        self.incarnation = incarnation
        waiting = [(up, token)]
    }

    /// Nothing is on its way, and nothing waits.
    package var isIdle: Bool { waiting.isEmpty && sent.isEmpty }

    /// Something was sent that was not read yet.
    package var isWaiting: Bool { sent.contains(where: \.isOnItsWay) }

    /// - Parameter token: comes back when the entry was read.
    package mutating func add(_ entry: LogEntry, _ token: Token) {
        waiting.append((entry, token))
    }

    /// What is to be appended now, in this order.
    package mutating func batchesToSend() -> [[UInt8]] {
        while sent.count < LogWriter.mostOnTheirWay, !waiting.isEmpty { sent.append(gather()) }
        var texts: [[UInt8]] = []
        for index in sent.indices where !sent[index].isOnItsWay {
            sent[index].isOnItsWay = true
            texts.append(sent[index].text)
        }
        return texts
    }

    private mutating func gather() -> Sent {
        var bytes = 0
        var count = 0
        for (entry, _) in waiting {
            bytes += entry.line.utf8.count + 1
            guard count == 0 || bytes <= Batch.gatheredBytes else { break }
            count += 1
        }
        let taken = waiting[..<count]
        waiting.removeFirst(count)
        let batch = Batch(level: level, by: incarnation, number: nextNumber, taken.map(\.entry))
        nextNumber += 1
        return Sent(text: Array(batch.text.utf8), tokens: taken.map(\.token))
    }

    // MARK: - What became of it

    /// A batch of this life was read, and counts.
    /// - Returns: the tokens of its entries; nil where it is not what was sent. Another writes under the same incarnation then.
    package mutating func noteCounted(_ text: [UInt8]) -> [Token]? {
        guard let first = sent.first, first.text == text else { return nil }
        hasGoneBack = false
        sent.removeFirst()
        return first.tokens
    }

    /// A batch of this life was read, and one before it is missing. That one is known to be lost then, or late: the first time of it is
    /// enough, as all that were behind it are missing it as well.
    package mutating func noteGap() {
        if !hasGoneBack { goBack() }
    }

    /// What is on its way may be lost: all of it is to be sent again, from the first.
    package mutating func goBack() {
        guard isWaiting else { return }
        hasGoneBack = true
        resent += sent.count { $0.isOnItsWay }
        for index in sent.indices { sent[index].isOnItsWay = false }
    }

    /// This life is over.
    /// - Returns: the tokens of what was not read. Of some of it nobody can know yet whether it counts.
    package mutating func giveUp() -> [Token] {
        let tokens = sent.flatMap(\.tokens) + waiting.map(\.token)
        (sent, waiting) = ([], [])
        return tokens
    }
}

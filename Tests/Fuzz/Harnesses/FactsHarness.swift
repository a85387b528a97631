import Store

/// Packed facts, as a process hands them over. They are read, or refused; what was read says the same when it is written and read again.
public struct FactsHarness: Harness {
    typealias Write = ([Fact]) -> [UInt8]

    private let write: Write

    public init() {
        self.init { facts in
            var batch = FactBatch()
            for fact in facts { batch.append(fact) }
            return batch.bytes
        }
    }

    init(write: @escaping Write) {
        self.write = write
    }

    public func run(_ input: UnsafeRawBufferPointer) throws(Violation) {
        guard let facts = try? Fact.all(in: Array(input)) else { return }
        let written = write(facts)
        guard let again = try? Fact.all(in: written) else {
            throw Violation(description: "what was written can't be read: \(written)")
        }
        try demand(again == facts, "\(facts) were read again as \(again)")
        // Cut off anywhere within the last fact, they are refused.
        for cut in [1, 2, 5] where written.count > cut {
            let isWhole = (try? Fact.all(in: Array(written.dropLast(cut)))) != nil
            try demand(!isWhole, "facts that are cut off were taken: \(written)")
        }
    }
}

import Cluster

/// Texts as a log of several nodes has them. They are read, or refused; what was read is written as it stood there, so nobody can read it
/// otherwise.
public struct BatchHarness: Harness {
    typealias Write = (Batch) -> String

    private let write: Write

    public init() {
        self.init { $0.text }
    }

    init(write: @escaping Write) {
        self.write = write
    }

    public func run(_ input: UnsafeRawBufferPointer) throws(Violation) {
        let bytes = Array(input)
        guard let batch = try? Batch(text: bytes) else { return }
        let written = write(batch)
        try demand(written.utf8.elementsEqual(bytes), "\(bytes) is written as \(written)")
        for cut in 1...min(8, bytes.count) {
            let isWhole = (try? Batch(text: Array(bytes.dropLast(cut)))) != nil
            try demand(!isWhole, "a batch that is cut off was taken: \(written)")
        }
    }
}

extension StoreFile {
    /// Milliseconds that a few facts may take.
    private static let patience: Int32 = 10_000

    /// Writes a few facts, and waits until they are committed.
    ///
    /// Who calls has the store's lock, and it is prepared.
    /// - Parameter clock: microseconds since 1970.
    /// - Throws: `StoreError` where that does not come about in time.
    package static func write(
        _ batch: FactBatch, to path: String, clock: @escaping @Sendable () -> Int64
    ) throws(StoreError) {
        guard let queue = StoreQueue(capacity: 65_536) else {
            throw .noResources("no descriptor is left for the store")
        }
        _ = queue.put(batch)
        let thread = try WriterThread(
            path: path, queue: queue, settings: StoreSettings(), clock: clock, report: { _ in })
        guard thread.finish(atMost: patience), queue.figures.bytes == 0 else {
            throw .noResources("\(path) could not be written in time")
        }
    }
}

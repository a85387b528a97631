import Logging

/// One logger's part of a `KeyValueLog`: its metadata, and its own level, if it has one.
public struct KeyValueLogHandler: LogHandler {
    public var metadata: Logger.Metadata = [:]
    public var metadataProvider: Logger.MetadataProvider?

    private let log: KeyValueLog
    private var ownLevel: Logger.Level?

    public init(_ log: KeyValueLog) {
        self.log = log
    }

    /// The level of the log, until it is set here. Then it applies to this logger and its copies alone.
    public var logLevel: Logger.Level {
        get { ownLevel ?? log.level }
        set { ownLevel = newValue }
    }

    public subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    public func log(event: LogEvent) {
        var pairs: [(key: String, value: String)] = []
        if !metadata.isEmpty || metadataProvider != nil || event.metadata != nil {
            // The more particular metadata wins. Keys are sorted, as a dictionary has no order.
            var all = metadata
            if let provided = metadataProvider?.get() { all.merge(provided) { _, new in new } }
            if let own = event.metadata { all.merge(own) { _, new in new } }
            pairs = all.sorted { $0.key < $1.key }.map { ($0.key, $0.value.description) }
        }
        if let error = event.error { pairs.append(("error", "\(error)")) }
        log.log(event, pairs)
    }
}

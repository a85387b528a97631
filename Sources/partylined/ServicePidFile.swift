import Service

/// The pid file of the configuration, if it names one.
final class ServicePidFile {
    private let path: String
    private var file: PidFile?
    private var isForsaken = false

    init(_ path: String) {
        self.path = path
    }

    /// Whether it is still to be taken.
    var isWanted: Bool { !path.isEmpty && file == nil }

    /// - Throws: `ServiceError` where it is another process's, or can't be made.
    func take() throws {
        if isWanted { file = try PidFile(at: path) }
    }

    /// A successor takes it over when this process has ended.
    func forsake() {
        isForsaken = true
    }

    func remove() {
        if !isForsaken { file?.remove() }
        file = nil
    }
}

import Service

/// The pid file of the configuration, if it names one.
final class ServicePidFile {
    private let path: String
    private var file: PidFile?
    private var isForsaken = false

    init(_ path: String) {
        self.path = path
    }

    /// Whether there is a file that was not taken yet.
    var isWanted: Bool { !path.isEmpty && file == nil && !isForsaken }

    /// - Throws: `ServiceError` if another process has it, or it can't be made.
    func take() throws {
        if isWanted { file = try PidFile(at: path) }
    }

    /// The open file by its path, to hand over to a successor.
    var handedOver: [String: Int32] {
        file.map { [$0.path: $0.descriptor] } ?? [:]
    }

    /// Goes on with the file that a predecessor handed over, even if this process could not open it. If that fails, or
    /// another file is named now, `take()` tries to open it later.
    func adopt(_ files: [String: Int32]) {
        for (name, descriptor) in files {
            guard let handed = try? PidFile(at: name, adopting: descriptor) else { continue }
            // If the configuration names another file now, nobody needs this one any more.
            if name == path, isWanted { file = handed } else { handed.remove() }
        }
    }

    /// Leaves the file to a successor, which has it now or takes it over when this process has ended.
    func forsake() {
        isForsaken = true
    }

    func remove() {
        if !isForsaken { file?.remove() }
        file = nil
    }
}

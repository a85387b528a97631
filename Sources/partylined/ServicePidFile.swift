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
    var isWanted: Bool { !path.isEmpty && file == nil && !isForsaken }

    /// - Throws: `ServiceError` where it is another process's, or can't be made.
    func take() throws {
        if isWanted { file = try PidFile(at: path) }
    }

    /// For a successor, by its path.
    var handedOver: [String: Int32] {
        file.map { [$0.path: $0.descriptor] } ?? [:]
    }

    /// Goes on with what a predecessor handed over, even where we could not open it ourselves. Where that does not go it is tried
    /// anew, as for a file that was named only now.
    func adopt(_ files: [String: Int32]) {
        for (name, descriptor) in files {
            guard let handed = try? PidFile(at: name, adopting: descriptor) else { continue }
            // Where another one is named by now, nobody has this one any more.
            if name == path, isWanted { file = handed } else { handed.remove() }
        }
    }

    /// A successor has it from now on, or takes it over when this process has ended.
    func forsake() {
        isForsaken = true
    }

    func remove() {
        if !isForsaken { file?.remove() }
        file = nil
    }
}

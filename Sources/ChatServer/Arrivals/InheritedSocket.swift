/// A listening socket that a service manager bound for us (`sd_listen_fds_with_names`).
public struct InheritedSocket: Sendable {
    /// Stays open as long as the process, so that a reload may take it up again.
    public let descriptor: Int32
    public let name: String

    public init(descriptor: Int32, name: String) {
        self.descriptor = descriptor
        self.name = name
    }
}

import CLinux
import Glibc

extension Upgrade {
    /// The program to start.
    public struct Program: Sendable {
        public var path: String
        /// The arguments, with the program's name first.
        public var arguments: [String]
        /// The environment, as NAME=VALUE.
        public var environment: [String]
        /// Whether the new process becomes a child of our parent instead of ours, as a service manager watches only its
        /// own children. Then we are not told how it ends.
        public var isSibling: Bool
        /// The folder in which it is started; empty means ours.
        public var directory: String
        /// Open files that it gets from us, by their paths.
        public var files: [String: Int32] = [:]

        public init(
            path: String, arguments: [String], environment: [String], isSibling: Bool = false, directory: String = ""
        ) {
            self.path = path
            self.arguments = arguments
            self.environment = environment
            self.isSibling = isSibling
            self.directory = directory
        }
    }
}

/// The process that is to take our place.
final class SuccessorProcess {
    let id: pid_t
    /// The descriptor of a sibling (pidfd_open(2)); -1 if it is our child.
    private let handle: Int32

    /// Starts a program, and gives it one end of the channel.
    /// - Throws: `HandoverError` if it can't be started.
    init(_ program: Upgrade.Program, channel: HandoverChannel) throws(HandoverError) {
        var arguments: [UnsafeMutablePointer<CChar>?] = program.arguments.map { strdup($0) } + [nil]
        let variable = "\(Successor.variable)=\(channel.descriptor)"
        var environment: [UnsafeMutablePointer<CChar>?] = (program.environment + [variable]).map { strdup($0) } + [nil]
        defer { for text in arguments + environment { free(text) } }
        let code: Int32
        if program.isSibling {
            var handle: Int32 = -1
            id = partyline_start_sibling(program.path, &arguments, &environment, channel.descriptor, &handle)
            code = id < 0 ? errno : 0
            self.handle = code == 0 ? handle : -1
        } else {
            (id, code) = SuccessorProcess.spawn(program, &arguments, &environment, keeping: channel.descriptor)
            handle = -1
        }
        guard code == 0 else {
            throw HandoverError("\(program.path) can't be started: \(String(cString: strerror(code)))")
        }
    }

    deinit {
        if handle >= 0 { close(handle) }
    }

    private static func spawn(
        _ program: Upgrade.Program, _ arguments: inout [UnsafeMutablePointer<CChar>?],
        _ environment: inout [UnsafeMutablePointer<CChar>?], keeping descriptor: Int32
    ) -> (pid_t, Int32) {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        // dup2(2) of a descriptor onto itself, in a spawn, clears close-on-exec. All others keep it.
        posix_spawn_file_actions_adddup2(&actions, descriptor, descriptor)
        // If the folder can't be entered any more, relative paths can't be read. The program says that better than we
        // could.
        if !program.directory.isEmpty, access(program.directory, X_OK) == 0 {
            _ = partyline_spawn_in(&actions, program.directory)
        }
        var process: pid_t = -1
        let code = posix_spawn(&process, program.path, &actions, nil, &arguments, &environment)
        return (process, code)
    }

    /// Kills it, if it has not ended by itself.
    /// - Returns: how it had ended, if that is known.
    @discardableResult
    func end() -> String? {
        if handle >= 0 {
            _ = partyline_end_sibling(handle)
            return nil
        }
        // A process that closed the channel as it ended may take a moment more. SIGKILL does not change its exit code.
        kill(id, SIGKILL)
        var status: Int32 = 0
        while waitpid(id, &status, 0) < 0 {
            if errno != EINTR { return nil }
        }
        switch status & 0x7F {
        case 0: return "it ended with code \((status >> 8) & 0xFF)"
        case SIGKILL: return nil
        case let signal: return "it was ended by signal \(signal)"
        }
    }
}

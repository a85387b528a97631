import CProcess
import Glibc

extension Upgrade {
    /// What to start.
    public struct Program: Sendable {
        public var path: String
        /// With its name first.
        public var arguments: [String]
        /// As NAME=VALUE.
        public var environment: [String]
        /// It is to be a child of our parent's and not of ours: a service manager watches over its own children alone. How it ends is
        /// not told then.
        public var isSibling: Bool
        /// Where it is started; empty: where we are.
        public var directory: String
        /// What it gets of ours besides, by the paths of the files.
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
    /// Of a sibling (pidfd_open(2)); -1: it is our child.
    private let handle: Int32

    /// Starts a program, with its end of the channel.
    /// - Throws: `HandoverError` where it can't be started.
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
        // Copied to itself it is no longer close-on-exec there; all others are.
        posix_spawn_file_actions_adddup2(&actions, descriptor, descriptor)
        // Where it can't be entered any more, relative paths can't be read, which the program says better than we could.
        if !program.directory.isEmpty, access(program.directory, X_OK) == 0 {
            _ = partyline_spawn_in(&actions, program.directory)
        }
        var process: pid_t = -1
        let code = posix_spawn(&process, program.path, &actions, nil, &arguments, &environment)
        return (process, code)
    }

    /// Ends it, if it has not ended by itself.
    /// - Returns: how it had ended, where that can be told.
    @discardableResult
    func end() -> String? {
        if handle >= 0 {
            _ = partyline_end_sibling(handle)
            return nil
        }
        // One that closed the channel as it ended may take a moment more: SIGKILL does not change how that ends.
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

import ArgumentParser
import Configuration
import Glibc
import Logging

/// The options of the command line. They win over the file.
struct Flags: ParsableArguments {
    @Option(help: ArgumentHelp("Read this TOML file; flags win over it.", valueName: "file"))
    var config: String?

    @Flag(help: "Print what would run, or all that is wrong with it, and exit.")
    var checkConfig = false

    @Option(
        help: ArgumentHelp(
            "Write a checked copy of the store to this file, in use or not, and exit.", valueName: "file"))
    var backup: String?

    @Option(
        help: ArgumentHelp(
            "Make an account for an operator, whose password is asked for, and exit. No daemon may be using the store.",
            valueName: "name"))
    var createOperator: String?

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp(
            "Write all that the store has of an account to a new file, and exit: NAME FILE.", valueName: "name> <file"))
    var export: [String] = []

    @Flag(help: "Make the streams of [cluster], once for all nodes, or check those that are there, and exit.")
    var clusterInit = false

    @Flag(help: "Say how the cluster is that [cluster] names: servers, streams, snapshots and nodes; and exit.")
    var clusterStatus = false

    @Option(
        help: ArgumentHelp(
            "With --cluster-init or --cluster-status: as whom, instead of the node's own credentials.",
            valueName: "file"))
    var credentials: String?

    @Option(
        help: ArgumentHelp("Log nothing that is less severe (\(Configuration().logLevel)).", valueName: "level"))
    var logLevel: Logger.Level?

    @OptionGroup(title: "Listening") var listening: ListeningFlags
    @OptionGroup(title: "What newcomers meet") var greeting: GreetingFlags
    @OptionGroup(title: "Limits") var limits: LimitFlags
    @OptionGroup(title: "Service") var service: ServiceFlags

    /// Paths of the command line are relative to the folder in which it was typed, and a daemon leaves that folder.
    mutating func validate() throws {
        config = config.map(absolutePath)
        backup = backup.map(absolutePath)
        credentials = credentials.map(absolutePath)
        if credentials != nil, !clusterInit, !clusterStatus {
            throw ValidationError("--credentials goes with --cluster-init or --cluster-status")
        }
        if !export.isEmpty {
            guard export.count == 2 else { throw ValidationError("--export takes a name and a file") }
            export[1] = absolutePath(export[1])
        }
    }

    /// The configuration that is to run: the file's, if there is a file, changed by the flags.
    func configuration() throws(Rejection) -> Configuration {
        var alone = Configuration()
        var faults = apply(to: &alone)
        faults += alone.valueFaults(naming: Flags.name(of:))
        let areFlagsGood = faults.isEmpty
        var configuration = alone
        if let config {
            do {
                configuration = try Configuration(file: config) { _ = apply(to: &$0) }
            } catch {
                faults += error.faults
            }
        } else if areFlagsGood {
            faults = alone.faults
        }
        guard faults.isEmpty else {
            throw Rejection(faults: faults, exitCode: config != nil && areFlagsGood ? EX_CONFIG : EX_USAGE)
        }
        return configuration
    }

    /// - Returns: the faults in the flags. Flags without a fault are applied.
    private func apply(to configuration: inout Configuration) -> [String] {
        if let logLevel { configuration.logLevel = logLevel }
        limits.apply(to: &configuration.limits)
        service.apply(to: &configuration.service)
        return listening.apply(to: &configuration) + greeting.apply(to: &configuration)
    }

    /// The flag of a file's key: `--burst` of `limits.burst`.
    private static func name(of key: String) -> String {
        let words = key.hasPrefix("limits.") ? String(key.dropFirst("limits.".count)) : key
        return "--" + String(words.map { $0 == "." || $0 == "_" ? "-" : $0 })
    }

    /// Why nothing can run: a line for each fault, and the exit code (sysexits(3)).
    struct Rejection: Error, CustomStringConvertible {
        let faults: [String]
        let exitCode: Int32

        var description: String { faults.joined(separator: "\n") }
    }
}

/// A path that means the same file in any working directory.
func absolutePath(_ path: String) -> String {
    guard !path.isEmpty, !path.hasPrefix("/"), let directory = getcwd(nil, 0) else { return path }
    defer { free(directory) }
    return "\(String(cString: directory))/\(path)"
}

extension Logger.Level: ArgumentParser.ExpressibleByArgument {}

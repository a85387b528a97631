import ArgumentParser
import Configuration

/// Flags for the process itself: user, pid file, background.
struct ServiceFlags: ParsableArguments {
    @Flag(help: "Go on in the background: return when it serves, or say why it can't.")
    var daemonize = false

    @Option(help: ArgumentHelp("Lock this file and write the process's number to it.", valueName: "file"))
    var pidFile: String?

    @Option(help: ArgumentHelp("Started as root: become this user once all is bound.", valueName: "name"))
    var user: String?

    @Option(help: ArgumentHelp("With a user: this group instead of the user's own.", valueName: "name"))
    var group: String?

    mutating func validate() throws {
        pidFile = pidFile.map(absolutePath)
    }

    func apply(to service: inout Configuration.Service) {
        if let user { service.user = user }
        if let group { service.group = group }
        if let pidFile { service.pidFile = pidFile }
    }
}

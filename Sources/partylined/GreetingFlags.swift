import ArgumentParser
import ChatCore
import Configuration
import Dialects

/// The help shows these.
private let defaults = Configuration()

/// Flags for what newcomers are told, and which room they enter.
struct GreetingFlags: ParsableArguments {
    @Option(help: ArgumentHelp("The server's name (\(defaults.name)).", valueName: "name"))
    var name: String?

    @Option(help: ArgumentHelp("The message of the day.", valueName: "text"))
    var motd: String?

    @Option(help: ArgumentHelp("Read the message of the day from this file.", valueName: "file"))
    var motdFile: String?

    @Option(
        help: ArgumentHelp(
            "The room that newcomers enter (\(defaults.rooms.lobby?.text ?? "")); \"\" for none.", valueName: "room"))
    var lobby: String?

    @Option(help: ArgumentHelp("Rooms that a session may be in (\(defaults.rooms.perSession)).", valueName: "n"))
    var roomsPerSession: Int?

    mutating func validate() throws {
        motdFile = motdFile.map(absolutePath)
    }

    /// - Returns: the faults in the flags.
    func apply(to configuration: inout Configuration) -> [String] {
        var faults: [String] = []
        if let name { configuration.name = name }
        if motd != nil && motdFile != nil { faults.append("--motd and --motd-file can't both be given") }
        if let motd { configuration.motd = Configuration.lines(of: motd) }
        if let motdFile {
            do {
                configuration.motd = try Configuration.motd(file: motdFile)
            } catch {
                faults.append("--motd-file can't be read: \(error)")
            }
        }
        if let lobby {
            configuration.rooms.lobby = RoomName(lobby)
            if !lobby.isEmpty, configuration.rooms.lobby == nil {
                faults.append("--lobby is not a room's name: \(RoomName.rule)")
            }
        }
        if let roomsPerSession { configuration.rooms.perSession = roomsPerSession }
        return faults
    }
}

import ArgumentParser
import Configuration

/// Flags that limit what peers may do.
struct LimitFlags: ParsableArguments {
    @Option(help: ArgumentHelp("Connections in all (10000).", valueName: "n"))
    var connections: Int?

    @Option(help: ArgumentHelp("Connections from one address, of IPv6 from a /64 (64).", valueName: "n"))
    var connectionsPerAddress: Int?

    @Option(help: ArgumentHelp("New connections a second from one address (20); 0: no limit.", valueName: "n"))
    var connectsPerSecond: Double?

    @Option(
        help: ArgumentHelp(
            "Milliseconds until others are told of a newcomer that says nothing (250).", valueName: "n"))
    var arrivalGraceMs: Int?

    @Option(help: ArgumentHelp("Seconds for a PROXY header and a TLS handshake (10).", valueName: "n"))
    var handshakeSeconds: Int?

    @Option(
        help: ArgumentHelp(
            "Seconds for the first line of a peer that came by TLS or a proxy (300); 0: any time.", valueName: "n"))
    var firstLineSeconds: Int?

    @Option(help: ArgumentHelp("Bytes of a line (2048).", valueName: "n"))
    var lineBytes: Int?

    @Option(help: ArgumentHelp("Lines a second that a session may send (5); 0: no limit.", valueName: "n"))
    var messagesPerSecond: Double?

    @Option(help: ArgumentHelp("Lines that may come at once (20).", valueName: "n"))
    var burst: Int?

    @Option(help: ArgumentHelp("Bytes of output that may wait for a peer (1048576).", valueName: "n"))
    var sendQueueBytes: Int?

    @Option(help: ArgumentHelp("Close sessions that were silent for so long (0: never).", valueName: "n"))
    var idleSeconds: Int?

    @Option(help: ArgumentHelp("Ask peers that were silent for so long (120; 0: never).", valueName: "n"))
    var pingSeconds: Int?

    func apply(to limits: inout Configuration.Limits) {
        if let connections { limits.connections = connections }
        if let connectionsPerAddress { limits.connectionsPerAddress = connectionsPerAddress }
        if let connectsPerSecond { limits.connectsPerSecond = connectsPerSecond }
        if let arrivalGraceMs { limits.arrivalGraceMilliseconds = arrivalGraceMs }
        if let handshakeSeconds { limits.handshakeSeconds = handshakeSeconds }
        if let firstLineSeconds { limits.firstLineSeconds = firstLineSeconds }
        if let lineBytes { limits.lineBytes = lineBytes }
        if let messagesPerSecond { limits.messagesPerSecond = messagesPerSecond }
        if let burst { limits.burst = burst }
        if let sendQueueBytes { limits.sendQueueBytes = sendQueueBytes }
        if let idleSeconds { limits.idleSeconds = idleSeconds }
        if let pingSeconds { limits.pingSeconds = pingSeconds }
    }
}

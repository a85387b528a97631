import ArgumentParser
import Configuration

/// The help shows these.
private let defaults = Configuration().limits

/// Flags that limit what peers may do.
struct LimitFlags: ParsableArguments {
    @Option(help: ArgumentHelp("Connections in all (\(defaults.connections)).", valueName: "n"))
    var connections: Int?

    @Option(
        help: ArgumentHelp(
            "Connections from one address, of IPv6 from a /64 (\(defaults.connectionsPerAddress)).", valueName: "n"))
    var connectionsPerAddress: Int?

    @Option(
        help: ArgumentHelp(
            "New connections a second from one address (\(defaults.connectsPerSecond.asTOMLNumber)); 0: no limit.",
            valueName: "n"))
    var connectsPerSecond: Double?

    @Option(
        help: ArgumentHelp(
            "Milliseconds until others are told of a newcomer that says nothing (\(defaults.arrivalGraceMilliseconds)).",
            valueName: "n"))
    var arrivalGraceMs: Int?

    @Option(
        help: ArgumentHelp(
            "Seconds for a PROXY header, a TLS handshake and a request (\(defaults.handshakeSeconds)).", valueName: "n")
    )
    var handshakeSeconds: Int?

    @Option(
        help: ArgumentHelp(
            "Seconds for the first line of a peer that came by TLS or a proxy (\(defaults.firstLineSeconds)); 0: any time.",
            valueName: "n"))
    var firstLineSeconds: Int?

    @Option(help: ArgumentHelp("Bytes of a line (\(defaults.lineBytes)).", valueName: "n"))
    var lineBytes: Int?

    @Option(
        help: ArgumentHelp(
            "Lines a second that a session may send (\(defaults.messagesPerSecond.asTOMLNumber)); 0: no limit.",
            valueName: "n"))
    var messagesPerSecond: Double?

    @Option(help: ArgumentHelp("Lines that may come at once (\(defaults.burst)).", valueName: "n"))
    var burst: Int?

    @Option(
        help: ArgumentHelp("Bytes of output that may wait for a peer (\(defaults.sendQueueBytes)).", valueName: "n"))
    var sendQueueBytes: Int?

    @Option(help: ArgumentHelp("Close sessions that were silent for so long (0: never).", valueName: "n"))
    var idleSeconds: Int?

    @Option(
        help: ArgumentHelp(
            "Ask peers that were silent for so long (\(defaults.pingSeconds); 0: never).", valueName: "n"))
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

/// The version of this software: of the daemon, and of the client that comes with it.
public let partylineVersion = "0.1.0"

/// The version of the line protocol.
public let protocolVersion = 1

/// What a server of this version of the protocol may lack, and this one has: `caps=` of `/wire`.
public let capabilities = ["nonce"]

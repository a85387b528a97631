/// The sockets of an older process's `[[listen]]`; the receiver's to close.
struct HandedDoor {
    /// The address as the configuration has it.
    let listen: String
    let sockets: [Int32]
}

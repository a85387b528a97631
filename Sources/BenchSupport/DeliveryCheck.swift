/// Checks that every line of every speaker arrives exactly once, in order, at every other member of the room, and nowhere else.
///
/// Clients are numbered. Those of one room have neighbouring numbers, and the first of them are its speakers.
public struct DeliveryCheck {
    /// A fault of an arrival.
    public enum Fault: Error, Equatable {
        case unknownSpeaker(Int, at: Int)
        case ownLine(Int)
        case otherRoom(Int, at: Int)
        case outOfOrder(speaker: Int, at: Int, expected: Int, got: Int)
    }

    public let clients: Int
    public let clientsPerRoom: Int
    public let speakersPerRoom: Int
    /// The number of arrivals so far.
    public private(set) var arrivals = 0
    private var next: [UInt32]
    /// The room of each client, and its position there. A table is cheaper than two divisions for each line.
    private let seats: [(room: Int32, position: Int32)]

    public init(clients: Int, rooms: Int, speakersPerRoom: Int) {
        precondition(clients % rooms == 0 && speakersPerRoom <= clients / rooms, "rooms are of one size")
        self.clients = clients
        clientsPerRoom = clients / rooms
        self.speakersPerRoom = speakersPerRoom
        next = Array(repeating: 0, count: clients * speakersPerRoom)
        let size = clients / rooms
        seats = (0..<clients).map { (Int32($0 / size), Int32($0 % size)) }
    }

    /// Notes and checks an arrival.
    public mutating func arrived(speaker: Int, sequence: Int, at recipient: Int) throws(Fault) {
        guard speaker < clients, seats[speaker].position < speakersPerRoom else {
            throw .unknownSpeaker(speaker, at: recipient)
        }
        guard speaker != recipient else { throw .ownLine(speaker) }
        guard seats[speaker].room == seats[recipient].room else { throw .otherRoom(speaker, at: recipient) }
        let cell = recipient * speakersPerRoom + Int(seats[speaker].position)
        let expected = Int(next[cell])
        guard sequence == expected else {
            throw .outOfOrder(speaker: speaker, at: recipient, expected: expected, got: sequence)
        }
        next[cell] += 1
        arrivals += 1
    }

    /// How many arrivals there must be when each speaker has said so many lines.
    public func expectedArrivals(linesPerSpeaker: Int) -> Int {
        clients / clientsPerRoom * speakersPerRoom * (clientsPerRoom - 1) * linesPerSpeaker
    }
}

extension DeliveryCheck.Fault: CustomStringConvertible {
    public var description: String {
        switch self {
        case .unknownSpeaker(let speaker, let recipient):
            "client \(recipient) heard of a speaker \(speaker), who is none"
        case .ownLine(let speaker): "speaker \(speaker) got a line of its own"
        case .otherRoom(let speaker, let recipient): "client \(recipient) heard speaker \(speaker) of another room"
        case .outOfOrder(let speaker, let recipient, let expected, let got):
            got < expected
                ? "client \(recipient) got line \(got) of speaker \(speaker) again (or late): \(expected) was next"
                : "client \(recipient) lost line \(expected) of speaker \(speaker): got \(got)"
        }
    }
}

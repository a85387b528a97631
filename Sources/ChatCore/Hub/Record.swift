/// A change of what all know, decided and not yet applied. It names people by their numbers and rooms by their names, so it means the same
/// to whoever applies it: this hub now, or another one that reads it later (decision 14).
package enum Record: Hashable, Sendable {
    /// A newcomer comes, under the next guest nick, into the lobby. It gets the next free number.
    /// `from`: where it comes from, if that is known. `isOutside`: it enters no room.
    case arrive(isHidden: Bool, from: Host? = nil, isOutside: Bool = false)
    /// Somebody comes who has said who they are: under that nick, into no room.
    indirect case introduce(Nick, Introduction, from: Host?)
    /// Others are told of a newcomer who was hidden.
    case announce(PersonID)
    case say(PersonID, RoomReference, Text, as: Manner, Nonce?, with: Enclosure? = nil)
    /// A private message, to whom had that nick. `isWaiting`: they are held, so it waits for their account, too.
    case tell(
        PersonID, to: PersonID, Nick, Text, Nonce?, isNotice: Bool = false, isWaiting: Bool = false,
        with: Enclosure? = nil)
    /// An enclosure alone. `isKept`: who asks later what happened is told of it.
    indirect case pass(PersonID, to: Destination, Enclosure, isKept: Bool = false)
    /// What was said in a room under that id is kept no more.
    indirect case takeBack(PersonID, RoomReference, EventID, reason: Text?)
    /// Private messages are kept no more: one, and those that go on where it ends.
    indirect case takeBackPrivate(PersonID, [EventID], reason: Text?)
    /// A private message to an account that nobody is here by, which was asked for under that nick. It waits.
    case post(PersonID, to: AccountID, Nick, Text, Nonce?, with: Enclosure? = nil)
    case rename(PersonID, Nick)
    /// The room is made where there is none.
    case enter(PersonID, RoomName)
    case leave(PersonID, RoomReference, reason: Text?)
    /// An empty text takes it away.
    case setTopic(PersonID, RoomReference, Text)
    /// nil: back again.
    case setAway(PersonID, Text?)
    /// Apart, as records go by value on the way of each line.
    indirect case present(PersonID, PersonChange)
    /// Said to those in a room who are something there. It is not kept.
    indirect case sayToRank(PersonID, RoomReference, Rank, Text, as: Manner)
    /// People go together. None of them is told of another.
    case quit([Departure])
    /// Newcomers enter another room from now on, or none.
    case moveLobby(RoomName?)
    /// Topics may take so many bytes from now on.
    case boundTopics(Int)
    /// Apart, as records go by value on the way of each line.
    indirect case moderate(by: PersonID, RoomReference, RoomChange)
    indirect case account(AccountChange)
    indirect case operate(by: PersonID, ServerChange)
    /// Where several nodes are one chat.
    indirect case returning(ReturnChange)

    package enum Destination: Hashable, Sendable {
        case room(RoomReference)
        case person(PersonID)
    }

    /// Somebody who goes, and what others are told of why.
    package struct Departure: Hashable, Sendable {
        package let person: PersonID
        package let reason: Text?

        package init(_ person: PersonID, reason: Text?) {
            self.person = person
            self.reason = reason
        }
    }

    /// So many go with one record at most, and no more once their reasons have so many bytes.
    static let mostDepartures = 1_000
    static let departureBytes = 32 << 10
}

import ChatCore

extension Nick {
    /// What a text is that is a nick, as a part of a sentence.
    package static let rule = #"up to 32 letters, digits and -_[]{}\^`|, with no digit and no - in front"#
}

extension RoomName {
    /// What a text is that is a room's name, as a part of a sentence.
    package static let rule = #"# and up to 32 letters, digits and _.-+&/~$^'[]{}\`|, with one more # at most"#
}

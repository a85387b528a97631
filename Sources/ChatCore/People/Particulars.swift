/// What most people have not, apart from what all have: so a guest has no memory for it.
final class Particulars {
    var away: Text?
    /// To which they are logged in.
    var account: Account?
    /// From whom private messages come through, where no account says it.
    var messages = MessagePolicy.everybody
    /// nil: their dialect asks for none.
    var introduction: Introduction?
    /// They say that a program speaks for them.
    var isProgram = false
    /// This node's own. nil: they do not come back, so none of it is kept.
    var mail: Mail?

    /// It is as if there were none.
    var isEmpty: Bool {
        away == nil && account == nil && messages == .everybody && introduction == nil && !isProgram
            && mail == nil
    }
}

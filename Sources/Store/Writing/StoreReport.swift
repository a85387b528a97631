/// What the writer tells, from its own thread.
package enum StoreReport: Hashable, Sendable {
    /// All facts up to that number are in the file, whatever happens to this machine.
    case committed(upTo: UInt64)
    /// It can't write. It goes on trying, and nothing is lost while memory has it.
    case failing(String)
    /// It can write again.
    case recovered
    /// So many facts were not taken, as what they are about is not there.
    case refused(Int)
    /// Nothing of what an account said is left in the file.
    case erased(account: Int64, messages: Int64)
    /// What is done in between could not be done: the index, retention or erasing. It is tried again later.
    case hindered(String)
    /// The index of words was damaged, or of another form, and fills anew.
    case indexRemade
    /// The file is damaged. Nothing is written any more.
    case stopped(String)
}

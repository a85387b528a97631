import CLibevent
import Glibc

/// A pipe whose ends no program gets that is started meanwhile, by whatever thread (`pipe2` with `O_CLOEXEC`).
/// - Returns: its ends, the caller's to close.
/// - Throws: `LibeventError` where no descriptor is to be had (`EMFILE`).
public func makePipe() throws(LibeventError) -> (reading: Int32, writing: Int32) {
    var ends: [Int32] = [-1, -1]
    guard partyline_pipe2(&ends) == 0 else { throw LibeventError("pipe2") }
    return (ends[0], ends[1])
}

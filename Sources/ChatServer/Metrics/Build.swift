import Dialects
import Libevent

/// The versions of what the program is made of.
struct Build {
    let version = partylineVersion
    let libevent = EventLoop.libeventVersion

    /// The language release of the compiler, which tells no more than that.
    var swift: String {
        #if compiler(>=6.4)
            "6.4 or newer"
        #elseif compiler(>=6.3)
            "6.3"
        #elseif compiler(>=6.2)
            "6.2"
        #else
            "6.1"
        #endif
    }
}

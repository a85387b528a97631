import ChatProtocol
import Libevent

/// Of what the program is made.
struct Build {
    let version = partylineVersion
    let libevent = EventLoop.libeventVersion

    /// The compiler's language release; it does not tell more.
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

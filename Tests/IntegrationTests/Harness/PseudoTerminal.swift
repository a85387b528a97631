import Glibc

/// A terminal's two sides: ours is read and written as a person at the screen and keyboard; the child opens the other by its path.
struct PseudoTerminal {
    let screen: Int32
    let path: String

    init(columns: Int = 80, rows: Int = 24) throws {
        // Not openpty: its descriptors would leak into children that other tests start at the same moment.
        screen = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
        guard screen >= 0 else { throw HarnessFailure.call("open /dev/ptmx", errno) }
        var unlocked: Int32 = 0
        var number: Int32 = 0
        // TIOCSPTLCK and TIOCGPTN: Swift does not import macros that name a type.
        guard ioctl(screen, UInt(0x4004_5431), &unlocked) == 0, ioctl(screen, UInt(0x8004_5430), &number) == 0 else {
            throw HarnessFailure.call("ioctl /dev/ptmx", errno)
        }
        path = "/dev/pts/\(number)"
        Self.resize(screen, columns: columns, rows: rows)
    }

    /// Tells the kernel, and by SIGWINCH the program on the terminal, that the window has another size.
    static func resize(_ screen: Int32, columns: Int, rows: Int) {
        var size = winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
        _ = ioctl(screen, UInt(TIOCSWINSZ), &size)
    }
}

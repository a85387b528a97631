import Libevent

extension Client {
    /// How long the client waits for what, and how much it lets pile up.
    enum Limits {
        /// How long a server may take to answer `/wire 1`, or a line that somebody wants to see carried out before leaving.
        static let answerTime = Duration.seconds(10)
        /// How long it may take to close when all is said.
        static let leaveTime = Duration.seconds(2)
        /// After this long without a word the server is asked for one; after twice that it is taken to be gone.
        static let quietTime = Duration.seconds(60)
        /// Output that waits for the server to read, past which it is taken to be gone.
        static let longestOutput = 1 << 20
        /// A connection that held so long shows that the server is well.
        static let healthyTime = Duration.seconds(30)
    }
}

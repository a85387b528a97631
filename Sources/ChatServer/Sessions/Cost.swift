/// What carrying a command out cost beyond a plain line, in the tokens of the session's rate.
struct Cost {
    /// Bytes of answer that cost one more.
    static let answerBytes = 4_096
    /// Members of rooms, or rooms, that had to be gone through, that cost one more.
    static let walked = 256
    /// One command costs at most so much more: who asked for all that there is has to be able to talk again.
    static let most = 100

    let tokens: Int

    init(answerBytes: Int, walked: Int) {
        tokens = min(max(0, answerBytes) / Cost.answerBytes + max(0, walked) / Cost.walked, Cost.most)
    }
}

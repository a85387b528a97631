/// What carrying a command out cost beyond a plain line, in the tokens of the session's rate.
struct Cost {
    /// How many bytes of an answer cost a token.
    static let answerBytes = 4_096
    /// How many members or rooms cost a token, where they had to be gone through.
    static let walked = 256
    /// The most tokens that one command costs: whoever asks for all that there is has to be able to talk again soon.
    static let most = 100

    let tokens: Int

    init(answerBytes: Int, walked: Int) {
        tokens = min(max(0, answerBytes) / Cost.answerBytes + max(0, walked) / Cost.walked, Cost.most)
    }
}

/// What is kept of this server between two runs.
extension Client {
    /// Keeps a token, or forgets it where it is nil.
    func keep(_ token: Conversation.Token?) {
        guard let file = settings.tokens else { return }
        do throws(TokenFile.Fault) {
            try file.write(token, for: settings.endpoint, isSecure: settings.security != nil)
            guard token != nil else { return }
            interface.show(
                .answer("kept in \(file.path): this client logs in by itself from now on; /remember off ends that"))
        } catch {
            interface.show(.status(error.words))
            guard token != nil else { return }
            interface.show(.status("So nothing is remembered."))
            conversation.tokenWasNotKept()
        }
    }
}

import Glibc

/// How the client ends: by the user's will, with the server, or by a signal.
extension Client {
    /// Leaves: the server is told, and has a moment to close. A person who says so twice leaves at once.
    func quit() {
        if isLeaving, interface.isForPeople { return lost(nil) }
        guard !isLeaving else { return }
        guard isReady else {
            isLeaving = true
            if connection != nil { return lost(nil) }
            conversation.releaseAll()
            carryOut()
            return finish(interface.exitStatus)
        }
        isLeaving = true
        conversation.quit()
        carryOut()
        giveTimeToLeave()
    }

    /// Begins anew at each answer, as a server may have many lines to carry out yet, or one after a costly one. A program's lines are
    /// waited for as at all other times: as long as the server is there.
    func giveTimeToLeave() {
        guard connection != nil else { return }
        let patience = interface.isForPeople ? Limits.answerTime : Limits.quietTime * 2
        deadline?.schedule(after: awaitsAnswer ? patience : Limits.leaveTime)
    }

    /// Whether more is to be waited for than the end. A person who leaves does not care whether the server has heard it.
    var awaitsAnswer: Bool {
        interface.isForPeople ? conversation.awaitsAnswerBeforeLeave : conversation.awaitsAnswer
    }

    func finish(_ status: Int32) {
        guard !isEnding else { return }
        if interface.holdsEnd, deadlySignal == nil { return holdEnd(status) }
        isEnding = true
        self.status = status
        conversation.giveUp()
        for case .show(let display) in conversation.takeOutputs() { interface.show(display) }
        loop.stop()
    }

    /// Waits for the interface, with the connection closed.
    private func holdEnd(_ status: Int32) {
        heldStatus = status
        closeConnection()
        interface.stateChanged()
    }

    /// The interface holds the end no more.
    func endIfHeld() {
        if let heldStatus { finish(heldStatus) }
    }

    func die(of signal: Int32) {
        deadlySignal = signal
        if isReady, let connection {
            conversation.quit()
            for case .send(let line) in conversation.takeOutputs() { connection.write(Array((line + "\n").utf8)) }
        }
        finish(128 + signal)
    }

    /// The window was closed under us.
    func terminalIsGone() { die(of: SIGHUP) }

    /// Whoever read what we print reads no more.
    func outputIsClosed() { die(of: SIGPIPE) }
}

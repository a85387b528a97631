import Glibc

/// What the server has of the user, on its way into a file.
extension Client {
    func export(_ step: Conversation.ExportStep) {
        do throws(ExportFile.Fault) {
            switch step {
            case .begin(let file):
                exportFile = try ExportFile(file, home: getenv("HOME").map { String(cString: $0) })
            case .line(let line): try exportFile?.put(line)
            case .end: try finishExport()
            case .drop:
                exportFile = nil
                interface.answered(refused: true)
            }
        } catch {
            exportFile = nil
            conversation.exportFailed()
            interface.show(.status("\(error.words) Nothing was exported."))
            interface.answered(refused: true)
        }
    }

    private func finishExport() throws(ExportFile.Fault) {
        guard let file = exportFile else { return }
        try file.finish()
        exportFile = nil
        let lines = file.lines == 1 ? "a line" : "\(file.lines) lines"
        interface.show(.answer("\(file.path) has all that is kept of you: \(lines)"))
        interface.answered(refused: false)
    }
}

import ChatCore

@testable import Dialects

/// A line taken apart, for comparing.
struct ReadLine: Equatable {
    var command = ""
    var parameters: [String] = []
    var tags: [String: String] = [:]

    init(_ command: String, _ parameters: [String] = [], tags: [String: String] = [:]) {
        self.command = command
        self.parameters = parameters
        self.tags = tags
    }

    init(_ message: IRCMessage) {
        command = String(decoding: message.command, as: UTF8.self)
        parameters = message.words()
        for tag in message.tags {
            tags[String(decoding: tag.key, as: UTF8.self)] = String(decoding: tag.value, as: UTF8.self)
        }
    }
}

enum ReadResult: Equatable {
    case nothing
    case tooLong
    case line(ReadLine)
}

func read(_ line: some Collection<UInt8>) -> ReadResult {
    Array(line).withUnsafeBytes { bytes in
        switch IRCMessage.read(bytes) {
        case .nothing: .nothing
        case .tooLong: .tooLong
        case .message(let message): .line(ReadLine(message))
        }
    }
}

func read(_ line: String) -> ReadResult { read(line.utf8) }

func written(_ write: (inout IRCLine) -> Void) -> String {
    rendered { buffer in
        var line = IRCLine(into: buffer)
        write(&line)
        line.end()
    }
}

func styledText(_ text: String) -> Styled? {
    var text = text
    return text.withUTF8 { Styled(UnsafeRawBufferPointer($0)) }
}

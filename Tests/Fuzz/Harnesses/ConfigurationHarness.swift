import ChatCore

@testable import Configuration

/// A configuration file of any kind is read, or its faults are told, each in one line that can be shown; and what was read says the same
/// when it is written and read again.
public struct ConfigurationHarness: Harness {
    typealias Write = (Configuration) -> String

    private let write: Write

    public init() {
        self.init { $0.toml }
    }

    init(write: @escaping Write) {
        self.write = write
    }

    public func run(_ input: UnsafeRawBufferPointer) throws(Violation) {
        // Neither comes as far as the parser (TextFile).
        guard !input.contains(0), let text = String(validating: input, as: UTF8.self) else { return }
        let file = ConfigurationFile(text: text, directory: "/nonexistent")
        for fault in file.faults {
            try Cleanness.demandClean(fault, "a fault")
            try demand(fault.unicodeScalars.count <= 1_100, "a fault is told at length: \(fault)")
        }
        guard file.faults.isEmpty else { return }
        let written = write(file.configuration)
        let again = ConfigurationFile(text: written, directory: "/elsewhere")
        try demand(again.faults.isEmpty, "what was written has faults: \(again.faults)\n\(written)")
        try demand(again.configuration == file.configuration, "what was written says something else:\n\(written)")
    }
}

import Synchronization

/// A piece of the program, driven by bytes of any kind, and a property that must hold whatever they are.
public protocol Harness {
    init() throws

    /// Runs once. What it keeps for the next run must not change what that one finds.
    /// - Throws: `Violation` where the property does not hold.
    func run(_ input: UnsafeRawBufferPointer) throws(Violation)
}

/// What must not be, and was.
public struct Violation: Error, CustomStringConvertible {
    public let description: String
}

func demand(_ holds: Bool, _ what: @autoclosure () -> String) throws(Violation) {
    if !holds { throw Violation(description: what()) }
}

/// A harness as libFuzzer calls it (`LLVMFuzzerTestOneInput`).
public final class FuzzTarget: Sendable {
    private let harness: Mutex<(any Harness)?>

    public init(_ type: any (Harness & SendableMetatype).Type) {
        do {
            harness = Mutex(try type.init())
        } catch {
            fatalError("the harness can't start: \(error)")
        }
    }

    /// Runs the harness, and traps where its property is broken, so that libFuzzer keeps the input.
    public func run(_ data: UnsafePointer<UInt8>?, _ size: Int) -> Int32 {
        // Copied, as what is pointed to can't be sent into the lock's closure.
        let input = Array(UnsafeBufferPointer(start: data, count: size))
        harness.withLock { harness in
            do {
                try harness?.run(input)
            } catch {
                fatalError("\(error)")
            }
        }
        return 0
    }
}

extension Harness {
    func run(_ input: [UInt8]) throws(Violation) {
        var failure: Violation?
        input.withUnsafeBytes { bytes in
            do throws(Violation) { try run(bytes) } catch { failure = error }
        }
        if let failure { throw failure }
    }
}

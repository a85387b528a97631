/// What a test harness throws: the sentence is all there is to know.
struct HarnessFailure: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }

    /// A failed system call, by the error number that it has just left.
    static func call(_ name: String, _ code: Int32) -> HarnessFailure {
        HarnessFailure("\(name): \(errorText(code))")
    }
}

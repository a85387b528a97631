import FuzzHarnesses

private let target = FuzzTarget(NATSHarness.self)

// libFuzzer's name for it.
// swift-format-ignore: AlwaysUseLowerCamelCase
@c public func LLVMFuzzerTestOneInput(_ data: UnsafePointer<UInt8>?, _ size: Int) -> Int32 { target.run(data, size) }

extension UInt8 {
    public var isASCIILetter: Bool { (self | 0x20) &- UInt8(ascii: "a") < 26 }
    public var isASCIIDigit: Bool { self &- UInt8(ascii: "0") < 10 }
}

extension StringProtocol {
    /// `A`–`Z` made small; every other byte stays. (Unicode's rules would differ from one release to the next.)
    public var asciiLowercased: String {
        String(unsafeUninitializedCapacity: utf8.count) { bytes in
            var count = 0
            for byte in utf8 {
                bytes[count] = byte &- UInt8(ascii: "A") < 26 ? byte | 0x20 : byte
                count += 1
            }
            return count
        }
    }
}

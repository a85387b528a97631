extension String {
    /// The form of a TOML key, in quotes if it needs them.
    var asTOMLKey: String { !isEmpty && utf8.allSatisfy(TOMLCursor.isBare) ? self : asTOMLString }

    /// A basic string of TOML (section "String" of TOML 1.0), on one line.
    var asTOMLString: String {
        var quoted = "\""
        for scalar in unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case "\n": quoted += "\\n"
            case "\t": quoted += "\\t"
            case _ where scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value):
                let digits = String(scalar.value, radix: 16)
                quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }
}

/// A value of JSON, as servers and their streams speak it.
///
/// Numbers are whole: no server of NATS says others that are asked for here, and one that is not whole is kept as it was written.
package indirect enum JSON: Hashable, Sendable {
    case null
    case bool(Bool)
    case number(Int64)
    /// Another number, as it was written.
    case otherNumber(String)
    case string(String)
    case array([JSON])
    /// In the order in which they were written. A name may be there once.
    case object([Member])

    package struct Member: Hashable, Sendable {
        package let name: String
        package let value: JSON

        package init(_ name: String, _ value: JSON) {
            (self.name, self.value) = (name, value)
        }
    }

    /// Deeper ones are none.
    package static let maximumDepth = 16

    package subscript(_ name: String) -> JSON? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.name == name }?.value
    }

    package var string: String? { if case .string(let text) = self { text } else { nil } }
    package var number: Int64? { if case .number(let number) = self { number } else { nil } }
    package var bool: Bool? { if case .bool(let isSo) = self { isSo } else { nil } }
    package var array: [JSON]? { if case .array(let values) = self { values } else { nil } }

    /// nil where the text is no JSON, or goes on behind it.
    package init?(_ text: some StringProtocol) {
        var reader = JSONReader(text)
        guard let value = reader.whole() else { return nil }
        self = value
    }

    // MARK: - As text

    /// Without any blank.
    package var text: String {
        switch self {
        case .null: "null"
        case .bool(let isSo): isSo ? "true" : "false"
        case .number(let number): "\(number)"
        case .otherNumber(let digits): digits
        case .string(let text): JSON.quoted(text)
        case .array(let values): "[\(values.map(\.text).joined(separator: ","))]"
        case .object(let members):
            "{\(members.map { "\(JSON.quoted($0.name)):\($0.value.text)" }.joined(separator: ","))}"
        }
    }

    private static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case "\u{0}"..."\u{1F}":
                let digits = String(scalar.value, radix: 16)
                quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }
}

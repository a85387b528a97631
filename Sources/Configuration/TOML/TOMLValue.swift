/// A value, and where it begins.
struct TOMLValue {
    let content: Content
    let position: TOMLPosition

    enum Content {
        case string(String)
        case integer(Int)
        case float(Double)
        case boolean(Bool)
        case dateTime(TOMLDateTime)
        case array(TOMLArray)
        case table(TOMLTable)
    }

    var string: String? { if case .string(let string) = content { string } else { nil } }
    var integer: Int? { if case .integer(let number) = content { number } else { nil } }
    var boolean: Bool? { if case .boolean(let flag) = content { flag } else { nil } }
    var array: TOMLArray? { if case .array(let array) = content { array } else { nil } }
    var table: TOMLTable? { if case .table(let table) = content { table } else { nil } }

    /// A number, with or without decimals.
    var number: Double? {
        switch content {
        case .integer(let number): Double(number)
        case .float(let number): number
        default: nil
        }
    }
}

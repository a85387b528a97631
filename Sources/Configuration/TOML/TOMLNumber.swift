import ChatCore

/// Numbers (sections "Integer" and "Float" of TOML 1.0).
enum TOMLNumber {
    private static let none = TOMLWordFault(
        predicate: "is not a number, true or false; text needs quotes", isOfLine: true)

    static func content(of word: ArraySlice<UInt8>) throws(TOMLWordFault) -> TOMLValue.Content {
        let isSigned = word.first == UInt8(ascii: "+") || word.first == UInt8(ascii: "-")
        let number = isSigned ? word.dropFirst() : word
        if number.elementsEqual("inf".utf8) { return .float(word.first == UInt8(ascii: "-") ? -.infinity : .infinity) }
        if number.elementsEqual("nan".utf8) { return .float(.nan) }
        guard number.first?.isASCIIDigit == true else { throw none }
        if let radix = radix(of: number), !isSigned {
            return .integer(try integer(digits(number.dropFirst(2)) { $0.isDigit(of: radix) }, radix: radix))
        }
        return try decimal(word, number)
    }

    /// The base of `0x`, `0o` or `0b`; nil for others.
    private static func radix(of number: ArraySlice<UInt8>) -> Int? {
        guard number.first == UInt8(ascii: "0") else { return nil }
        switch number.dropFirst().first {
        case UInt8(ascii: "x"): return 16
        case UInt8(ascii: "o"): return 8
        case UInt8(ascii: "b"): return 2
        default: return nil
        }
    }

    /// - Parameters:
    ///   - word: the number with its sign.
    ///   - number: the same without it.
    private static func decimal(
        _ word: ArraySlice<UInt8>, _ number: ArraySlice<UInt8>
    ) throws(TOMLWordFault) -> TOMLValue.Content {
        let whole = number.prefix { $0.isASCIIDigit || $0 == UInt8(ascii: "_") }
        var rest = number[whole.endIndex...]
        var text = word[..<number.startIndex] + (try digits(whole, by: \.isASCIIDigit))
        if rest.isEmpty {
            try demandNoZero(whole)
            return .integer(try integer(text, radix: 10))
        }
        if rest.first == UInt8(ascii: ".") {
            let decimals = rest.dropFirst().prefix { $0.isASCIIDigit || $0 == UInt8(ascii: "_") }
            text += [UInt8(ascii: ".")] + (try digits(decimals, by: \.isASCIIDigit))
            rest = rest[decimals.endIndex...]
        }
        if let letter = rest.first, letter | 0x20 == UInt8(ascii: "e") {
            let power = rest.dropFirst()
            let isSigned = power.first == UInt8(ascii: "+") || power.first == UInt8(ascii: "-")
            let exponent = isSigned ? power.dropFirst() : power
            text += [letter] + power[..<exponent.startIndex] + (try digits(exponent, by: \.isASCIIDigit))
            rest = []
        }
        guard rest.isEmpty, let value = Double(String(decoding: text, as: UTF8.self)) else { throw none }
        try demandNoZero(whole)
        return .float(value)
    }

    /// Digits without the `_` that may stand between two of them.
    private static func digits(
        _ text: ArraySlice<UInt8>, by isDigit: (UInt8) -> Bool
    ) throws(TOMLWordFault) -> ArraySlice<UInt8> {
        var digits: ArraySlice<UInt8> = []
        var isAfterDigit = false
        for byte in text {
            if isDigit(byte) {
                digits.append(byte)
                isAfterDigit = true
            } else if byte == UInt8(ascii: "_"), isAfterDigit {
                isAfterDigit = false
            } else {
                throw none
            }
        }
        guard isAfterDigit else { throw none }
        return digits
    }

    private static func integer(_ digits: ArraySlice<UInt8>, radix: Int) throws(TOMLWordFault) -> Int {
        guard let number = Int(String(decoding: digits, as: UTF8.self), radix: radix) else {
            throw TOMLWordFault(predicate: "has too many digits; a number has at most 64 bits")
        }
        return number
    }

    private static func demandNoZero(_ whole: ArraySlice<UInt8>) throws(TOMLWordFault) {
        guard whole.count == 1 || whole.first != UInt8(ascii: "0") else {
            throw TOMLWordFault(predicate: "begins with a 0, which no number of several digits may")
        }
    }
}

extension UInt8 {
    fileprivate func isDigit(of radix: Int) -> Bool {
        Character(Unicode.Scalar(self)).hexDigitValue.map { $0 < radix } ?? false
    }
}

import Foundation
import Testing

@testable import Configuration

private let checkout = ProcessInfo.processInfo.environment["TOML_TEST"]

/// A checkout of github.com/toml-lang/toml-test, which is not a part of this project: `make toml-test DIR=…`.
@Suite(.enabled(if: checkout != nil, "it needs TOML_TEST, the folder of a checkout of toml-test"))
struct TOMLSuiteTests {
    /// Its files for TOML 1.0.
    private let names: [String]
    private let folder: String

    init() throws {
        folder = try #require(checkout) + "/tests"
        names = try String(contentsOfFile: "\(folder)/files-toml-1.0.0", encoding: .utf8)
            .split(separator: "\n").filter { $0.hasSuffix(".toml") }.map(String.init)
    }

    private func document(_ name: String) throws -> TOMLDocument {
        try TOMLDocument(TextFile.read("\(folder)/\(name)", atMost: 1 << 20))
    }

    @Test func validDocuments() throws {
        let valid = names.filter { $0.hasPrefix("valid/") }
        var wrong: [String] = []
        for name in valid {
            let json = try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(name.dropLast(".toml".count)).json"))
            let expected = try JSONSerialization.jsonObject(with: json)
            do {
                let table = try document(name).root
                if !TOMLSuiteTests.isTable(table, expected) { wrong.append("\(name): \(table.described)") }
            } catch {
                wrong.append("\(name): \(error)")
            }
        }
        print("toml-test: \(valid.count - wrong.count) of \(valid.count) valid documents are read right")
        #expect(wrong == [] && !valid.isEmpty)
    }

    @Test func invalidDocuments() throws {
        let invalid = names.filter { $0.hasPrefix("invalid/") }
        let accepted = invalid.filter { (try? document($0)) != nil }
        print("toml-test: \(invalid.count - accepted.count) of \(invalid.count) invalid documents are refused")
        #expect(accepted == [] && !invalid.isEmpty)
    }

    // MARK: - What the JSON beside a document says

    private static func isTable(_ table: TOMLTable, _ json: Any) -> Bool {
        guard let object = json as? [String: Any], object.count == table.keys.count else { return false }
        return table.entries.allSatisfy { entry in object[entry.key].map { isValue(entry.value, $0) } ?? false }
    }

    private static func isValue(_ value: TOMLValue, _ json: Any) -> Bool {
        if let table = value.table { return isTable(table, json) }
        if let array = value.array {
            guard let list = json as? [Any], list.count == array.elements.count else { return false }
            return zip(array.elements, list).allSatisfy { isValue($0, $1) }
        }
        guard let object = json as? [String: String], let type = object["type"], let text = object["value"] else {
            return false
        }
        return isScalar(value, type, text)
    }

    private static func isScalar(_ value: TOMLValue, _ type: String, _ text: String) -> Bool {
        switch (type, value.content) {
        case ("string", .string(let string)): string.utf8.elementsEqual(text.utf8)
        case ("integer", .integer(let number)): number == Int(text)
        case ("float", .float(let number)): number == Double(text) || number.isNaN && text.hasSuffix("nan")
        case ("bool", .boolean(let flag)): "\(flag)" == text
        case (_, .dateTime(let time)): time == TOMLDateTime(Array(text.utf8)[...]) && type == kind(of: time)
        default: false
        }
    }

    private static func kind(of time: TOMLDateTime) -> String {
        switch (time.date, time.time) {
        case (_, nil): "date-local"
        case (nil, _): "time-local"
        default: time.offset == nil ? "datetime-local" : "datetime"
        }
    }
}

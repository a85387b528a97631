import Foundation
import Testing

@testable import ChatServer

/// What the dashboard, the alerts and the document say of metrics, beside what `/metrics` has.
@Suite struct MetricsUseTests {
    private static let package = #filePath.split(separator: "/").dropLast(4).reduce(into: "") { $0 += "/" + $1 }

    private func file(_ path: String) throws -> Data {
        try Data(contentsOf: URL(fileURLWithPath: "\(MetricsUseTests.package)/\(path)"))
    }

    /// All that may be exposed.
    private var exposition: [Substring] {
        var gauges = Gauges()
        gauges.certificateExpiry = 0
        gauges.store = StoreFigures()
        gauges.cluster = ClusterFigures()
        return Metrics(started: 0).exposition(gauges).split(separator: "\n")
    }

    private var sampleNames: Set<String> {
        Set(exposition.filter { !$0.hasPrefix("#") }.map { String($0.prefix { $0 != " " && $0 != "{" }) })
    }

    private var families: Set<String> {
        Set(exposition.filter { $0.hasPrefix("# TYPE ") }.map { String($0.split(separator: " ")[2]) })
    }

    private func names(in text: String) -> Set<String> {
        Set(text.matches(of: /\b(?:partyline|process)_[a-z0-9_]+/).map { String($0.output) })
    }

    /// What expressions ask for.
    private func check(_ expressions: String, _ location: SourceLocation = #_sourceLocation) {
        let used = names(in: expressions)
        #expect(used.subtracting(sampleNames).isEmpty, sourceLocation: location)
        #expect(!used.isEmpty, sourceLocation: location)
        checkLabels(in: expressions, location)
    }

    private func checkLabels(in expressions: String, _ location: SourceLocation = #_sourceLocation) {
        let labels = "cause|code|kind|verb|listener|result"
        guard let label = try? Regex("(partyline_[a-z0-9_]+)\\{((?:\(labels))=\"[^\"]*\")\\}") else { return }
        for match in expressions.matches(of: label) {
            let sample = "\(match.output[1].substring ?? ""){\(match.output[2].substring ?? "")}"
            #expect(exposition.contains { $0.hasPrefix(sample) }, "\(sample)", sourceLocation: location)
        }
    }

    @Test func theAlertsUseWhatThereIs() throws {
        check(String(decoding: try file("packaging/prometheus/partyline.rules.yml"), as: UTF8.self))
    }

    @Test func theDocumentTellsAll() throws {
        let text = String(decoding: try file("docs/METRICS.md"), as: UTF8.self)
        let told = names(in: text)
        #expect(families.subtracting(told).isEmpty)
        #expect(told.subtracting(sampleNames).subtracting(families).isEmpty)
        checkLabels(in: text)
        for name in ConnectionRefusal.names + SessionEnd.Cause.names + MessageKind.names + EventKind.names {
            #expect(text.contains("`\(name)`"))
        }
    }

    // MARK: - The dashboard

    private struct Dashboard: Decodable {
        let uid: String
        let title: String
        let schemaVersion: Int
        let templating: Templating
        let panels: [Panel]

        struct Templating: Decodable {
            let list: [Variable]
        }

        struct Variable: Decodable {
            let name: String
            let definition: String?
        }

        struct Panel: Decodable {
            let id: Int
            let type: String
            let title: String
            let description: String
            let gridPos: Place
            let targets: [Target]
        }

        struct Place: Decodable {
            let x: Int, y: Int, w: Int, h: Int
        }

        struct Target: Decodable {
            let refId: String
            let expr: String
        }
    }

    @Test func theDashboardUsesWhatThereIs() throws {
        let dashboard = try JSONDecoder().decode(Dashboard.self, from: file("packaging/grafana/partyline.json"))
        #expect(dashboard.panels.count >= 12)
        let definitions = dashboard.templating.list.compactMap(\.definition)
        check((dashboard.panels.flatMap(\.targets).map(\.expr) + definitions).joined(separator: "\n"))
        // Nothing stands for a value but what is declared, or Grafana's own.
        let known = Set(dashboard.templating.list.map(\.name) + ["__rate_interval"])
        for target in dashboard.panels.flatMap(\.targets) {
            for match in target.expr.matches(of: /\$([A-Za-z_]+)/) { #expect(known.contains(String(match.output.1))) }
        }
    }

    @Test func thePanelsHaveTheirPlaces() throws {
        let dashboard = try JSONDecoder().decode(Dashboard.self, from: file("packaging/grafana/partyline.json"))
        #expect(Set(dashboard.panels.map(\.id)).count == dashboard.panels.count)
        #expect(Set(dashboard.panels.map(\.title)).count == dashboard.panels.count)
        var taken: Set<[Int]> = []
        for panel in dashboard.panels {
            #expect(!panel.targets.isEmpty && !panel.description.isEmpty)
            #expect(Set(panel.targets.map(\.refId)).count == panel.targets.count)
            let place = panel.gridPos
            #expect(place.x >= 0 && place.x + place.w <= 24)
            for x in place.x..<place.x + place.w {
                for y in place.y..<place.y + place.h { #expect(taken.insert([x, y]).inserted, "\(panel.title)") }
            }
        }
    }
}

import Testing

@testable import Web

@Suite("Heads of requests")
struct HTTPHeadTests {
    private func fault(_ lines: [[UInt8]]) -> HTTPStatus? {
        do throws(HTTPStatus) {
            _ = try HTTPHead(lines)
            return nil
        } catch {
            return error
        }
    }

    private func fault(_ lines: String...) -> HTTPStatus? { fault(lines.map { Array($0.utf8) }) }

    @Test("say what is asked for")
    func good() throws {
        let head = try HTTPHead([
            "", "GET /ws?a=b HTTP/1.1", "HOST: Example.org:6080", "x-forwarded-for: 1.2.3.4,  5.6.7.8",
            "X-Forwarded-For:\t::1 \t", "Empty:", "",
        ])
        #expect(head.isWhole && head.method == "GET" && head.path == "/ws" && head.version == .http11)
        #expect(head.host == "example.org:6080" && !head.hasBody)
        #expect(head.list("x-forwarded-for") == ["1.2.3.4", "5.6.7.8", "::1"])
        #expect(head.values(of: "empty") == [""] && head.list("empty").isEmpty)
        #expect(try !HTTPHead(["GET / HTTP/1.1", "Host: a"]).isWhole)
    }

    @Test("of HTTP/1.0 may name no host")
    func old() throws {
        #expect(try HTTPHead(["GET / HTTP/1.0", ""]).host.isEmpty)
        #expect(try HTTPHead(["GET / HTTP/1.0", "Host: a", ""]).version == .http10)
        #expect(fault("GET / HTTP/1.1", "") == .badRequest)
    }

    @Test(
        "that begin with no request are refused",
        arguments: [
            "GET", "GET /", "GET  / HTTP/1.1", " GET / HTTP/1.1", "GET / HTTP/1.1 ", "GET / HTTP/1.1 x",
            "G(T / HTTP/1.1",
            "GET example HTTP/1.1", "GET http:///x HTTP/1.1", "GET http://u@a/ HTTP/1.1", "GET http:/a HTTP/1.1",
            "GET ftp://a/ HTTP/1.1", "GET http://a\\b/ HTTP/1.1", "GET http://a/#b HTTP/1.1", "OPTIONS * HTTP/1.1",
            "GET /#a HTTP/1.1",
            "GET /\u{7F} HTTP/1.1",
            "GET /é HTTP/1.1", "GET /\tx HTTP/1.1", "GET / http/1.1", "GET / IRC", "\u{16}\u{3}\u{1}\u{2}", "/nick bob",
        ])
    func noRequest(_ line: String) { #expect(fault(line) == .badRequest) }

    @Test(
        "may name the whole address, whose host is the one that is asked for",
        arguments: [
            ("http://B.org/chat.js?x", "b.org", "/chat.js"), ("HTTP://b:80", "b:80", "/"),
            ("https://[::1]/", "[::1]", "/"),
            ("http://b?x/y", "b", "/"),
        ])
    func wholeAddress(_ target: String, _ host: String, _ path: String) throws {
        let head = try HTTPHead(["GET \(target) HTTP/1.1", "Host: a", ""])
        #expect(head.host == host && head.path == path)
    }

    @Test("of other versions are refused", arguments: ["HTTP/2.0", "HTTP/0.9", "HTTP/1.2", "HTTP/1.10"])
    func versions(_ version: String) { #expect(fault("GET / \(version)") == .versionNotSupported) }

    @Test(
        "with fields that two readers may read in two ways are refused",
        arguments: [
            " folded", "\tfolded", "Name : value", "Name", ": value", "Na me: value", "Name: a\u{0}b", "Name: a\rb",
            "Näme: value", "Name: \u{7F}", "Host: b", "Host: c, d",
        ])
    func fields(_ field: String) { #expect(fault("GET / HTTP/1.1", "Host: a", field, "") == .badRequest) }

    @Test(
        "with hosts that are none are refused",
        arguments: [
            "", "a b", "a/b", "a:b", "a:123456", "user@a", "[::1", "::1", "[]", "[g", "é.org", "a,b", "a\\b", "[a-b]",
        ])
    func badHosts(_ host: String) { #expect(fault("GET / HTTP/1.1", "Host: \(host)", "") == .badRequest) }

    @Test(
        "have hosts of several forms",
        arguments: ["a", "a.example.org:80", "1.2.3.4:6080", "[::1]:6080", "[::1]", "x_y"])
    func hosts(_ host: String) { #expect(fault("GET / HTTP/1.1", "Host: \(host)", "") == nil) }

    @Test("have no more bytes than 8 KiB, and no more than 64 fields")
    func bounds() throws {
        let start = ["GET / HTTP/1.1", "Host: a"]
        let used = start.reduce(0) { $0 + $1.utf8.count + 2 } + 2
        func filled(_ count: Int) -> [String] { start + ["X: " + String(repeating: "x", count: count), ""] }
        let most = HTTPHead.maximumLength - used - 5
        #expect(try HTTPHead(filled(most)).isWhole)
        #expect(fault(filled(most + 1).map { Array($0.utf8) }) == .fieldsTooLarge)
        #expect(fault((start + ["\(String(repeating: "x", count: 9_000))"]).map { Array($0.utf8) }) == .fieldsTooLarge)
        let many = (1..<HTTPHead.maximumFields).map { "X: \($0)" }
        #expect(try HTTPHead(start + many + [""]).isWhole)
        #expect(fault((start + many + ["X: y"]).map { Array($0.utf8) }) == .fieldsTooLarge)
    }
}

import Configuration
import Libevent
import Web
import WebPage

/// What listeners for the web give to read.
extension Configuration {
    /// The page as it is built in, what the folder `web.root` has of its own, and what is made of the configuration. All of it is read here,
    /// once.
    /// - Throws: `ConfigurationError` that says what is wrong with which file of the folder.
    func site() throws(ConfigurationError) -> WebSite {
        guard servesPage else { return WebSite() }
        let files = EmbeddedPage.files + (try rootFiles())
        let present = Set(files.map(\.path))
        let made = madeFiles(beside: files).filter { !present.contains($0.path) }
        return WebSite((files + made + [AboutPage(self).file]).map(filled), embeddedBy: web.embed)
    }

    /// What browsers and crawlers ask for by themselves, where no file has it.
    private func madeFiles(beside files: [WebFile]) -> [WebFile] {
        guard !files.isEmpty else { return [] }
        let manifest = """
            {"name": \(name.asJSONString), "short_name": \(name.asJSONString), "start_url": ".", "display": "standalone",
            "icons": [{"src": "icon.svg", "type": "image/svg+xml", "sizes": "any"}]}

            """
        var made = [
            WebFile("/robots.txt", .text, Array("User-agent: *\nAllow: /$\nDisallow: /\n".utf8)),
            WebFile("/manifest.webmanifest", .manifest, Array(manifest.utf8)),
        ]
        if let icon = files.last(where: { $0.path == "/icon.svg" }) {
            made.append(WebFile("/favicon.ico", icon.type, icon.plain.bytes, gzipped: icon.gzipped?.bytes))
        }
        return made
    }

    /// A file of HTML, with what it tells of this server. It is not packed then, as that is made when the program is built.
    private func filled(_ file: WebFile) -> WebFile {
        guard file.type == .html else { return file }
        let template = PageTemplate(String(decoding: file.plain.bytes, as: UTF8.self))
        let text = template.filled(server: name, telnet: telnetAddress)
        let bytes = Array(text.utf8)
        return bytes == file.plain.bytes ? file : WebFile(file.path, file.type, bytes)
    }

    /// What one types behind `telnet` to join; nil: nothing is known to be there.
    var telnetAddress: String? {
        guard web.telnet.isEmpty else { return web.telnet }
        for listen in listen where listen.spoken == .line && !listen.web && !listen.tls && !listen.proxyProtocol {
            // The kernel chooses another port 0 each time.
            guard case .endpoint(.host(let host, let port)) = listen.place, port != 0 else { continue }
            let isAny = host.isEmpty || IPAddress(host)?.isAny ?? false
            return "\(isAny ? name : host) \(port)"
        }
        return nil
    }
}

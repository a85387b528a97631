import Libevent

/// The administrator's pages.
struct AdminPages {
    let figures: Figures
    let shutdown: Shutdown

    /// - Returns: nil: there is no such page.
    func page(_ path: String) -> HTTPListener.Response? {
        switch path {
        case "/":
            text("/metrics  figures, for Prometheus\n/healthz  whether it runs\n/readyz   whether it takes newcomers\n")
        case "/metrics":
            HTTPListener.Response(contentType: Exposition.contentType, body: Array(figures.exposition.utf8))
        // That it is answered shows that the loop turns.
        case "/healthz": text("ok\n")
        case "/readyz" where shutdown.isUnderWay: text("draining\n", status: 503)
        case "/readyz" where figures.node?.isReady == false: text("without the cluster\n", status: 503)
        case "/readyz": text(readiness)
        default: nil
        }
    }

    /// Newcomers are welcome where the store fails, too.
    private var readiness: String { figures.keeper?.isFailing == true ? "ready\nstore failing\n" : "ready\n" }

    private func text(_ text: String, status: Int = 200) -> HTTPListener.Response {
        HTTPListener.Response(status: status, body: Array(text.utf8))
    }
}

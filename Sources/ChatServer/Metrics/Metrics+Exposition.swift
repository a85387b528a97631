import Dialects

extension Metrics {
    /// All figures, as `/metrics` serves them. Labels name kinds alone: never a nick, a room or an address.
    func exposition(_ gauges: Gauges) -> String {
        var text = Exposition()
        exposeConnections(gauges, &text)
        exposeLines(gauges, &text)
        exposeWeb(gauges, &text)
        exposeIRC(gauges, &text)
        exposeLoop(&text)
        if let store = gauges.store { expose(store, &text) }
        if let cluster = gauges.cluster { expose(cluster, &text) }
        exposeService(gauges, &text)
        exposeProcess(gauges.process, &text)
        return text.text
    }

    private func exposeConnections(_ gauges: Gauges, _ text: inout Exposition) {
        text.gauge("partyline_connections", "Connections that are open.", gauges.connections)
        text.gauge("partyline_sessions", "Sessions: who is here.", gauges.sessions)
        text.gauge("partyline_held_people", "People whose connection was lost, and who may come back.", gauges.held)
        text.gauge("partyline_rooms", "Rooms that are open.", gauges.rooms)
        text.counter(
            "partyline_accepted_connections_total", "Connections that became sessions, by the kind of listener.",
            by: "listener", acceptedConnections)
        text.counter(
            "partyline_refused_connections_total",
            "Connections that were closed before they became sessions, by cause.",
            by: "cause", refusedConnections)
        text.counter("partyline_ended_sessions_total", "Sessions that ended, by cause.", by: "cause", endedSessions)
        text.counter("partyline_tls_handshakes_total", "TLS handshakes, by result.", by: "result", handshakes)
        text.counter("partyline_resumes_total", "Tries to come back by a token, by result.", by: "result", resumes)
    }

    private func exposeLines(_ gauges: Gauges, _ text: inout Exposition) {
        text.counter("partyline_received_lines_total", "Lines that peers sent.", receivedLines)
        text.counter("partyline_received_bytes_total", "Bytes of the lines that peers sent.", receivedBytes)
        text.counter("partyline_sent_bytes_total", "Bytes that were sent to peers, or wait for them.", sentBytes)
        text.counter("partyline_messages_total", "What people said, by kind.", by: "kind", messages)
        text.counter(
            "partyline_events_total", "What others were told of people, by kind.", by: "kind", events)
        text.counter(
            "partyline_deliveries_total", "Lines of messages and events that were given to sessions.",
            gauges.deliveries)
        text.counter("partyline_commands_total", "Commands that were understood, by verb.", by: "verb", commands)
        text.counter("partyline_refusals_total", "Refusals that peers were told, by code.", by: "code", refusals)
        text.gauge("partyline_outbox_bytes", "Bytes that wait for peers to read them.", gauges.outboxBytes)
        text.gauge("partyline_history_bytes", "Bytes of memory that history and topics take.", gauges.historyBytes)
    }

    private func exposeWeb(_ gauges: Gauges, _ text: inout Exposition) {
        text.gauge("partyline_websockets", "Sessions by WebSocket.", gauges.webSockets)
        text.gauge(
            "partyline_web_newcomers", "Connections of the web that have no session, or none yet.", gauges.webNewcomers)
        text.counter(
            "partyline_web_responses_total", "Files of the page that were asked for, by status.", by: "status",
            webResponses)
        text.counter(
            "partyline_refused_frames_total", "WebSockets that were closed because of a frame, by code.", by: "code",
            refusedFrames)
    }

    private func exposeIRC(_ gauges: Gauges, _ text: inout Exposition) {
        text.gauge("partyline_irc_sessions", "Sessions that speak IRC.", gauges.ircSessions)
        text.gauge("partyline_irc_newcomers", "Clients of IRC that are not welcomed yet.", gauges.ircNewcomers)
        text.gauge(
            "partyline_irc_reader_classes", "Ways in which what happens is written for clients of IRC that are here.",
            gauges.ircReaderClasses)
        text.counter(
            "partyline_irc_registrations_total", "Clients of IRC that came, by what became of them.", by: "result",
            ircRegistrations)
        text.counter("partyline_sasl_logins_total", "Logins by SASL, by mechanism.", by: "mechanism", saslLogins)
        text.counter(
            "partyline_irc_refusals_total", "What clients of IRC were refused, by number.", by: "numeric",
            IRCTally.numerics.map { (IRCTally.digits($0), ircRefusals[$0]) })
    }

    private func exposeLoop(_ text: inout Exposition) {
        text.histogram(
            "partyline_loop_lag_seconds", "How late a timer of the event loop came, twice a second.", loopLag)
        text.histogram(
            "partyline_turn_duration_seconds", "How long a turn of the event loop took, its output included.",
            turnDuration)
        text.histogram(
            "partyline_delivery_latency_seconds",
            "From the start of the turn that read a line to the end of its output, for each delivery.",
            deliveryLatency)
    }

    private func expose(_ store: StoreFigures, _ text: inout Exposition) {
        text.counter("partyline_store_commits_total", "Commits of the store.", store.commits)
        text.gauge("partyline_store_queue_bytes", "Bytes that wait to be written to the store.", store.queueBytes)
        text.gauge(
            "partyline_store_oldest_seconds", "How long something has waited to be committed; 0: nothing waits.",
            seconds: store.secondsBehind)
        text.gauge("partyline_store_failing", "1 while the store can't be written.", store.isFailing ? 1 : 0)
    }

    private func expose(_ cluster: ClusterFigures, _ text: inout Exposition) {
        text.gauge("partyline_cluster_here", "1 while this node takes part.", cluster.isHere ? 1 : 0)
        text.gauge("partyline_cluster_nodes", "Nodes that are alive, as this one knows.", cluster.nodes)
        text.gauge(
            "partyline_cluster_applied_sequence", "The last message of the log that was read.", Int(cluster.sequence))
        text.histogram(
            "partyline_cluster_order_seconds",
            "The time from when something was decided to when it was read in the log.", orderDuration)
        text.gauge(
            "partyline_cluster_waiting_commands", "Sessions whose command waits for the log.", cluster.waitingCommands)
        text.gauge(
            "partyline_cluster_waiting_newcomers", "Newcomers who wait for the log.", cluster.waitingNewcomers)
        text.counter(
            "partyline_cluster_unavailable_total",
            "Commands of which nobody knows whether they were carried out, as the log did not tell in time.",
            unavailable)
        text.counter(
            "partyline_cluster_ignored_total", "Messages of the log that did not count, as those that came twice.",
            UInt64(cluster.ignored))
        text.counter(
            "partyline_cluster_resent_total", "Batches that were written to the log again.", UInt64(cluster.resent))
        text.gauge(
            "partyline_cluster_divergence", "1 where another node has read the same and knows something else.",
            cluster.hasDiverged ? 1 : 0)
    }

    private func exposeService(_ gauges: Gauges, _ text: inout Exposition) {
        text.counter(
            "partyline_reloads_total", "Times the configuration was read again, by result.", by: "result", reloads)
        if let expiry = gauges.certificateExpiry {
            text.gauge(
                "partyline_tls_certificate_expiry_timestamp_seconds",
                "When the certificate ends, in seconds since 1970.",
                expiry)
        }
        text.counter(
            "partyline_suppressed_log_lines_total", "Lines that were not logged, as there were too many of their kind.",
            suppressedLogLines)
        let build = gauges.build
        text.gauge(
            "partyline_build_info", "Of what the program is made; always 1.", 1,
            [("version", build.version), ("swift", build.swift), ("libevent", build.libevent)])
    }

    private func exposeProcess(_ process: ProcessFigures, _ text: inout Exposition) {
        text.gauge(
            "process_start_time_seconds", "When the process began to serve, in seconds since 1970.",
            seconds: Double(started) / 1e6)
        text.counter("process_cpu_seconds_total", "User and system time.", seconds: process.cpuSeconds)
        if let bytes = process.residentBytes {
            text.gauge("process_resident_memory_bytes", "Memory that is in use.", bytes)
        }
        if let count = process.openDescriptors { text.gauge("process_open_fds", "Open file descriptors.", count) }
        if let count = process.maximumDescriptors {
            text.gauge("process_max_fds", "File descriptors that may be open.", count)
        }
    }
}

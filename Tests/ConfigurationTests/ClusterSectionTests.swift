import Libevent
import Testing

@testable import Configuration

/// `[cluster]`: what is read of it, and what is wrong with it.
@Suite struct ClusterSectionTests {
    private static let whole = """
        [store]
        path = "/x"
        [cluster]
        name = "main"
        node = "a_1"
        credentials = "seed"
        servers = ["tls://nats1.example.org:4222", "tls://[2001:db8::1]:4222"]
        """

    private func file(_ text: String) -> ConfigurationFile { ConfigurationFile(text: text, directory: "/etc") }

    @Test func isReadAndWritten() throws {
        let file = file(ClusterSectionTests.whole)
        #expect(file.faults == [])
        let cluster = file.configuration.cluster
        #expect(cluster.isOn && cluster.name == "main" && cluster.nodeName == "a_1" && cluster.replicas == 3)
        #expect(cluster.servers.map(\.description) == ["tls://nats1.example.org:4222", "tls://[2001:db8::1]:4222"])
        #expect(cluster.credentials == "/etc/seed" && cluster.ca.isEmpty)
        let again = ConfigurationFile(text: file.configuration.toml, directory: "/etc")
        #expect(again.faults == [] && again.configuration.cluster == cluster)
    }

    @Test func withoutItThereIsNone() {
        #expect(!Configuration().cluster.isOn && file("[cluster]\nreplicas = 1").faults == [])
    }

    @Test func onThisMachineItNeedsNoCredentials() {
        for server in ["nats://127.0.0.1:4222", "nats://localhost:4222", "nats://[::1]:4222"] {
            let text = "store.path = \"/x\"\n[cluster]\nname = \"c\"\nnode = \"n\"\nservers = [\"\(server)\"]"
            #expect(file(text).faults == [], "\(server)")
        }
    }

    @Test(arguments: [
        ("tls://nats1", "which is none; write it as tls://nats1.example.org:4222"),
        ("nats1.example.org:4222", "which is none; write it as tls://nats1.example.org:4222"),
        ("http://a:1", "which is none; write it as tls://nats1.example.org:4222"),
        ("tls://a:0", "which is none; write it as tls://nats1.example.org:4222"),
        ("tls://a:1/", "which is none; write it as tls://nats1.example.org:4222"),
        ("tls://unix:/x", "which is none; write it as tls://nats1.example.org:4222"),
        ("tls://:1", "which is none; write it as tls://nats1.example.org:4222"),
        (
            "nats://192.0.2.1:4222",
            "which is in the clear and not on this machine; write tls:// and give that server TLS"
        ),
        (
            "nats://elsewhere:4222",
            "which is in the clear and not on this machine; write tls:// and give that server TLS"
        ),
    ])
    func servers(_ server: String, _ words: String) {
        let faults = file("[cluster]\nservers = [\"\(server)\"]").faults
        #expect(faults == ["line 2: cluster.servers is \"\(server)\", \(words)"])
    }

    @Test func aPasswordInAServersNameIsNotShown() {
        let faults = file("[cluster]\nservers = [\"tls://ann:secret@a:1\"]").faults
        let words = "has a user in it; who this is belongs into cluster.credentials"
        #expect(faults == ["line 2: cluster.servers \(words)"])
    }

    /// What is added to the section, what it takes the place of, and the fault.
    @Test(arguments: [
        ("name = \"main\"", "", "line 3: a [cluster] needs a name, the same at all its nodes, as name = \"main\""),
        (
            "name = \"main\"", "name = \"a.b\"",
            "line 4: cluster.name is \"a.b\"; it must be 1 to 32 letters of a-z and A-Z, digits, _ and -"
        ),
        (
            "node = \"a_1\"", "node = \"é\"",
            "line 5: cluster.node is \"é\"; it must be 1 to 32 letters of a-z and A-Z, digits, _ and -"
        ),
        (
            "path = \"/x\"", "",
            "line 3: a [cluster] needs a [store] with a path, where this node keeps what it has read"
        ),
        (
            "credentials = \"seed\"", "",
            "line 7: cluster.servers are by tls://, which needs cluster.credentials: a file that says as whom"
        ),
        (
            "credentials = \"seed\"", "credentials = \"seed\"; shards = 4",
            "line 7: cluster.shards is 4; this version keeps one log, so it must be 1"
        ),
        (
            "credentials = \"seed\"", "credentials = \"seed\"; replicas = 2",
            "line 7: cluster.replicas is 2; it must be 3 or 5, or 1 for a single server of NATS"
        ),
        (
            "servers = [", "servers = [\"nats://localhost:4222\", ",
            "line 7: cluster.servers has both tls:// and nats://; all must be the same"
        ),
        (
            "servers = [", "servers = [\"tls://[2001:db8::1]:4222\", ",
            "line 7: cluster.servers names one twice"
        ),
        ("credentials = \"seed\"", "sevrers = []", "line 6: unknown key cluster.sevrers; did you mean servers?"),
    ])
    func faults(_ part: String, _ other: String, _ fault: String) {
        let text = ClusterSectionTests.whole.replacing(part, with: other.replacing("; ", with: "\n"))
        #expect(file(text).faults.contains(fault), "\(file(text).faults)")
    }

    @Test func aHostsNameThatCanBeNoNodes() {
        #expect(Configuration.fault(ofHost: "chat1") == nil)
        for name in ["localhost", "", "a b"] {
            #expect(Configuration.fault(ofHost: name)?.contains("cluster.node") == true)
        }
    }
}

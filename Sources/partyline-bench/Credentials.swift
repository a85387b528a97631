import Glibc
import Synchronization

/// The address of the path of the folder of `Credentials`, for the signal handler; 0 for none.
private let presentFolder = Atomic<Int>(0)

/// A certificate (ECDSA P-256, signed by itself) with its key, in a temporary folder.
final class Credentials {
    let certificate: String
    let key: String

    /// Runs the `openssl` command, which makes them.
    init() throws {
        // mkdtemp(3) replaces the Xs by a name that is not taken, and makes the folder for this user alone.
        var template = Array("/tmp/partyline-bench.XXXXXX".utf8CString)
        guard let made = mkdtemp(&template) else {
            throw BenchError("mkdtemp /tmp/partyline-bench: \(String(cString: strerror(errno)))")
        }
        let folder = String(cString: made)
        presentFolder.store(Int(bitPattern: strdup(made)), ordering: .sequentiallyConsistent)
        certificate = folder + "/certificate.pem"
        key = folder + "/key.pem"
        do {
            try makeCertificate()
        } catch {
            Credentials.removeFiles()
            throw error
        }
    }

    /// Removes the folder, if there is one. Call it at the end. A signal handler may call it, so it uses no Swift
    /// string.
    static func removeFiles() {
        let address = presentFolder.exchange(0, ordering: .sequentiallyConsistent)
        guard let folder = UnsafePointer<CChar>(bitPattern: address) else { return }
        if chdir(folder) == 0 {
            for name: StaticString in ["certificate.pem", "key.pem"] {
                unlink(UnsafeRawPointer(name.utf8Start).assumingMemoryBound(to: CChar.self))
            }
        }
        rmdir(folder)
    }

    private func makeCertificate() throws {
        let command = [
            "openssl", "req", "-x509", "-batch", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
            "-days", "2", "-subj", "/CN=localhost", "-keyout", key, "-out", certificate,
        ]
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for descriptor: Int32 in 0...2 {
            posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", O_RDWR, 0)
        }
        var arguments = command.map { strdup($0) } + [nil]
        defer { for argument in arguments { free(argument) } }
        var (process, status) = (pid_t(), Int32())
        guard posix_spawnp(&process, command[0], &actions, nil, &arguments, environ) == 0,
            waitpid(process, &status, 0) == process, status == 0
        else { throw BenchError("this failed, and the TLS rows need it: " + command.joined(separator: " ")) }
    }
}

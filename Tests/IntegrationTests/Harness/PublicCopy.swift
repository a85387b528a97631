import Glibc

/// The daemon, and what confines it, where every user can read it.
///
/// Tests become another user, and a sandbox hides homes from root, too. The checkout may lie where such a process can't enter, as in
/// `/root`, and so may the toolchain with Swift's libraries. So both are copied, when a test first asks; the copy goes with the tests.
enum PublicCopy {
    /// As `User=`, `CapabilityBoundingSet=` and `NoNewPrivileges=` of the unit have it.
    static let asNobody = [
        "setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups", "--bounding-set=-all", "--inh-caps=-all",
        "--no-new-privs",
    ]

    static var daemon: String { (folder ?? Binaries.directory) + "/partylined" }
    /// Runs a command under what the unit says of system calls.
    static var confine: [String] { ["confine.py", "partylined.service"].map { "\(folder ?? "")/\($0)" } }

    /// Whether root can become `nobody`, and that user can run the daemon.
    static var canBeNobody: Bool { folder != nil }

    /// Nil where nobody can run a copy in any temporary folder.
    private static let folder: String? = {
        let originals = [
            Binaries.daemon, Binaries.package + "/scripts/confine.py",
            Binaries.package + "/packaging/systemd/partylined.service",
        ]
        for place in ["/tmp", "/var/tmp"] {
            let copy = "\(place)/partyline-copy-\(getpid())-\(UInt64.random(in: 0 ... .max))"
            // setpriv itself may still enter every folder; the shell that it becomes may not.
            let isGood =
                runs(["sh", "-c", copying, copy] + originals)
                && runs(asNobody + ["sh", "-c", "cd / && test -r $0/confine.py && $0/partylined --version", copy])
            if isGood {
                atexit { _ = PublicCopy.folder.map { PublicCopy.runs(["rm", "-r", "-f", $0]) } }
                return copy
            }
            _ = runs(["rm", "-r", "-f", copy])
        }
        return nil
    }()

    /// Makes the folder `$0` of the files `$1` …, and of the libraries of `$1` that are hidden from others.
    private static let copying = """
        set -e
        umask 022
        mkdir "$0"
        hidden() {
            case $1 in
            /lib* | /usr/*) return 1 ;;
            /root/* | /home/*) ;;
            *) ! setpriv --reuid=nobody --clear-groups sh -c 'test -r "$0"' "$1" ;;
            esac
        }
        install -m 755 "$@" "$0"
        ldd "$1" | sed -n 's/.* => \\(.*\\) (0x.*/\\1/p' | while IFS= read -r library; do
            if hidden "$library"; then install -m 755 "$library" "$0"; fi
        done
        """

    /// Whether the command ends with 0.
    static func runs(_ command: [String]) -> Bool {
        let child = try? ChildProcess(command[0], Array(command.dropFirst()))
        return (try? child?.waitForExit(by: Deadline(seconds: 20))) == .exited(0)
    }
}

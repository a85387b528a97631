import Glibc

/// A path in the temporary folder at which nothing is yet. What a test makes there has the usual permissions, whatever the umask of
/// whoever runs the tests: a daemon that has become another user is to read it.
func freshPath() -> String {
    _ = usualPermissions
    return "/tmp/partyline-test-\(getpid())-\(UInt64.random(in: 0 ... .max))"
}

private let usualPermissions: Void = { umask(0o022) }()

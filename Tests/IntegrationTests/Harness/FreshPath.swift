import Glibc

/// A path in the temporary folder at which nothing is yet.
func freshPath() -> String {
    "/tmp/partyline-test-\(getpid())-\(UInt64.random(in: 0 ... .max))"
}

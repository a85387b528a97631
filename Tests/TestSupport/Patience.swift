import Glibc

/// How many times as long as usual a test waits: `PARTYLINE_TEST_PATIENCE`, which `make sanitize` sets, as instrumented programs are slow.
public let testPatience: Int = max(1, getenv("PARTYLINE_TEST_PATIENCE").flatMap { Int(String(cString: $0)) } ?? 1)

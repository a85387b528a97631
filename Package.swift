// swift-tools-version: 6.1
import PackageDescription

/// Set by `make fuzz`: only under libFuzzer, which brings their `main`, do its targets link.
let isFuzzing = Context.environment["PARTYLINE_FUZZ"] != nil

/// Exclusive access is proved by the tests and the fuzzers, which run with its checks on; in a release they cost 6 % (decision 5).
let fast: [SwiftSetting] =
    isFuzzing ? [] : [.unsafeFlags(["-enforce-exclusivity=unchecked"], .when(configuration: .release))]

/// For the targets in C that measure; the daemon has OpenSSL by way of libevent.
let openssl: [LinkerSetting] = [.linkedLibrary("ssl"), .linkedLibrary("crypto")]

// Arrows run one way: executables -> {ChatServer, Service, LineEditing};
// ChatServer -> {Configuration, Handover, Framing, Libevent, Dialects, Cluster, Passwords, Store, Web, WebPage};
// WebPage -> Web;
// {Passwords, LineEditing} -> Secrets -> Threads;
// Configuration -> {Libevent, ChatCore, Bytes, Web}; Handover -> Libevent; Libevent -> Threads; Store -> {SQLite, Threads, Bytes};
// Dialects -> {ChatCore, Bytes, Framing, Secrets}; WireClient -> {ChatCore, Bytes}; Service -> {Bytes, Threads}.
// partylined -> {ChatServer, JetStreamLog}; Cluster -> ChatCore; NATSClient -> {NATS, Libevent, Secrets, Bytes}; JetStreamLog -> {Cluster, NATSClient}.
// Only Sources/Libevent imports CLibevent and CLibeventOpenSSL, only Sources/Passwords and Sources/NATSClient CSodium, and only
// Sources/SQLite CSQLite.
let package = Package(
    name: "partyline",
    products: [
        .executable(name: "partylined", targets: ["partylined"]),
        .executable(name: "partyline", targets: ["partyline"]),
        .executable(name: "partyline-bench", targets: ["partyline-bench"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
    ],
    targets: [
        .systemLibrary(
            name: "CLibevent", path: "Modules/CLibevent", pkgConfig: "libevent_core",
            providers: [.apt(["libevent-dev"])]),
        .systemLibrary(
            name: "CLibeventOpenSSL", path: "Modules/CLibeventOpenSSL", pkgConfig: "openssl",
            providers: [.apt(["libevent-dev", "libssl-dev"])]),
        .systemLibrary(
            name: "CSodium", path: "Modules/CSodium", pkgConfig: "libsodium", providers: [.apt(["libsodium-dev"])]),
        .systemLibrary(
            name: "CSQLite", path: "Modules/CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
        .target(name: "CLinux"),
        .target(name: "Threads", dependencies: ["CLinux"], swiftSettings: fast),
        .target(name: "Libevent", dependencies: ["CLibevent", "CLibeventOpenSSL", "Threads"], swiftSettings: fast),
        .target(name: "SQLite", dependencies: ["CSQLite"], swiftSettings: fast),
        .target(name: "Store", dependencies: ["CLinux", "SQLite", "Threads", "Bytes"], swiftSettings: fast),
        .target(name: "Bytes", swiftSettings: fast),
        .target(name: "Framing", swiftSettings: fast),
        .target(name: "Web"),
        .target(name: "WebPage", dependencies: ["Web"], exclude: ["Page", "Types", "tsconfig.json"]),
        .target(name: "ChatCore", swiftSettings: fast),
        .target(name: "Cluster", dependencies: ["ChatCore"], swiftSettings: fast),
        .target(name: "NATS", swiftSettings: fast),
        .target(name: "Dialects", dependencies: ["ChatCore", "Bytes", "Framing", "Secrets"], swiftSettings: fast),
        .target(name: "WireClient", dependencies: ["ChatCore", "Bytes"], swiftSettings: fast),
        .target(name: "Secrets", dependencies: ["Threads"]),
        .target(name: "Passwords", dependencies: ["CSodium", "Secrets"]),
        .target(
            name: "NATSClient", dependencies: ["NATS", "Libevent", "CSodium", "Secrets", "Bytes"], swiftSettings: fast),
        .target(
            name: "JetStreamLog", dependencies: ["Cluster", "ChatCore", "NATSClient", "NATS", "Libevent"],
            swiftSettings: fast),
        .target(name: "Handover", dependencies: ["CLinux", "Libevent", "Secrets"]),
        .target(
            name: "Configuration",
            dependencies: [
                "Libevent", "ChatCore", "Bytes", "Web",
                .product(name: "Logging", package: "swift-log"),
            ]),
        .target(
            name: "ChatServer",
            dependencies: [
                "CLinux", "Threads", "Configuration", "Handover", "Libevent", "Framing", "Dialects", "ChatCore",
                "Cluster", "Passwords", "Secrets", "Store", "Web", "WebPage",
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: fast),
        .target(
            name: "Service",
            dependencies: ["CLinux", "Bytes", "Threads", .product(name: "Logging", package: "swift-log")]),
        .target(name: "LineEditing", dependencies: ["Secrets"]),
        .executableTarget(
            name: "partylined",
            dependencies: [
                "ChatServer", "Cluster", "Configuration", "Dialects", "ChatCore", "Handover", "JetStreamLog",
                "Libevent",
                "NATS", "NATSClient", "Service", "Store", "Web",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]),
        .executableTarget(
            name: "partyline",
            dependencies: [
                "Libevent", "Threads", "Dialects", "WireClient", "ChatCore", "Bytes", "LineEditing", "Secrets",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]),
        .executableTarget(
            name: "partyline-bench",
            dependencies: [
                "BenchSupport", "CLinux", "CLoadTLS", "Libevent", "SQLite", "Store",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]),
        .target(name: "BenchSupport"),
        .target(name: "CLoadTLS", linkerSettings: openssl),
        .executableTarget(name: "yardstick", linkerSettings: openssl),
        .target(name: "TestSupport", dependencies: ["Threads"], path: "Tests/TestSupport"),
        .testTarget(name: "HandoverTests", dependencies: ["Handover", "Secrets", "TestSupport"]),
        .testTarget(name: "SecretsTests", dependencies: ["Secrets"]),
        .testTarget(name: "PasswordsTests", dependencies: ["Passwords", "Secrets"]),
        .testTarget(name: "SQLiteTests", dependencies: ["SQLite", "TestSupport"]),
        .testTarget(name: "StoreTests", dependencies: ["Store", "SQLite", "Threads", "TestSupport"]),
        .testTarget(name: "LibeventTests", dependencies: ["Libevent", "TestSupport"]),
        .testTarget(name: "FramingTests", dependencies: ["Framing", "TestSupport"]),
        .testTarget(name: "WebTests", dependencies: ["Web", "TestSupport"]),
        .testTarget(name: "ChatCoreTests", dependencies: ["ChatCore", "Dialects", "TestSupport"]),
        .testTarget(name: "ClusterTests", dependencies: ["Cluster", "ChatCore", "TestSupport"]),
        .testTarget(name: "NATSTests", dependencies: ["NATS", "TestSupport"]),
        .testTarget(
            name: "NATSClientTests",
            dependencies: [
                "NATSClient", "NATS", "JetStreamLog", "Cluster", "ChatCore", "Libevent", "Secrets", "TestSupport",
            ]),
        .testTarget(name: "BytesTests", dependencies: ["Bytes"]),
        .testTarget(
            name: "DialectsTests",
            dependencies: ["Dialects", "ChatCore", "Bytes", "Framing", "Secrets", "Passwords", "TestSupport"]),
        .testTarget(name: "WireClientTests", dependencies: ["WireClient", "ChatCore", "Bytes"]),
        .testTarget(
            name: "ConfigurationTests",
            dependencies: [
                "Configuration", "ChatCore", "Libevent", "TestSupport", .product(name: "Logging", package: "swift-log"),
            ]),
        .testTarget(
            name: "ChatServerTests",
            dependencies: [
                "ChatServer", "Cluster", "Configuration", "Dialects", "ChatCore", "Framing", "Handover", "Libevent",
                "Passwords",
                "Secrets", "Store", "SQLite", "TestSupport", "Web", "WebPage",
                .product(name: "Logging", package: "swift-log"),
            ]),
        .testTarget(
            name: "ServiceTests",
            dependencies: ["Service", "CLinux", "TestSupport", .product(name: "Logging", package: "swift-log")]),
        .testTarget(name: "BenchSupportTests", dependencies: ["BenchSupport"]),
        .testTarget(name: "LineEditingTests", dependencies: ["LineEditing", "Secrets"]),
        .testTarget(
            name: "ClientTests",
            dependencies: [
                "partyline", "Dialects", "WireClient", "ChatCore", "Libevent", "LineEditing", "Secrets", "TestSupport",
            ]),
        .testTarget(
            name: "IntegrationTests",
            dependencies: ["partylined", "partyline", "CLinux", "TestSupport"]),
    ],
    swiftLanguageModes: [.v6]
)

let harnessDependencies: [Target.Dependency] = [
    "ChatServer", "Cluster", "Configuration", "Dialects", "WireClient", "ChatCore", "Framing", "Handover", "Bytes",
    "Libevent", "NATS", "Passwords", "Secrets", "Store", "SQLite", "TestSupport", "Web",
    .product(name: "Logging", package: "swift-log"),
]

if isFuzzing {
    package.targets.append(
        .target(name: "FuzzHarnesses", dependencies: harnessDependencies, path: "Tests/Fuzz/Harnesses"))
    for name in [
        "batch", "configuration", "database", "facts", "framing", "handover", "httphead", "human", "irc", "ircanswers",
        "nats", "passwords", "proxy", "request", "search", "server", "telnet", "websocket", "wire",
    ] {
        package.targets.append(
            .executableTarget(
                name: "fuzz-\(name)", dependencies: ["FuzzHarnesses"], path: "Tests/Fuzz/Targets/\(name)",
                swiftSettings: [.unsafeFlags(["-parse-as-library"])]))
    }
} else {
    // The harnesses once more, as a part of their tests: a target of their own would be built, without what `@testable` needs, by
    // every `swift build -c release`.
    package.targets.append(
        .testTarget(
            name: "FuzzTests", dependencies: harnessDependencies, path: "Tests/Fuzz",
            exclude: ["Corpora", "Options", "Targets"], sources: ["Harnesses", "Tests"]))
}

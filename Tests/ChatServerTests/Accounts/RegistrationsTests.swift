import Libevent
import Testing

@testable import ChatServer

@Suite struct RegistrationsTests {
    private static let second: Int64 = 1_000_000
    private let home = HostKey(IPAddress(v4: 0xC000_0201))
    private let usual = Registrations.Limits()
    /// When somebody comes who was here long enough.
    private let long: Int64 = -1_000_000_000

    @Test func threeADayFromAnAddress() {
        var registrations = Registrations()
        for _ in 0..<3 { #expect(registrations.take(from: home, since: long, usual, at: 0) == nil) }
        #expect(registrations.take(from: home, since: long, usual, at: 3_600 * Self.second) == 82_800)
        #expect(registrations.take(from: HostKey(IPAddress(v4: 1)), since: long, usual, at: 0) == nil)
        #expect(registrations.take(from: home, since: long, usual, at: 86_400 * Self.second) == nil)
    }

    @Test func thirtyInTenMinutesInAll() {
        var registrations = Registrations()
        for number in UInt32(0)..<30 {
            #expect(registrations.take(from: HostKey(IPAddress(v4: number)), since: long, usual, at: 0) == nil)
        }
        #expect(registrations.take(from: home, since: long, usual, at: 1) == 600)
        #expect(registrations.take(from: home, since: long, usual, at: 600 * Self.second) == nil)
    }

    @Test func notAtOnceAfterComing() {
        var registrations = Registrations()
        #expect(registrations.take(from: home, since: 0, usual, at: 0) == 10)
        #expect(registrations.take(from: home, since: 0, usual, at: 9 * Self.second + 1) == 1)
        #expect(registrations.take(from: home, since: 0, usual, at: 10 * Self.second) == nil)
    }

    @Test func zeroSwitchesOff() {
        var registrations = Registrations()
        let off = Registrations.Limits(afterSeconds: 0, perAddressDay: 0, per10Minutes: 0)
        for _ in 0..<100 { #expect(registrations.take(from: home, since: 0, off, at: 0) == nil) }
    }

    @Test func unixSocketsAndExemptHostsAreFree() {
        var registrations = Registrations()
        for _ in 0..<100 { #expect(registrations.take(from: nil, since: 0, usual, at: 0) == nil) }
        #expect(registrations.take(from: home, since: long, usual, at: 0) == nil)
    }

    @Test func whatCameToNothingDoesNotCount() {
        var registrations = Registrations()
        for _ in 0..<10 {
            #expect(registrations.take(from: home, since: long, usual, at: 5) == nil)
            registrations.withdraw(from: home, at: 5)
        }
    }
}

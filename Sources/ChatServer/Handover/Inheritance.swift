import ChatCore
import Configuration
import Dialects
import Glibc
import Handover
import Secrets
import Store

/// What one process hands to the next, and the descriptors that its parts refer to.
package struct Inheritance {
    let state: HandoverState
    let descriptors: [Int32]
    /// What rooms kept before.
    var backlog = Backlog()
    /// Keeps the file of the secrets open until it was sent; nil in the process that it comes to.
    var secrets: SecretFile?

    /// - Parameter isAdmin: where the administrator's pages are, and else where newcomers come.
    /// - Throws: `HandoverError` where a socket is missing.
    func doors(isAdmin: Bool = false) throws(HandoverError) -> [HandedDoor] {
        var doors: [HandedDoor] = []
        for door in state.doors where door.isAdmin == isAdmin {
            guard door.descriptors.allSatisfy(descriptors.indices.contains) else {
                throw HandoverError("\(door.listen) has no socket")
            }
            doors.append(HandedDoor(listen: door.listen, sockets: door.descriptors.map { descriptors[$0] }))
        }
        return doors
    }

    /// The store and the descriptor of its lock.
    /// - Throws: `HandoverError` where that is missing.
    func store() throws(HandoverError) -> (state: StoreState, lock: Int32)? {
        guard let store = state.store else { return nil }
        guard descriptors.indices.contains(store.lock) else { throw HandoverError("the store has no lock") }
        return (store, descriptors[store.lock])
    }

    /// A secret that came along.
    /// - Throws: `HandoverError` where it did not.
    func secret(at place: SecretFile.Place) throws(HandoverError) -> Secret {
        guard let index = state.secrets, descriptors.indices.contains(index) else {
            throw HandoverError("there are no secrets")
        }
        return try SecretFile.secret(at: place, of: descriptors[index])
    }

    /// All secrets were taken.
    func closeSecrets() {
        if secrets == nil, let index = state.secrets, descriptors.indices.contains(index) { close(descriptors[index]) }
    }

    /// Files that the old process had open for itself, by their paths, as `Upgrade.Program.files`; the caller's to close.
    package var files: [String: Int32] {
        var files: [String: Int32] = [:]
        for file in state.files where descriptors.indices.contains(file.descriptor) {
            files[file.path] = descriptors[file.descriptor]
        }
        return files
    }

    /// Looks whether a server could be made of it, but for its sockets.
    /// - Throws: `SnapshotError` where it contradicts itself.
    package func rehearse(_ configuration: Configuration) throws {
        if let store = state.store, store.path == configuration.store.path {
            try StoreFile.checkForTakingOver(store.path)
        }
        _ = try configuration.hub(restoring: state.hub)
    }
}

extension Configuration {
    /// A hub of these limits, that goes on from a snapshot if there is one.
    func hub(restoring snapshot: HubSnapshot?, after backlog: Backlog? = nil) throws(SnapshotError) -> Hub {
        guard let snapshot else { return Hub(lobby: rooms.lobby, limits: hubLimits) }
        return try Hub(restoring: snapshot, after: backlog, lobby: rooms.lobby, limits: hubLimits)
    }
}

/// Puts an inheritance together that comes part by part, from a program of any age.
struct InheritanceAssembly {
    private let backlog = Backlog()

    /// - Returns: the inheritance, and whether it is only a rehearsal, which another one follows; nil where more has to come. Its
    ///   descriptors are the caller's.
    /// - Throws: `HandoverError` if it can't be one. The part's descriptors are then closed.
    func take(_ part: HandoverPart) throws(HandoverError) -> (Inheritance, isRehearsal: Bool)? {
        do throws(HandoverError) {
            if part.kind == .early {
                try add(past(part.bytes))
                return nil
            }
            var isRehearsal = part.kind == .rehearsal
            let areSections = Sections.areThese(part.bytes)
            let state =
                try areSections
                ? HandoverState(part.bytes) : HandoverState(version2: part.bytes, isRehearsal: &isRehearsal)
            guard state.pasts == UInt64(backlog.count) else { throw HandoverError("what rooms kept is missing") }
            return (Inheritance(state: state, descriptors: part.descriptors, backlog: backlog), isRehearsal)
        } catch {
            part.closeDescriptors()
            throw error
        }
    }

    private func past(_ bytes: [UInt8]) throws(HandoverError) -> HubSnapshot.Past {
        Sections.areThese(bytes) ? try HubSnapshot.Past(bytes) : try RecordReader.version2Past(bytes)
    }

    private func add(_ past: HubSnapshot.Past) throws(HandoverError) {
        do throws(SnapshotError) {
            try backlog.add(past)
        } catch {
            throw HandoverError(error.description)
        }
    }
}

extension Successor {
    /// Says hello, and waits for all that there is to take over.
    /// - Parameter rehearse: tries the state of a rehearsal. After it, a later state of the same server comes.
    /// - Throws: `HandoverError`, or what `rehearse` throws. Then the old process goes on.
    package func inherit(_ rehearse: (Inheritance) throws -> Void) throws -> Inheritance {
        let assembly = InheritanceAssembly()
        var inheritance: Inheritance?
        try receive(.partylined) { part in
            guard let (all, isRehearsal) = try assembly.take(part) else { return .early }
            inheritance = all
            guard isRehearsal else { return .complete }
            try rehearse(all)
            return .rehearsed
        }
        guard let inheritance else { throw HandoverError("it is cut off") }
        return inheritance
    }
}

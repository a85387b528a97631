import Glibc
import Libevent

/// The settings of this run: on which processors the servers run, and at which scale.
struct Bench {
    /// A processor for the server and another for the load; nil if there is only one.
    let processors: (server: Int32, load: Int32)?
    let descriptors: Int

    init() {
        descriptors = Machine.raiseDescriptorLimit()
        let available = Machine.processors()
        if let first = available.first, let last = available.last, first != last {
            processors = (first, last)
        } else {
            processors = nil
        }
    }

    /// Starts a server for one measurement.
    func start(_ program: ServerProgram, on stage: Stage) throws -> ServerProcess {
        let server = try ServerProcess(program, processors: processors)
        try server.watchLog(on: stage)
        return server
    }
}

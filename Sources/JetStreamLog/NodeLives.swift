import ChatCore
import Cluster
import Libevent
import NATSClient

/// Gives a node that others held for dead another life, over the connection that it has.
package final class NodeLives {
    private static let pause = Duration.milliseconds(500)

    private let name: String
    private let node: NodeNumber
    private let register: NodeRegister
    private var timer: Timer?
    private var completion: ((Incarnation) -> Void)?

    init(
        of name: String, _ node: NodeNumber, in register: NodeRegister, on loop: EventLoop
    ) throws(LibeventError) {
        (self.name, self.node, self.register) = (name, node, register)
        timer = try Timer(on: loop) { [weak self] in self?.ask() }
    }

    /// Asks for one, and again until there is an answer.
    package func begin(_ completion: @escaping (Incarnation) -> Void) {
        self.completion = completion
        ask()
    }

    private func ask() {
        register.begin(name, node, after: nil) { [weak self] answer in
            guard let self, let completion else { return }
            switch answer {
            case .success(let incarnation):
                self.completion = nil
                completion(incarnation)
            case .failure: timer?.schedule(after: NodeLives.pause)
            }
        }
    }
}

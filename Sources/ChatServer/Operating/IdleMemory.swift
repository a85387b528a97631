import CLinux

/// After a busy time gives back the memory that it took: of buffers, and of what lies free between live objects.
final class IdleMemory {
    private let delivery: Delivery
    private var deliveriesBefore: UInt64 = 0
    /// A start takes memory as well.
    private var wasBusy = true

    init(of delivery: Delivery) {
        self.delivery = delivery
    }

    /// Gives memory back if nothing was delivered since the last call. Call it now and then.
    func tidyUp() {
        let isBusy = delivery.deliveries != deliveriesBefore
        deliveriesBefore = delivery.deliveries
        if wasBusy && !isBusy {
            delivery.outboxes.releaseSpares()
            malloc_trim(0)
        }
        wasBusy = isBusy
    }
}

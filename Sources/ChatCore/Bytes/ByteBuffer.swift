/// A growing stretch of bytes for lines that are built and sent: what `[UInt8]` is, without the checks of a value type at each append.
///
/// A class, and so shared by whoever holds it: give it to one owner, and to callees for the time of a call.
public final class ByteBuffer {
    @usableFromInline var base: UnsafeMutableRawPointer
    @usableFromInline var capacity: Int
    @usableFromInline var end = 0

    public init(capacity: Int = 0) {
        self.capacity = max(capacity, 64)
        base = .allocate(byteCount: self.capacity, alignment: 1)
    }

    deinit {
        base.deallocate()
    }

    @inlinable public var count: Int { end }

    @inlinable public var isEmpty: Bool { end == 0 }

    /// What is in it, until the next append.
    @inlinable public var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: base, count: end) }

    @inlinable
    public func append(_ byte: UInt8) {
        if end == capacity { grow(for: 1) }
        base.storeBytes(of: byte, toByteOffset: end, as: UInt8.self)
        end += 1
    }

    @inlinable
    public func append(_ more: UnsafeRawBufferPointer) {
        guard let source = more.baseAddress, more.count > 0 else { return }
        if capacity - end < more.count { grow(for: more.count) }
        (base + end).copyMemory(from: source, byteCount: more.count)
        end += more.count
    }

    @inlinable
    public func append(_ more: [UInt8]) {
        more.withUnsafeBytes { append($0) }
    }

    /// Puts bytes before those that begin at an index, which are moved.
    public func insert(_ more: [UInt8], at index: Int) {
        guard index < end else { return append(more) }
        if capacity - end < more.count { grow(for: more.count) }
        (base + index + more.count).copyMemory(from: base + index, byteCount: end - index)
        more.withUnsafeBytes { bytes in
            if let source = bytes.baseAddress { (base + index).copyMemory(from: source, byteCount: more.count) }
        }
        end += more.count
    }

    /// Takes away all from an index on.
    public func truncate(to index: Int) {
        end = min(end, index)
    }

    /// Empties it, and gives the memory back where that is over a bound.
    public func clear(keeping bound: Int) {
        end = 0
        if capacity > bound, capacity > 64 { reallocate(to: 64) }
    }

    @usableFromInline
    func grow(for bytes: Int) {
        reallocate(to: max(capacity * 2, end + bytes))
    }

    private func reallocate(to larger: Int) {
        let moved = UnsafeMutableRawPointer.allocate(byteCount: larger, alignment: 1)
        moved.copyMemory(from: base, byteCount: end)
        base.deallocate()
        base = moved
        capacity = larger
    }
}

extension ByteBuffer {
    @inlinable
    public func put(_ text: StaticString) {
        append(UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    public func put(_ text: String) {
        var text = text
        text.withUTF8 { append(UnsafeRawBufferPointer($0)) }
    }

    @inlinable
    public func put(_ text: Text) {
        append(text.utf8)
    }

    /// In decimal, with at least so many digits.
    public func put(_ number: Int64, digits: Int = 1) {
        if number < 0 { append(UInt8(ascii: "-")) }
        var left = number.magnitude
        withUnsafeTemporaryAllocation(byteCount: 32, alignment: 1) { scratch in
            var start = scratch.count
            repeat {
                start -= 1
                scratch[start] = UInt8(ascii: "0") + UInt8(left % 10)
                left /= 10
            } while left > 0 || scratch.count - start < min(digits, 20)
            append(UnsafeRawBufferPointer(rebasing: scratch[start...]))
        }
    }
}

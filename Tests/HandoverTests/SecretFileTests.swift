import Glibc
import Secrets
import Testing

@testable import Handover

@Suite("Secrets on their way to another process")
struct SecretFileTests {
    @Test("are read where they were put, and there is no file where there are none")
    func places() throws {
        let file = SecretFile()
        #expect(file.descriptor == nil)
        let words = ["hunter22", "", String(repeating: "x", count: SecretFile.longest)]
        let places = try words.map { try #require(file.append(Secret($0.utf8))) }
        // As it arrives.
        let descriptor = dup(try #require(file.descriptor))
        defer { close(descriptor) }
        for (word, place) in zip(words, places).reversed() {
            #expect(try SecretFile.secret(at: place, of: descriptor) == Secret(word.utf8))
        }
    }

    @Test("are refused where there are none", arguments: [(8, 1), (-1, 1), (0, 9), (0, -1), (0, 1 << 20)])
    func nowhere(_ offset: Int, _ count: Int) throws {
        let file = SecretFile()
        _ = file.append(Secret("hunter22".utf8))
        let descriptor = try #require(file.descriptor)
        #expect(throws: HandoverError.self) {
            try SecretFile.secret(at: SecretFile.Place(offset: offset, count: count), of: descriptor)
        }
    }

    @Test("are not known by a file's name, nor by another program that is executed")
    func isHidden() throws {
        let file = SecretFile()
        _ = file.append(Secret("hunter22".utf8))
        let descriptor = try #require(file.descriptor)
        #expect(fcntl(descriptor, F_GETFD) & FD_CLOEXEC != 0)
        var status = stat()
        #expect(fstat(descriptor, &status) == 0 && status.st_nlink == 0)
    }
}

import Glibc
import Synchronization
import Terminal
import Testing

struct JobTests {
  @Test func itIsUnderWayUntilItsWorkIsDone() throws {
    var ends: [CInt] = [-1, -1]
    try #require(pipe(&ends) == 0)
    let (input, output) = (ends[0], ends[1])
    let job = Job { () -> Int in
      var byte: UInt8 = 0
      return read(input, &byte, 1) == 1 ? Int(byte) : -1
    }
    #expect(job.result == nil && job.wait(atMost: 0) == nil)
    var source = pollfd(fd: job.descriptor, events: Int16(POLLIN), revents: 0)
    #expect(poll(&source, 1, 0) == 0)
    var byte: UInt8 = 42
    write(output, &byte, 1)
    #expect(job.wait() == 42 && job.result == 42)
    #expect(poll(&source, 1, 0) == 1)
    close(input)
    close(output)
  }

  @Test func itsWorkIsDoneOnAThreadOfItsOwn() {
    let here = pthread_self()
    #expect(Job { pthread_equal(pthread_self(), here) == 0 }.wait() == true)
  }

  @Test func whatFailsIsAResultToo() throws {
    struct Failure: Error, Equatable {}
    let job = Job { Result<Int, Failure> { () throws(Failure) in throw Failure() } }
    let result = try #require(job.wait())
    #expect(throws: Failure()) { try result.get() }
  }
}

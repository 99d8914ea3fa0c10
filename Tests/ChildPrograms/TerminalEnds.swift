import Glibc

/// Both ends of a terminal: this process sees what a program writes at the other one, and types there.
package final class TerminalEnds {
  /// Where a program finds it.
  package let path: String
  private let own: CInt
  private let other: CInt

  /// A terminal of this size.
  ///
  /// - Throws: `NotStarted` where there is none to be had.
  package init(rows: UInt16 = 24, columns: UInt16 = 80) throws {
    var ends: (own: CInt, other: CInt) = (-1, -1)
    var name = [CChar](repeating: 0, count: 128)
    var size = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
    guard openpty(&ends.own, &ends.other, &name, nil, &size) == 0 else {
      throw NotStarted("there is no terminal", errno)
    }
    (own, other) = ends
    for end in [own, other] { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    _ = fcntl(own, F_SETFL, O_NONBLOCK)
    path = String(decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  deinit {
    close(own)
    close(other)
  }

  /// Its modes.
  package var modes: termios {
    get {
      var modes = termios()
      tcgetattr(other, &modes)
      return modes
    }
    set { withUnsafePointer(to: newValue) { _ = tcsetattr(other, TCSANOW, $0) } }
  }

  /// Whether the program has not read yet all that was typed.
  package var hasUnreadInput: Bool {
    var count: CInt = 0
    return ioctl(other, UInt(FIONREAD), &count) == 0 && count > 0
  }

  /// Changes its size.
  package func resize(rows: UInt16, columns: UInt16) {
    var size = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(own, UInt(TIOCSWINSZ), &size)
  }

  /// Types as many bytes as it takes without waiting.
  ///
  /// - Returns: how many these were.
  @discardableResult
  package func type(_ bytes: ArraySlice<UInt8>) -> Int {
    max(0, bytes.withUnsafeBytes { write(own, $0.baseAddress, $0.count) })
  }

  /// What the program has written; nothing where it writes nothing for so long.
  package func read(atMost milliseconds: CInt) -> ArraySlice<UInt8> {
    var waiting = pollfd(fd: own, events: Int16(POLLIN), revents: 0)
    guard poll(&waiting, 1, milliseconds) > 0 else { return [] }
    var bytes = [UInt8](repeating: 0, count: 65536)
    let count = Glibc.read(own, &bytes, bytes.count)
    return bytes.prefix(max(0, count))
  }
}

import CNcurses
import CSignals
import Canvas
import Glibc

/// The terminal: opened once, drawn on, read from, and given back as it was. The only owner of
/// ncurses, which is not safe for more than one thread.
@MainActor
public final class Terminal {
  /// What a wait can end with.
  public enum Event: Equatable, Sendable {
    /// A key was pressed.
    case key(Key)
    /// The size changed, or the program goes on after a stop: all must be drawn again.
    case redraw
    /// The terminal is gone, or this signal asks the program to end.
    case end(signal: Int32)
  }

  /// The signs that the locale can show.
  public nonisolated static var glyphs: Glyphs {
    useLocale()
    let codeset = nl_langinfo(CInt(CODESET)).map { String(cString: $0) }
    return codeset == "UTF-8" ? .unicode : .ascii
  }

  /// What it is drawn in.
  public let theme: Theme

  private let keyboard: CInt
  private let signals: CInt
  private var modes: termios
  private var writer: CanvasWriter

  /// Opens the terminal that standard output is. Keys come from standard input, or from the
  /// terminal itself where something else is piped in.
  ///
  /// - Parameters:
  ///   - background: what its background is taken for.
  ///   - hasColor: whether colours may be used at all.
  /// - Throws: `TerminalError` where the terminal can't show a screen.
  public init(_ background: Theme.Background, hasColor: Bool) throws(TerminalError) {
    guard let name = getenv("TERM").map({ String(cString: $0) }), !name.isEmpty else {
      throw TerminalError("TERM is not set, so there is no telling how to draw")
    }
    useLocale()
    keyboard = isatty(STDIN_FILENO) == 1 ? STDIN_FILENO : open("/dev/tty", O_RDWR | O_CLOEXEC)
    guard keyboard >= 0, let keys = fdopen(keyboard, "r") else {
      throw TerminalError("there is no terminal to read keys from")
    }
    modes = termios()
    guard tcgetattr(keyboard, &modes) == 0 else {
      throw TerminalError("the terminal does not tell its modes")
    }
    if getenv("ESCDELAY") == nil { set_escdelay(25) }
    guard shim_newterm(keys) != nil else {
      throw TerminalError("the terminal “\(name)” is not known here (TERM)")
    }
    guard shim_capability("cup") != nil else {
      endwin()
      throw TerminalError("the terminal “\(name)” can't move its cursor (TERM)")
    }
    signals = signals_open()
    guard signals >= 0 else {
      endwin()
      throw TerminalError("the program can't open a pipe for its signals")
    }
    // Padding, written $<2>, is for ncurses to wait out; here it would be shown.
    let restore = ["rmcup", "cnorm", "sgr0", "rmkx"].map { (name: String) -> String in
      shim_capability(name).map { String(cString: $0) } ?? ""
    }.joined().replacing(/\$<[^>]*>/, with: "")
    signals_arm(STDOUT_FILENO, &modes, restore, restore.utf8.count)
    let screen = shim_stdscr()
    cbreak()
    noecho()
    nonl()
    keypad(screen, true)
    nodelay(screen, true)
    for (sequence, key) in Key.sequences { define_key(sequence, key) }
    curs_set(0)
    theme = Theme(background, depth: Theme.Depth(colors: hasColor ? Self.startColors() : 0))
    // tmux drops the emoji that go beyond 21 bytes of a cell.
    let isShort = ["tmux", "screen"].contains(where: name.hasPrefix)
    writer = CanvasWriter(theme, longestJoined: isShort ? 21 : .max)
    fitToWindow()
  }

  /// The size of the terminal.
  public var size: Size { Size(rows: Int(shim_rows()), columns: Int(shim_columns())) }

  /// Shows `canvas`.
  public func draw(_ canvas: Canvas) { writer.draw(canvas) }

  /// Waits until something happens.
  ///
  /// - Parameter seconds: after how long to wait no longer; `nil` waits for ever.
  /// - Returns: all that has happened since, in order; keys that were held down come together.
  public func wait(atMost seconds: Double? = nil) -> [Event] {
    var sources = [
      pollfd(fd: keyboard, events: Int16(POLLIN), revents: 0),
      pollfd(fd: signals, events: Int16(POLLIN), revents: 0),
    ]
    let milliseconds = seconds.map { CInt((min($0, 3600) * 1000).rounded(.up)) } ?? -1
    guard poll(&sources, 2, milliseconds) >= 0 else {
      return errno == EINTR ? [] : [.end(signal: SIGHUP)]
    }
    var events: [Event] = []
    if sources[1].revents != 0 { events += takeSignals() }
    if sources[0].revents & Int16(POLLIN) != 0 {
      let keys = takeKeys()
      // Ready to read, yet nothing there: the other end is closed.
      if keys.isEmpty, isClosed { events.append(.end(signal: SIGHUP)) }
      events += keys.map(Event.key)
    } else if sources[0].revents != 0 {
      events.append(.end(signal: SIGHUP))
    }
    return events
  }

  /// Gives the terminal back as it was.
  public func close() {
    endwin()
    tcsetattr(keyboard, TCSADRAIN, &modes)
    signals_disarm()
    signals_close()
  }

  private func takeKeys() -> [Key] {
    var keys: [Key] = []
    while let (code, isFunctionKey) = nextCode() {
      if code == 27, !isFunctionKey, skipsSequence() { continue }
      if let key = Key(code: code, isFunctionKey: isFunctionKey) { keys.append(key) }
    }
    return keys
  }

  private func nextCode() -> (code: wint_t, isFunctionKey: Bool)? {
    var code: wint_t = 0
    let kind = wget_wch(shim_stdscr(), &code)
    return kind == ERR ? nil : (code, kind == KEY_CODE_YES)
  }

  /// Takes the rest of an escape sequence that ncurses does not know, so that its letters are not
  /// taken for keys (ECMA-48: ESC [ and ESC O, up to a byte from @ to ~).
  ///
  /// - Returns: whether there was one; else Escape itself was pressed.
  private func skipsSequence() -> Bool {
    guard let (introducer, isFunctionKey) = nextCode() else { return false }
    guard !isFunctionKey, introducer == 0x5B || introducer == 0x4F else {
      _ = isFunctionKey ? ungetch(CInt(introducer)) : unget_wch(wchar_t(bitPattern: introducer))
      return false
    }
    guard var (code, _) = nextCode() else {
      // Nothing follows: Escape was pressed, and then this character.
      unget_wch(wchar_t(bitPattern: introducer))
      return false
    }
    while !(0x40...0x7E ~= code) {
      guard let next = nextCode() else { break }
      code = next.code
    }
    return true
  }

  private var isClosed: Bool {
    var waiting: CInt = 0
    return ioctl(keyboard, UInt(FIONREAD), &waiting) != 0 || tcgetpgrp(keyboard) < 0
  }

  private func takeSignals() -> [Event] {
    var bytes = [UInt8](repeating: 0, count: 64)
    let count = read(signals, &bytes, bytes.count)
    return bytes.prefix(max(0, count)).map { byte in
      switch Int32(byte) {
      case SIGWINCH:
        fitToWindow()
        return .redraw
      case SIGTSTP:
        stop()
        return .redraw
      case let signal: return .end(signal: signal)
      }
    }
  }

  private func stop() {
    endwin()
    signals_take(SIGTSTP)
    wrefresh(shim_stdscr())
    // ncurses would do this at the next read, but the loop waits before it reads.
    keypad(shim_stdscr(), true)
    fitToWindow()
  }

  private func fitToWindow() {
    var window = winsize()
    if ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &window) == 0, window.ws_row > 0, window.ws_col > 0 {
      resizeterm(CInt(window.ws_row), CInt(window.ws_col))
    }
    writer.forget()
  }

  private static func startColors() -> Int {
    guard has_colors(), start_color() == OK else { return 0 }
    use_default_colors()
    return Int(shim_colors())
  }
}

extension [Terminal.Event] {
  /// The keys that were pressed, in order.
  public var keys: [Key] {
    compactMap { if case .key(let key) = $0 { key } else { nil } }
  }

  /// The first signal that asks the program to end; `nil` where none does.
  public var end: Int32? {
    lazy.compactMap { if case .end(let signal) = $0 { signal } else { nil } }.first
  }
}

/// Why a terminal can't be used.
public struct TerminalError: Error, Equatable, Sendable, CustomStringConvertible {
  /// A sentence for a person that names what works instead.
  public let description: String

  init(_ reason: String) {
    description = "\(reason); attnviz print works without a screen"
  }
}

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
    /// The terminal sent something.
    case input(Input)
    /// What was waited for beside the terminal is done.
    case done
    /// The size changed, or the program goes on after a stop: all must be drawn again.
    case redraw
    /// The terminal is gone, or this signal asks the program to end.
    case end(signal: Int32)
  }

  /// The signs that the locale can show, and the terminal where standard output is one. The fonts of
  /// Linux's console have no braille, no bars in eighths and few arrows.
  public nonisolated static var glyphs: Glyphs {
    if isatty(STDOUT_FILENO) == 1, getenv("TERM").map({ String(cString: $0) }) == "linux" {
      return .ascii
    }
    useLocale()
    let codeset = nl_langinfo(CInt(CODESET)).map { String(cString: $0) }
    return codeset == "UTF-8" ? .unicode : .ascii
  }

  /// What it is drawn in.
  public var theme: Theme { writer.theme }
  /// The name of the terminal that is drawn on instead of the one that TERM names, where that is one
  /// which is not known here.
  public let substitute: String?

  /// Whether the pointer's doings come as events; else the terminal has the mouse for itself.
  public var takesMouse = false {
    didSet {
      if canPoint, takesMouse != oldValue {
        ControlString.send(takesMouse ? ControlString.point : ControlString.unpoint)
      }
    }
  }

  /// The most lines and columns that are drawn on: more than the largest screen has.
  private static let largest = Size(rows: 500, columns: 1000)
  private let keyboard: CInt
  private let signals: CInt
  private var modes: termios
  private var writer: CanvasWriter
  private var decoder: InputDecoder
  /// When the decoder gives up what is under way.
  private var silence: ContinuousClock.Instant?
  /// Until when an answer to what the terminal was asked may come; `nil` where none is to come.
  private var answerTime: ContinuousClock.Instant?
  /// Whether pasted text is marked as such while the program has the terminal.
  private let marksPastes: Bool
  /// Whether the terminal tells of a pointer.
  private let canPoint: Bool

  /// Takes the locale, and settles what ncurses finds in the environment: what no thread may do while
  /// another one works.
  public nonisolated static func prepare() { preparation }

  private nonisolated static let preparation: Void = {
    useLocale()
    // ncurses makes room for what these say, and they may say anything; the window's own size follows.
    setenv("LINES", "24", 1)
    setenv("COLUMNS", "80", 1)
  }()

  /// Opens the terminal that standard output is. Keys come from standard input, or from the
  /// terminal itself where something else is piped in.
  ///
  /// - Parameters:
  ///   - background: what its background is taken for; `nil` asks the terminal, and takes it for dark
  ///     until that answers.
  ///   - hasColor: whether colours may be used at all.
  /// - Throws: `TerminalError` where the terminal can't show a screen.
  public init(_ background: Theme.Background?, hasColor: Bool) throws(TerminalError) {
    guard let name = getenv("TERM").map({ String(cString: $0) }), !name.isEmpty else {
      throw TerminalError("TERM is not set, so there is no telling how to draw")
    }
    Self.prepare()
    keyboard = isatty(STDIN_FILENO) == 1 ? STDIN_FILENO : open("/dev/tty", O_RDWR | O_CLOEXEC)
    guard keyboard >= 0, let keys = fdopen(keyboard, "r") else {
      throw TerminalError("there is no terminal to read keys from")
    }
    modes = termios()
    guard tcgetattr(keyboard, &modes) == 0 else {
      throw TerminalError("the terminal does not tell its modes")
    }
    if shim_newterm(name, keys) != nil {
      substitute = nil
    } else if Self.isLikeXterm(name), shim_newterm(Self.common, keys) != nil {
      substitute = Self.common
    } else {
      throw TerminalError("the terminal “\(name)” is not known here (TERM)")
    }
    guard let move = shim_capability("cup") else {
      endwin()
      throw TerminalError("the terminal “\(name)” can't move its cursor (TERM)")
    }
    signals = signals_open()
    guard signals >= 0 else {
      endwin()
      throw TerminalError("the program can't open a pipe for its signals")
    }
    marksPastes = String(cString: move).hasPrefix("\u{1B}[")
    // Padding, written $<2>, is for ncurses to wait out; here it would be shown.
    canPoint = shim_capability("kmous") != nil
    let restore =
      (marksPastes ? ControlString.unmarkPastes : "") + (canPoint ? ControlString.unpoint : "")
      + ["rmcup", "cnorm", "sgr0", "rmkx"].map { (name: String) -> String in
        shim_capability(name).map { String(cString: $0) } ?? ""
      }.joined().replacing(/\$<[^>]*>/, with: "")
    signals_arm(STDOUT_FILENO, &modes, restore, restore.utf8.count)
    decoder = InputDecoder(.ofTerminal, escapeDelay: Self.escapeDelay)
    let screen = shim_stdscr()
    cbreak()
    noecho()
    nonl()
    Self.letControlSThrough()
    keypad(screen, true)
    // Every picture is drawn to its end, whatever comes meanwhile.
    typeahead(-1)
    curs_set(0)
    let depth = Theme.Depth(colors: hasColor ? Self.startColors() : 0)
    // tmux drops the emoji that go beyond 21 bytes of a cell.
    let isShort = ["tmux", "screen"].contains(where: name.hasPrefix)
    writer = CanvasWriter(
      Theme(background ?? .dark, depth: depth), longestJoined: isShort ? 21 : .max)
    if marksPastes { ControlString.send(ControlString.markPastes) }
    // Without colours both backgrounds are drawn on alike.
    if background == nil, depth != .none, marksPastes {
      ControlString.send(ControlString.askForBackground)
      answerTime = .now + Self.answerDelay
    }
    fitToWindow()
  }

  /// The size of the terminal.
  public var size: Size { Size(rows: Int(shim_rows()), columns: Int(shim_columns())) }

  /// Shows `canvas`.
  public func draw(_ canvas: Canvas) { writer.draw(canvas) }

  /// Waits until something happens.
  ///
  /// - Parameters:
  ///   - seconds: after how long to wait no longer; `nil` waits for ever.
  ///   - work: the descriptors of jobs whose end is waited for too, and of folders that are watched.
  /// - Returns: all that has happened since, in order; keys that were held down come together.
  public func wait(atMost seconds: Double? = nil, for work: CInt?...) -> [Event] {
    var sources = [
      pollfd(fd: keyboard, events: Int16(POLLIN), revents: 0),
      pollfd(fd: signals, events: Int16(POLLIN), revents: 0),
    ]
    sources += work.compactMap(\.self).map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
    let patience = silence.map { max(0, ($0 - .now) / .seconds(1)) }
    let limit = [seconds, patience].compactMap(\.self).min()
    let milliseconds = limit.map { CInt((min($0, 3600) * 1000).rounded(.up)) } ?? -1
    guard poll(&sources, nfds_t(sources.count), milliseconds) >= 0 else {
      return errno == EINTR ? [] : [.end(signal: SIGHUP)]
    }
    var events: [Event] = []
    if sources[1].revents != 0 { events += takeSignals() }
    if sources[2...].contains(where: { $0.revents != 0 }) { events.append(.done) }
    if sources[0].revents & Int16(POLLIN) != 0 {
      events += takeInput()
    } else if sources[0].revents != 0 {
      events.append(.end(signal: SIGHUP))
    } else if let silence, silence <= .now {
      self.silence = nil
      events += decoder.giveUp().map(event)
    }
    return events
  }

  /// Gives the terminal back as it was.
  public func close() {
    leaveScreen()
    tcsetattr(keyboard, TCSADRAIN, &modes)
    signals_disarm()
    signals_close()
  }

  private func leaveScreen() {
    awaitAnswer()
    if marksPastes { ControlString.send(ControlString.unmarkPastes) }
    if canPoint, takesMouse { ControlString.send(ControlString.unpoint) }
    endwin()
  }

  /// Reads what there is, up to a bound, so that no flood of input keeps a signal waiting.
  private func takeInput() -> [Event] {
    var events: [Event] = []
    var bytes = [UInt8](repeating: 0, count: 4096)
    var source = pollfd(fd: keyboard, events: Int16(POLLIN), revents: 0)
    for _ in 0..<16 {
      let count = read(keyboard, &bytes, bytes.count)
      // Ready to read, yet nothing there: the other end is closed.
      if count == 0 || (count < 0 && errno != EINTR && errno != EAGAIN) {
        return events + [.end(signal: SIGHUP)]
      }
      events += decoder.take(bytes.prefix(max(0, count))).map(event)
      guard poll(&source, 1, 0) > 0, source.revents & Int16(POLLIN) != 0 else { break }
    }
    silence = decoder.patience.map { .now + $0 }
    return events
  }

  /// What something that the terminal sent is to the program.
  private func event(of input: Input) -> Event {
    guard answerTime != nil, case .reply(let reply) = input else { return .input(input) }
    switch reply {
    case .background(let red, let green, let blue):
      let theme = Theme(
        Theme.Background(red: red, green: green, blue: blue), depth: self.theme.depth)
      guard theme != self.theme else { break }
      writer.theme = theme
      return .redraw
    // What was asked last is answered last.
    case .attributes: answerTime = nil
    }
    return .input(input)
  }

  /// Takes in an answer that is under way, so that it is not left to the shell: for a moment, and
  /// whatever else is typed in it.
  private func awaitAnswer() {
    let end = ContinuousClock.now + Self.lastAnswerDelay
    while let answerTime, .now < min(answerTime, end) {
      var source = pollfd(fd: keyboard, events: Int16(POLLIN), revents: 0)
      let milliseconds = CInt(((end - .now) / .milliseconds(1)).rounded(.up))
      guard poll(&source, 1, max(0, milliseconds)) > 0, takeInput().end == nil else { return }
    }
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
    leaveScreen()
    signals_take(SIGTSTP)
    wrefresh(shim_stdscr())
    // ncurses would do this when it reads.
    keypad(shim_stdscr(), true)
    if marksPastes { ControlString.send(ControlString.markPastes) }
    if canPoint, takesMouse { ControlString.send(ControlString.point) }
    fitToWindow()
  }

  private func fitToWindow() {
    var window = winsize()
    _ = ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &window)
    // A serial line has no size; there the terminal's description may know one.
    let rows = window.ws_row > 0 ? CInt(window.ws_row) : tigetnum("lines")
    let columns = window.ws_col > 0 ? CInt(window.ws_col) : tigetnum("cols")
    if rows > 0, columns > 0 {
      resizeterm(min(rows, CInt(Self.largest.rows)), min(columns, CInt(Self.largest.columns)))
    }
    writer.forget()
  }

  private static func startColors() -> Int {
    guard has_colors(), start_color() == OK else { return 0 }
    use_default_colors()
    return Int(shim_colors())
  }

  private static let common = "xterm-256color"
  /// After so long a terminal does not answer any more.
  private static let answerDelay = Duration.seconds(2)
  /// How long an answer is waited for when the terminal is given back.
  private static let lastAnswerDelay = Duration.milliseconds(100)

  /// Whether this is a terminal whose own description many systems lack, and that takes all that
  /// `xterm-256color` says.
  private static func isLikeXterm(_ name: String) -> Bool {
    let families = ["xterm", "kitty", "ghostty", "alacritty", "foot", "wezterm"]
    return families.contains { name == $0 || name.hasPrefix($0 + "-") }
  }

  /// How long ESC may be the beginning of a sequence: short, since a person waits for it.
  private static var escapeDelay: Duration {
    let chosen = getenv("ESCDELAY").flatMap { Int(String(cString: $0)) }
    return .milliseconds(chosen.flatMap { 0...10_000 ~= $0 ? $0 : nil } ?? 25)
  }

  /// Ctrl-S would stop all that is drawn, and nothing would say why.
  private static func letControlSThrough() {
    var modes = termios()
    guard tcgetattr(STDOUT_FILENO, &modes) == 0 else { return }
    modes.c_iflag &= ~tcflag_t(IXON)
    tcsetattr(STDOUT_FILENO, TCSADRAIN, &modes)
    def_prog_mode()
  }
}

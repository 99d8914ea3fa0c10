import Foundation
import Testing

/// Screens taken away as files: by `print`, by a key, and looked at in a browser.
struct ExportTests {
  private static let escape = #"\u001B\[[0-9;]*m"#

  @Test func aKeyExportsWhatIsSeen() throws {
    let terminal = try TerminalSession()
    try terminal.start()
    try terminal.press("Right", "Up", "2")
    let seen = try terminal.wait(for: "the matrix") { $0.shows("query ↓") }
    for name in ["seen.txt", "seen.ansi", "seen.svg", "seen.html"] {
      try export(name, in: terminal)
      try terminal.wait(for: "exported to \(name)")
    }
    #expect(lines(terminal.home.read("seen.txt")) == lines(seen.text))
    let ansi = terminal.home.read("seen.ansi") ?? ""
    #expect(ansi.contains("\u{1B}[1;38;5;214m"))
    #expect(
      lines(ansi.replacingOccurrences(of: Self.escape, with: "", options: .regularExpression))
        == lines(terminal.home.read("seen.txt")))
    #expect(terminal.home.read("seen.svg")?.hasPrefix("<svg ") == true)
    #expect(terminal.home.read("seen.html")?.hasPrefix("<!doctype html>") == true)
  }

  @Test func nothingIsReplacedUnaskedAndNoFormatGuessed() throws {
    let terminal = try TerminalSession()
    try terminal.home.write("mine", to: "a.svg")
    try terminal.start()
    try export("a.svg", in: terminal)
    try terminal.wait(for: "a.svg is there already. Replace it?")
    try terminal.press("n")
    try terminal.wait(for: "the question gone") { !$0.shows("Replace it?") }
    #expect(terminal.home.read("a.svg") == "mine")
    try export("a.svg", in: terminal)
    try terminal.wait(for: "Replace it?")
    try terminal.press("y")
    try terminal.wait(for: "exported to a.svg")
    #expect(terminal.home.read("a.svg")?.hasPrefix("<svg ") == true)
    try export("a.png", in: terminal)
    try terminal.wait(for: "a.png: does not say what picture")
    #expect(terminal.home.read("a.png") == nil)
  }

  @Test func theSuggestedNameIsTheTitles() throws {
    let terminal = try TerminalSession()
    try terminal.start()
    try terminal.press("E")
    try terminal.wait(for: "export to: bank-the-money-kind.svg")
    try terminal.press("Enter")
    try terminal.wait(for: "exported to bank-the-money-kind.svg")
    #expect(terminal.home.read("bank-the-money-kind.svg") != nil)
  }

  @Test func aFigureIsTheViewAlone() throws {
    let home = try TemporaryFolder()
    let figure = try Program.attnviz(
      "print", "--format", "ansi", "--figure", "--view", "matrix", "--no-color", home: home)
    #expect(figure.status == 0)
    #expect(figure.output.contains("query ↓") && figure.output.contains("Σα 1.000"))
    #expect(!figure.output.contains("2 matrix") && !figure.output.contains("q quit"))
    #expect(lines(figure.output).count < 24)
    let numbers = try Program.attnviz("print", "--figure", home: home)
    #expect(numbers.status == 64 && numbers.errors.contains("--figure are for a picture"))
  }

  @Test func printsTheScreenAsAPicture() throws {
    let home = try TemporaryFolder()
    let ansi = try Program.attnviz("print", "--format", "ansi", "--no-color", "--ascii", home: home)
    #expect(ansi.status == 0)
    #expect(lines(ansi.output).count == 24)
    #expect(ansi.output.contains("2 matrix  3 heads") && ansi.output.contains("deposit"))
    #expect(!ansi.output.hasMatch(#"38;5"#))
    let file = "\(home.path)/heads.svg"
    let svg = try Program.attnviz(
      "print", "--view", "heads", "--size", "120x40", "--theme", "light", "--output", file,
      "--sentence", "a cat sat", home: home)
    #expect(svg.status == 0 && svg.output == "" && svg.errors == "")
    let drawing = home.read("heads.svg") ?? ""
    #expect(drawing.contains("width=\"1080\" height=\"720\""))
    #expect(drawing.contains("heads by entropy") && drawing.contains("fill=\"#ffffff\""))
    let json = try Program.attnviz(
      "print", "--output", "\(home.path)/a.json", "--sentence", "a cat sat", home: home)
    #expect(json.status == 0 && home.read("a.json")?.hasPrefix("[{") == true)
  }

  @Test(arguments: [
    (["--view", "hats", "--format", "svg"], "there are row, matrix, heads", Int32(64)),
    (["--size", "0x24", "--format", "svg"], "from 1 to 1000", 64),
    (["--size", "80x1001", "--format", "svg"], "from 1 to 1000", 64),
    (["--size", "80", "--format", "svg"], "from 1 to 1000", 64),
    (["--size", "10x5", "--format", "svg"], "40x12 at least", 64),
    (["--output", "bank.pdf"], "end the output's name in .txt, .json", 64),
    (["--view", "row"], "ask for --format ansi, svg or html", 64),
    (["--all-heads", "--format", "html"], "are for numbers", 64),
    (["--format", "svg", "--output", "/nowhere/a.svg"], "its folder does not exist", 74),
    (["--format", "svg", "--output", "/dev/null"], "is not an ordinary file", 74),
  ])
  func whatIsWrongIsTold(arguments: [String], reason: String, status: Int32) throws {
    let outcome = try Program.attnviz(["print"] + arguments)
    #expect(outcome.status == status)
    #expect(outcome.errors.contains(reason))
    #expect(outcome.output == "")
  }

  /// A browser shows every run of text where its columns are, and hands it out as it stands there.
  @Test(.enabled(if: Program.has("chromium"), "chromium is not installed"))
  func aBrowserHoldsTheColumns() throws {
    let home = try TemporaryFolder()
    let scene = #"{"tokens": ["東京", "<b>&amp;", "e\u0301", "bank"], "title": "✓ — 日本"}"#
    let file = try home.write(scene, to: "scene.json")
    let page = try Program.attnviz("print", file, "--format", "html", home: home).output
    let text = try Program.attnviz("print", file, "--format", "ansi", home: home).output
    let script = """
      <pre id="text"></pre><pre id="off"></pre><script>
      const range = document.createRange();
      range.selectNode(document.querySelector("svg"));
      getSelection().addRange(range);
      document.getElementById("text").textContent = getSelection().toString();
      const off = [...document.querySelectorAll("tspan")].filter(span => {
        const x = Number(span.getAttribute("x")), width = Number(span.getAttribute("textLength"));
        const end = span.getEndPositionOfChar(span.getNumberOfChars() - 1).x;
        return Math.abs(span.getStartPositionOfChar(0).x - x) > 0.5 || Math.abs(end - x - width) > 0.5;
      });
      document.getElementById("off").textContent = off.map(span => span.outerHTML).join("\\n") || "none";
      </script></html>
      """
    let test = try home.write(page.replacingOccurrences(of: "</html>", with: script), to: "a.html")
    let outcome = try Program.run(
      "chromium",
      [
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
        "--user-data-dir=\(home.path)/profile", "--dump-dom", "file://\(test)",
      ], home: home)
    #expect(element("off", of: outcome.output) == "none")
    let copied = element("text", of: outcome.output) ?? ""
    let wanted = text.replacingOccurrences(of: Self.escape, with: "", options: .regularExpression)
    #expect(lines(copied).filter { !$0.isEmpty } == lines(wanted).filter { !$0.isEmpty })
  }

  private func element(_ name: String, of page: String) -> String? {
    page.components(separatedBy: "<pre id=\"\(name)\">").dropFirst().first?
      .components(separatedBy: "</pre>").first?
      .replacingOccurrences(of: "&lt;", with: "<").replacingOccurrences(of: "&gt;", with: ">")
      .replacingOccurrences(of: "&amp;", with: "&")
  }

  /// The lines of a text without the blanks at their ends.
  private func lines(_ text: String?) -> [String] {
    var lines = (text ?? "").components(separatedBy: "\n")
    if lines.last == "" { lines.removeLast() }
    return lines.map { line in
      String(line.reversed().drop { $0 == " " }.reversed())
    }
  }

  private func export(_ path: String, in terminal: TerminalSession) throws {
    try terminal.press("E")
    try terminal.wait(for: "export to")
    try terminal.press("C-u")
    try terminal.type(path)
    try terminal.press("Enter")
  }
}

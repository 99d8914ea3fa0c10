import Canvas
import Foundation

/// Debian's browser, which says where it puts every character of a drawing and what colours it paints.
enum Browser {
  /// What it shows of one cell.
  struct Cell {
    /// The colours of the pixels in the corners at the upper and the lower left.
    var corners: [RGB] = []
    /// Whether anything but its ground is painted in its middle.
    var hasInk = false
    /// The characters that begin here, and after how many pixels each of them ends.
    var characters: [(character: Character, width: Double)] = []
  }

  /// The path of its program; `nil` where it is not installed.
  static let path = ["/usr/bin/chromium", "/usr/bin/chromium-browser"].first {
    FileManager.default.isExecutableFile(atPath: $0)
  }

  /// What it shows of the drawings in a page, each of this size.
  static func cells(of page: String, size: Size) throws -> [[[Cell]]] {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "attnviz-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appendingPathComponent("page.html")
    try (page + script(size)).write(to: file, atomically: true, encoding: .utf8)
    let output = folder.appendingPathComponent("output")
    try Data().write(to: output)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path ?? "")
    process.arguments = [
      "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
      "--user-data-dir=\(folder.path)/profile", "--virtual-time-budget=60000", "--dump-dom",
      file.path,
    ]
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = FileHandle.nullDevice
    process.standardInput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    let shown = try String(contentsOf: output, encoding: .utf8)
    guard let start = shown.range(of: "<pre id=\"measured\">"),
      let end = shown.range(of: "</pre>", range: start.upperBound..<shown.endIndex)
    else { throw Unmeasured(page: shown) }
    // The page shows it as text.
    let json = shown[start.upperBound..<end.lowerBound]
      .replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&amp;", with: "&")
    let drawings = try JSONDecoder().decode([Measured].self, from: Data(json.utf8))
    return drawings.map { $0.cells(size) }
  }

  struct Unmeasured: Error {
    let page: String
  }

  private struct Measured: Decodable {
    /// Of each character its row, where it begins and ends in pixels, and itself.
    let characters: [Place]
    /// Of each cell the two corners as #rrggbb and whether there is ink, row after row.
    let pixels: [String]

    struct Place: Decodable {
      let row: Int
      let start, end: Double
      let text: String
    }

    func cells(_ size: Size) -> [[Cell]] {
      var cells = Array(repeating: Array(repeating: Cell(), count: size.columns), count: size.rows)
      for (place, pixel) in pixels.enumerated() {
        let parts = pixel.split(separator: " ")
        cells[place / size.columns][place % size.columns] = Cell(
          corners: parts.prefix(2).compactMap {
            UInt32($0.dropFirst(), radix: 16).map(RGB.init(hexadecimal:))
          }, hasInk: parts.last == "ink")
      }
      for place in characters {
        let column = Int((place.start / 9).rounded())
        guard let character = place.text.first, abs(place.start - Double(column * 9)) < 0.5,
          cells.indices.contains(place.row), cells[place.row].indices.contains(column)
        else { continue }
        cells[place.row][column].characters.append((character, place.end - place.start))
      }
      return cells
    }
  }

  /// What measures the page once it is there. It is no part of what is exported.
  private static func script(_ size: Size) -> String {
    """
    <pre id="later"></pre>
    <script>
    const color = (data, width, x, y) => '#' + [0, 1, 2].map(
      part => data[(y * width + x) * 4 + part].toString(16).padStart(2, '0')).join('');
    const measure = async svg => {
      const characters = [];
      for (const line of svg.querySelectorAll('text')) {
        const text = line.textContent;
        for (let i = 0; i < text.length;) {
          const character = String.fromCodePoint(text.codePointAt(i));
          const [start, end] = [line.getStartPositionOfChar(i), line.getEndPositionOfChar(i)];
          characters.push({
            row: Math.round((start.y - 14) / 18), start: start.x, end: end.x, text: character});
          i += character.length;
        }
      }
      const image = new Image();
      image.src = 'data:image/svg+xml;charset=utf-8,'
        + encodeURIComponent(new XMLSerializer().serializeToString(svg));
      await image.decode();
      const canvas = document.createElement('canvas');
      [canvas.width, canvas.height] = [\(size.columns * 9), \(size.rows * 18)];
      const context = canvas.getContext('2d');
      context.drawImage(image, 0, 0);
      const {data, width} = context.getImageData(0, 0, canvas.width, canvas.height);
      const pixels = [];
      for (let row = 0; row < \(size.rows); row++) {
        for (let column = 0; column < \(size.columns); column++) {
          const [left, top] = [column * 9, row * 18];
          const ground = color(data, width, left, top);
          let ink = 'none';
          for (let x = 2; x < 7; x++) {
            for (let y = 2; y < 15; y++) {
              if (color(data, width, left + x, top + y) != ground) ink = 'ink';
            }
          }
          pixels.push(ground + ' ' + color(data, width, left, top + 17) + ' ' + ink);
        }
      }
      return {characters, pixels};
    };
    (async () => {
      const measured = [];
      for (const svg of document.querySelectorAll('svg')) measured.push(await measure(svg));
      const result = document.getElementById('later');
      result.textContent = JSON.stringify(measured);
      result.id = 'measured';
    })();
    </script>
    """
  }
}

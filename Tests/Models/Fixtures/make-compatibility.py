# Makes Sources/Models/Tokenizers/CompatibilityTable.swift: what NFKD of tokenizers 0.23 makes of a code
# point that NFD does not.
#
#     pip install tokenizers==0.23.* && python make-compatibility.py
import pathlib

from tokenizers import normalizers

HEAD = '''/// What code points stand for that are only written otherwise, such as ﬁ for fi and ① for 1: their full
/// compatibility decompositions, where these differ from the canonical ones. Source: Unicode 9, as the
/// tokenizers library has it.
enum CompatibilityTable {
  /// What `scalar` stands for; `nil` where it is not written otherwise.
  static func decomposition(of scalar: Unicode.Scalar) -> [Unicode.Scalar]? {
    scalar.value < 0xa0 ? nil : decompositions[scalar]
  }

  private static let decompositions: [Unicode.Scalar: [Unicode.Scalar]] = {
    var all: [Unicode.Scalar: [Unicode.Scalar]] = [:]
    var (place, last): (UInt32, [UInt32]) = (0, [])
    for entry in text.split(whereSeparator: \\.isWhitespace) {
      let count = Int(entry.dropFirst()) ?? 1
      let isNext = entry.first == "+"
      switch entry.first {
      case _ where entry.last == ":":
        place = UInt32(entry.dropLast(), radix: 16) ?? 0
        continue
      case "=", "+": break
      default: last = entry.split(separator: ".").compactMap { UInt32($0, radix: 16) }
      }
      for _ in 0..<(isNext || entry.first == "=" ? count : 1) {
        if isNext { last[last.count - 1] += 1 }
        if let scalar = Unicode.Scalar(place) { all[scalar] = last.compactMap(Unicode.Scalar.init) }
        place += 1
      }
    }
    return all
  }()

  // Made by Tests/Models/Fixtures/make-compatibility.py, in hexadecimal: `A0:` a code point, and then what
  // it and those after it stand for; `=2` is two times the last one again, `+2` are the two after it.
  private static let text = """
'''

canonical, compatible = normalizers.NFD(), normalizers.NFKD()
entries = []
place, last, run = None, None, ("", 0)


def flush():
    global run
    if run[1]:
        entries.append(run[0] + (str(run[1]) if run[1] > 1 else ""))
    run = ("", 0)


for value in range(0x110000):
    if 0xD800 <= value < 0xE000:
        continue
    made = compatible.normalize_str(chr(value))
    if made == canonical.normalize_str(chr(value)):
        continue
    if value != place:
        flush()
        entries.append("%X:" % value)
    is_next = last is not None and made == last[:-1] + chr(ord(last[-1]) + 1)
    sign = "=" if made == last else "+" if is_next else ""
    if sign != run[0] or not sign:
        flush()
    if sign:
        run = (sign, run[1] + 1)
    else:
        entries.append(".".join("%X" % ord(scalar) for scalar in made))
    place, last = value + 1, made
flush()

lines = [""]
for entry in entries:
    if len(lines[-1]) + 1 + len(entry) > 96:
        lines.append("")
    lines[-1] += (" " if lines[-1] else "") + entry
path = pathlib.Path(__file__).parents[3] / "Sources/Models/Tokenizers/CompatibilityTable.swift"
path.write_text(HEAD + "".join(f"    {line}\n" for line in lines) + '    """\n}\n')

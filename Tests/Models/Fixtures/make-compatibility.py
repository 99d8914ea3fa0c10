# Makes the table in Sources/Models/Tokenizers/CompatibilityTable.swift: what NFKD of tokenizers 0.23 makes of a code
# point that NFD does not.
#
#     pip install tokenizers==0.23.* && python make-compatibility.py
import pathlib

from tokenizers import normalizers

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
before, _, rest = path.read_text().partition('"""\n')
after = rest.partition('"""\n')[2]
table = "".join(f"    {line}\n" for line in lines)
path.write_text(f'{before}"""\n{table}    """\n{after}')

# Random texts in every script, with contractions, digits, white space, control characters and tokens
# written out.
import random

WORDS = (
    "the capital of France is Paris don't I'LL we've It'S they'RE na\u00efve 2024 3.14 1,000,000 "
    "x86_64 <|im_start|> <|endoftext|> user@example.com http://a.b/c?d=e Stra\u00dfe \u0130stanbul "
    "\ufb01 A\u030a \u212b n\u0303 e\u0301 \u1100\u1161\u11a8 o\u0302\u0303 \u0928\u093f "
    "\U0001f1eb\U0001f1f7 \U0001f469\u200d\U0001f467 '\u017f \u017f's 'S 'Ll \u2028 \u00a0 \u3000 "
    "\u200b \ufeff \ufffd \u00bd \u2167 \u0663 \u0e55 \U0001d7d8 \u2460 \U00010940 \u088f"
).split(" ")
BLOCKS = [(0x20, 0x7E)] * 4 + [
    (0, 0x1F), (0x80, 0xFF), (0x100, 0x24F), (0x300, 0x36F), (0x370, 0x3FF), (0x400, 0x4FF),
    (0x590, 0x5FF), (0x600, 0x6FF), (0x900, 0x97F), (0xE00, 0xE7F), (0x1100, 0x11FF),
    (0x1E00, 0x1EFF), (0x2000, 0x206F), (0x2100, 0x218F), (0x3000, 0x30FF), (0x4E00, 0x9FFF),
    (0xAC00, 0xD7A3), (0xF900, 0xFB4F), (0xFF00, 0xFFEF), (0x10900, 0x1095F), (0x1D400, 0x1D7FF),
    (0x1F300, 0x1F6FF), (0x20000, 0x2A6DF), (0x2F800, 0x2FA1F), (0xE0000, 0xE007F),
]
SPACES = [" ", "  ", "   ", "\n", "\n\n", "\t", " \n", "\r\n", "\r", "\u00a0", "\u3000", " " * 8]


def text():
    parts = []
    for _ in range(random.randint(1, 9)):
        kind = random.random()
        if kind < 0.4:
            parts.append(random.choice(WORDS))
        elif kind < 0.85:
            low, high = random.choice(BLOCKS)
            parts.append("".join(chr(random.randint(low, high)) for _ in range(random.randint(1, 6))))
        else:
            parts.append(str(random.randint(0, 99999)))
        if random.random() < 0.7:
            parts.append(random.choice(SPACES) if random.random() < 0.5 else " ")
    return "".join(parts)


def texts(count):
    return [text() for _ in range(count)]

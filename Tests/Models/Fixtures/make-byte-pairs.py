# Makes byte-pairs/*.jsonl: random texts, and what tokenizers 0.23 makes of them with byte-pairs/*.json.
#
#     pip install tokenizers==0.23.* && python make-byte-pairs.py
import json, pathlib, random

from texts import texts
from tokenizers import Tokenizer

random.seed(7)
for path in sorted((pathlib.Path(__file__).parent / "byte-pairs").glob("*.json")):
    tokenizer = Tokenizer.from_file(str(path))
    with open(path.with_suffix(".jsonl"), "w") as file:
        for written in texts(120):
            encoded = tokenizer.encode(written)
            offsets = [list(pair) for pair in encoded.offsets]
            file.write(
                json.dumps(
                    {"text": written, "ids": encoded.ids, "tokens": encoded.tokens, "offsets": offsets}
                )
                + "\n"
            )

# Makes normalizers.jsonl: for each kind of normalizer random texts in every script, and what tokenizers
# 0.23 makes of them: the bytes of their normal form, and for each where in the text it comes from.
#
#     pip install tokenizers==0.23.* && python make-normalizers.py
#
# Another seed and number of texts may be named after it, and a file to write.
import json, pathlib, random, sys

from texts import texts
from tokenizers import Tokenizer

HERE = pathlib.Path(__file__).parent
BERT = {"type": "BertNormalizer", "clean_text": True, "handle_chinese_chars": True}
NORMALIZERS = [{"type": kind} for kind in "NFC NFD NFKC NFKD Nmt Lowercase StripAccents".split()] + [
    {"type": "Strip", "strip_left": True, "strip_right": False},
    {"type": "Strip", "strip_left": False, "strip_right": True},
    {"type": "Prepend", "prepend": "a\u2581"},
    {"type": "Replace", "pattern": {"String": "e"}, "content": "\u00e9e"},
    {"type": "Replace", "pattern": {"String": "the "}, "content": "x"},
    {"type": "Replace", "pattern": {"Regex": "\\s+"}, "content": " "},
    {"type": "Replace", "pattern": {"Regex": " {2,}"}, "content": "\u2581"},
    {**BERT, "strip_accents": None, "lowercase": True},
    {**BERT, "strip_accents": True, "lowercase": False},
    {"type": "Sequence", "normalizers": [
        {"type": "NFKD"}, {"type": "StripAccents"}, {"type": "Lowercase"}, {"type": "NFC"}]},
    {"type": "Sequence", "normalizers": [
        {"type": "Nmt"}, {"type": "NFKC"},
        {"type": "Replace", "pattern": {"Regex": " {2,}"}, "content": " "}]},
]

seed = int(sys.argv[1]) if len(sys.argv) > 1 else 11
count = int(sys.argv[2]) if len(sys.argv) > 2 else 20
path = sys.argv[3] if len(sys.argv) > 3 else HERE / "normalizers.jsonl"
random.seed(seed)
with open(path, "w") as file:
    for normalizer in NORMALIZERS:
        model = {"type": "BPE", "vocab": {"<0x%02X>" % byte: byte for byte in range(256)}}
        model |= {"merges": [], "byte_fallback": True}
        described = {"version": "1.0", "added_tokens": [], "normalizer": normalizer, "model": model}
        tokenizer = Tokenizer.from_str(json.dumps(described))
        for text in texts(count):
            made = tokenizer.encode(text)
            json.dump({"normalizer": normalizer, "text": text, "bytes": bytes(made.ids).hex(),
                       "offsets": made.offsets}, file)
            file.write("\n")

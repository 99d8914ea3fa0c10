"""Makes the tokenizers/ folder beside this file, and what the reference makes of texts.

Needs transformers and tokenizers. Run it in this folder.
"""

import json
import os
import shutil

from transformers import BertTokenizerFast

WORDS = """[PAD] [UNK] [CLS] [SEP] [MASK] Bank bank BANK ##s ##S ##ing É é É é E e ##e ##é ##e\u0301
Zoe zoe Zoë zoë zoe\u0308 café cafe Café Cafe caf ##\u0301 \u0301 İ i\u0307 i I ß SS ss ǅ ǆ Σ σ ς
東 京 東京 都 ##京 は ひ ガ カ ##ﾞ ﬁ fi fish ﬁsh 한 국 ᄒ ##ᅡ ##ᆫ . , ! ? ' - [ ] ( ) # ## … — “ ” ¿ $ + < >
the The to went I a A b B river River ##x x 1 2 ##2 12 3 😀 👩 ##💻 💻 ❤ ##️ ##\u200d и й Й И ##й ё Ё е Е
naïve naive Naïve Naive Å Å å a\u030a""".split()
WORDS = list(dict.fromkeys(WORDS))

TEXTS = [
    "", " ", "I went to the Bank.", "bank BANK Banks bankS banking", "Zoe Zoë zoë ZOË Zoe\u0308",
    "café cafe Café CAFÉ cafe\u0301", "É é E\u0301 e\u0301 E e", "İ i\u0307 I i ß ẞ SS ǅ ǆ Ǆ",
    "Σίσυφος Σ σ ς", "東京都は東 東京", "東Bank京bank", "カﾞガ", "ﬁsh fish ﬁ", "한국 \u1112\u1161\u11ab",
    "a\u0000b\u0001 ba\u00adnk ba\u200bnk \ufffd I\u0007", "a\tb\nA\r\nB\u00a0a\u3000b\u2028a\u0085b",
    "Bank,bank!The?(the) “I” — I… ¿a? $1+2<3>", "'a' a-b ##s [ ] #", "[MASK] bank[SEP]Bank [mask] [Mask]",
    "[[CLS]]", "😀 👩💻 👩‍💻 ❤️ ❤ x😀x", "и\u0306 й Й И\u0306 ё Ё е\u0308", "naïve Naïve NAÏVE nai\u0308ve",
    "Å Å å A\u030a a\u030a", "12 1 2 12x", "x" * 100, "x" * 101, "e\u0301\u0316 e\u0316\u0301",
    "\u0301 \u0301a", "\u202eBank\u202c", "I\u00b4m", "豈 金 \u2f00", "Foo xFoo foofoo FOO <doc>a<doc >É",
    "caféfoo Bank<doc><doc2>", "straße STRASSE", "ᾳ ᾼ ŉ ﷺ", "\U0001d400 Ａ ａ", "a\u0345\u0301b",
]

TOKENIZERS = {
    # name: (arguments, added tokens, what tokenizer_config.json keeps, normalizer changes)
    "cased": (dict(do_lower_case=False), [], None, {}),
    "cased-stripped": (dict(do_lower_case=False, strip_accents=True), [], None, {}),
    "uncased-accents": (dict(do_lower_case=True, strip_accents=False), [], None, {}),
    "cased-ideographs": (dict(do_lower_case=False, tokenize_chinese_chars=False), [], None, {}),
    "uncased": (dict(do_lower_case=True), ["Foo"], None, {}),
    "cased-added": (dict(do_lower_case=False), ["Foo", "Éa"], [], {}),
    "raw": (dict(do_lower_case=False), [], "no file", {"clean_text": False}),
}

shutil.rmtree("tokenizers", ignore_errors=True)
for name, (arguments, added, kept, changes) in TOKENIZERS.items():
    tokenizer = BertTokenizerFast(vocab={word: i for i, word in enumerate(WORDS)}, **arguments)
    tokenizer.add_tokens(added)
    if added:
        tokenizer.add_tokens(["<doc>", "<doc2>"], special_tokens=True)
    folder = "tokenizers/" + name
    tokenizer.save_pretrained(folder)
    if changes:
        state = json.load(open(folder + "/tokenizer.json"))
        state["normalizer"].update(changes)
        json.dump(state, open(folder + "/tokenizer.json", "w"))
    if kept == "no file":
        os.remove(folder + "/tokenizer_config.json")
    elif kept is not None:
        settings = json.load(open(folder + "/tokenizer_config.json"))
        for key in ["do_lower_case", "strip_accents", "tokenize_chinese_chars"]:
            if key not in kept:
                del settings[key]
        json.dump(settings, open(folder + "/tokenizer_config.json", "w"))
    # As the files spell them; the library gives an added token in its normal form.
    spelling = WORDS + added + ["<doc>", "<doc2>"]
    backend = tokenizer.backend_tokenizer.from_file(folder + "/tokenizer.json")
    with open(folder + "/expected.jsonl", "w") as out:
        for text in TEXTS:
            encoding = backend.encode(text)
            json.dump({
                "text": text, "ids": encoding.ids, "tokens": [spelling[id] for id in encoding.ids],
                "offsets": encoding.offsets,
            }, out)
            out.write("\n")
    if name == "cased-stripped":
        # The same vocabulary, line by line.
        open(folder + "/vocab.txt", "w").write("\n".join(WORDS) + "\n")
        os.remove(folder + "/tokenizer.json")

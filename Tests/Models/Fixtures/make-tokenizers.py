"""Makes the tokenizers/ folder beside this file, and what the reference makes of texts.

Needs transformers and tokenizers. Run it in this folder.
"""

import json
import os
import shutil

from transformers import AutoTokenizer, BertTokenizerFast

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
    "caféfoo Bank<doc><doc2>", "[E1] the Bank [/E1] of [E2]a river[/E2]", "[e1]Bank[/E1 ] [ E1]",
    "a [E1]  \u3000Bank  [E2]\n[E1] b", "aWordb Word,Word Word1 \u0301Word Word\u0301 WordWord", "straße STRASSE", "ᾳ ᾼ ŉ ﷺ", "\U0001d400 Ａ ａ", "a\u0345\u0301b",
]

def added(content, id=None, normalized=False, **flags):
    """An added token as files describe it."""
    token = {"content": content, "lstrip": False, "normalized": normalized, "rstrip": False,
             "single_word": False, "special": not normalized, **flags}
    return token if id is None else {"id": id, **token}


N = len(WORDS)
# Markers of entities; one takes up the space around it, one is found as a word alone.
MARKERS = [
    added("[E1]", N, lstrip=True, rstrip=True), added("[/E1]", N + 1), added("[E2]", N + 2, True),
    added("[/E2]", N + 3, True), added("Word", N + 4, True, single_word=True),
]
DECODER = {str(token["id"]): {k: v for k, v in token.items() if k != "id"} for token in MARKERS}
USUAL = [added(token, id) for id, token in enumerate(WORDS[:5])]

# What is in each folder beside config.json: whether there is a vocab.txt, what of a tokenizer.json is
# as BERT has it (None: there is none), and the other files.
FOLDERS = {
    "cased": (False, dict(lowercase=False), dict(tokenizer_config=dict(do_lower_case=False))),
    "cased-stripped": (
        True, None, dict(tokenizer_config=dict(do_lower_case=False, strip_accents=True))),
    "uncased-accents": (
        False, dict(strip_accents=False), dict(tokenizer_config=dict(strip_accents=False))),
    "cased-ideographs": (
        False, dict(lowercase=False, handle_chinese_chars=False),
        dict(tokenizer_config=dict(do_lower_case=False, tokenize_chinese_chars=False))),
    # Nothing says what to do with case: it goes, whatever tokenizer.json has.
    "raw": (False, dict(lowercase=False, clean_text=False), {}),
    "unsaid": (
        False, dict(lowercase=False, added=[added("Foo", N, True), added("Éa", N + 1, True)]),
        dict(tokenizer_config=dict(tokenizer_class="BertTokenizerFast"))),
    # But of this class all is there.
    "generic": (
        True, dict(lowercase=False, clean_text=False, added=MARKERS),
        dict(tokenizer_config=dict(tokenizer_class="PreTrainedTokenizerFast"))),
    "file-added": (
        False, dict(added=[added("Foo", N, True), added("<doc>", N + 1), added("<doc2>", N + 2)]),
        dict(tokenizer_config=dict(do_lower_case=True))),
    "lines-file": (True, dict(added=MARKERS), dict(tokenizer_config=dict(do_lower_case=False))),
    "lines-decoder": (
        True, None, dict(tokenizer_config=dict(do_lower_case=True, added_tokens_decoder=DECODER))),
    "lines-added": (True, None, dict(
        added_tokens={"[E1]": N, "[/E1]": N + 1, "[E2]": N + 2, "[/E2]": N + 3, "Word": N + 4},
        tokenizer_config=dict(
            do_lower_case=True, additional_special_tokens=["[E1]", "[/E1]", "[E2]", "[/E2]"]))),
    "lines-special": (True, None, dict(
        special_tokens_map=dict(
            cls_token="[CLS]", mask_token=added("[MASK]", lstrip=True),
            additional_special_tokens=["[E1]", "[/E1]", "[E2]", "[/E2]", "the"]))),
}

shutil.rmtree("tokenizers", ignore_errors=True)
for name, (has_lines, file, others) in FOLDERS.items():
    folder = "tokenizers/" + name
    os.makedirs(folder)
    if has_lines:
        open(folder + "/vocab.txt", "w").write("\n".join(WORDS) + "\n")
    if file is not None:
        tokenizer = BertTokenizerFast(vocab={word: i for i, word in enumerate(WORDS)})
        state = json.loads(tokenizer.backend_tokenizer.to_str())
        state["added_tokens"] = USUAL + file.pop("added", [])
        state["normalizer"].update(file)
        json.dump(state, open(folder + "/tokenizer.json", "w"))
    for file_name, content in others.items():
        json.dump(content, open(f"{folder}/{file_name}.json", "w"))
    json.dump({"model_type": "bert"}, open(folder + "/config.json", "w"))
    tokenizer = AutoTokenizer.from_pretrained(folder)
    # As the files spell them; the library gives an added token in its normal form.
    spelling = {id: str(token) for id, token in tokenizer.added_tokens_decoder.items()}
    spelling.update(enumerate(WORDS))
    with open(folder + "/expected.jsonl", "w") as out:
        for text in TEXTS:
            encoding = tokenizer.backend_tokenizer.encode(text)
            json.dump({
                "text": text, "ids": encoding.ids, "tokens": [spelling[id] for id in encoding.ids],
                "offsets": encoding.offsets,
            }, out)
            out.write("\n")
    os.remove(folder + "/config.json")

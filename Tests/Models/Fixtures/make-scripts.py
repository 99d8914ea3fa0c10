"""Makes scripts.json and scripts.safetensors beside this file: what transformers makes of sentences
in many scripts and of one as long as the bundled model reads, unedited and with edited scores.

Needs torch, transformers and safetensors. Run it in this folder. With a file's path as its argument
it also writes everything there (240 MB), not only the few rows that the tests keep.
"""

import json
import sys

import torch
from safetensors.torch import save_file
from transformers import AutoTokenizer, BertModel
from transformers.models.bert import modeling_bert

MODEL = "../../../Resources/Models/all-MiniLM-L6-v2"
LENGTH = 512

SENTENCES = {
    "chinese": "我去銀行存錢，然后沿着河岸走回家。",
    "cyrillic": "Трофей не помещался в чемодан, потому что он был слишком большой; ёлка, йод.",
    "arabic": "ذهبتُ إلى البنك لأودع المال، ثم مشيت على ضفة النهر.",
    "devanagari": "मैं पैसे जमा करने बैंक गया, फिर नदी के किनारे चला।",
    "emoji": "I love 🍎 pie 👩‍💻 and ❤️ you 🇩🇪 ☺ → ok ✓",
    "mixed": "The 東京 bank (банк) costs €5,000 – naïve Σίσυφος said «ça va?» to 한국 ﬁsh.",
    "accents": "Zoë's café à côté, Ærøskøbing, Łódź, İstanbul, São Tomé e\u0301te\u0301 — mañana!",
}

PEOPLE = "the captain|a young nurse|my uncle|her teacher|the old fisherman|nobody|the bank's clerk".split("|")
DEEDS = "carried|forgot|painted|couldn't find|sold|repaired|borrowed|hid|measured".split("|")
THINGS = "the trophy|an umbrella|two suitcases|his letters|a bottle of ink|the ship's clock|£40".split("|")
PLACES = "near the river bank|in the library|before the storm|at Zoë's café|while it rained".split("|")


def long_sentence(tokenizer):
    words, i = [], 0
    while True:
        clause = [PEOPLE[i * 3 % 7], DEEDS[i * 4 % 9], THINGS[i * 5 % 7], PLACES[i * 2 % 5]]
        for word in " ".join(clause).split() + [".,"[i % 2]]:
            pieces = len(tokenizer(" ".join(words + [word]))["input_ids"])
            words += [word] if pieces <= LENGTH else []
            if pieces == LENGTH:
                return " ".join(words)
        i += 1


tokenizer = AutoTokenizer.from_pretrained(MODEL)
model = BertModel.from_pretrained(MODEL, attn_implementation="eager", dtype=torch.float32).eval()
edits = []


def attention(module, query, key, value, mask, scaling, **others):
    scores = query @ key.transpose(2, 3) * scaling
    for edit in edits:
        heads = slice(None) if edit["head"] is None else edit["head"]
        if edit["layer"] in (None, module.layer_idx):
            scores[0, heads, edit["query"], edit["key"]] += (
                -torch.inf if edit["add"] is None else edit["add"])
    weights = scores.softmax(dim=-1)
    return (weights @ value).transpose(1, 2).contiguous(), weights


modeling_bert.eager_attention_forward = attention
for number, layer in enumerate(model.encoder.layer):
    layer.attention.self.layer_idx = number


def run(ids):
    with torch.no_grad():
        out = model(torch.tensor([ids]), output_attentions=True)
    return torch.stack(out.attentions)[:, 0], out.last_hidden_state[0]


def spread(count, most):
    return sorted({i * (count - 1) // (most - 1) for i in range(most)})


sentences, kept, everything = [], {}, {}
for name, text in [*SENTENCES.items(), ("long", long_sentence(tokenizer))]:
    ids = tokenizer(text)["input_ids"]
    n = len(ids)
    assert name != "long" or n == LENGTH
    tokens = spread(n, 12 if name == "long" else 4)
    rows = [[0, 4, 1], [2, 0, n // 2], [3, 1, n - 2], [5, 11, n // 3]]
    runs = [
        [],
        [dict(layer=1, head=7, query=n // 2, key=2, add=3.5)],
        [dict(layer=None, head=None, query=n // 3, key=n // 2, add=None)],
    ]
    sentences.append(dict(name=name, text=text, ids=ids, tokens=tokens, rows=rows, runs=runs))
    for number, edits[:] in enumerate(runs):
        weights, final = run(ids)
        key = f"{name}.{number}."
        everything[key + "attention"] = weights.contiguous()
        everything[key + "hidden_final"] = final.contiguous()
        kept[key + "hidden_final"] = final[tokens].contiguous()
        kept[key + "attention"] = torch.stack([weights[l, h, q] for l, h, q in rows])

save_file(kept, "scripts.safetensors")
with open("scripts.json", "w") as file:
    lines = [json.dumps(sentence, ensure_ascii=False) for sentence in sentences]
    file.write("[\n" + ",\n".join(lines) + "\n]\n")
if len(sys.argv) > 1:
    save_file(everything, sys.argv[1])

"""Makes the encoders/* models beside this file, and what PyTorch and tokenizers make of a few texts.

Needs torch, transformers, tokenizers and safetensors, and for the Unigram vocabularies of XLM-R and
CamemBERT, with SentencePiece's own rules for characters, the sentencepiece library. Run it in this folder;
the texts that vocabularies are learned from are those of wordpiece.jsonl and the README files.
"""

import base64
import io
import json
import os
import struct

import torch
from safetensors.torch import save_file
from tokenizers import (
    AddedToken, Regex, Tokenizer, models, normalizers, pre_tokenizers, processors, trainers)
from transformers import (
    BertConfig, BertForSequenceClassification, DistilBertConfig, DistilBertForSequenceClassification,
    CamembertConfig, CamembertForTokenClassification, ElectraConfig, ElectraForMaskedLM,
    ElectraForSequenceClassification, MPNetConfig, MPNetForMaskedLM, RobertaConfig, RobertaForMaskedLM,
    RobertaForSequenceClassification, XLMRobertaConfig, XLMRobertaForMaskedLM)

TEXTS = [json.loads(line)["text"] for line in open("wordpiece.jsonl")]
CORPUS = TEXTS + [
    line for name in ["README.md", "../../../README.md", "../../../Sources/README.md"]
    for line in open(name).read().split("\n")]
READ = [
    "The trophy wouldn't fit in the suitcase because it was too big.",
    "I went to the <mask> to deposit money.", "Zażółć gęślą jaźń — ﬁve ＡＢＣ 東京.", ""]

PAIR = ["The bank was big.", "Was it Zażółć?"]


def byte_pair():
    tokenizer = Tokenizer(models.BPE(unk_token=None))
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.train_from_iterator(CORPUS, trainers.BpeTrainer(
        vocab_size=420, special_tokens=["<s>", "<pad>", "</s>", "<unk>"],
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(), show_progress=False))
    tokenizer.add_special_tokens([AddedToken("<mask>", lstrip=True)])
    tokenizer.post_processor = processors.RobertaProcessing(
        ("</s>", 2), ("<s>", 0), trim_offsets=True, add_prefix_space=False)
    return tokenizer


def word_piece(own, template, unknown="[UNK]"):
    tokenizer = Tokenizer(models.WordPiece(unk_token=unknown))
    tokenizer.normalizer = normalizers.BertNormalizer()
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.train_from_iterator(CORPUS, trainers.WordPieceTrainer(
        vocab_size=500, limit_alphabet=120, special_tokens=own, show_progress=False))
    if own[0] == "<s>":
        tokenizer.add_special_tokens([AddedToken("<mask>", lstrip=True)])
    tokenizer.post_processor = template(tokenizer)
    return tokenizer


def unigram(charsmap, own, unknown, **settings):
    """Pieces that sentencepiece learned, after those in `own`."""
    import sentencepiece
    model = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter([t.replace("\n", " ") for t in CORPUS if t.isascii() and t.strip()]),
        model_writer=model, vocab_size=420, model_type="unigram", hard_vocab_limit=False,
        minloglevel=2)
    pieces = sentencepiece.SentencePieceProcessor(model_proto=model.getvalue())
    vocabulary = own + [
        (pieces.id_to_piece(id), pieces.get_score(id)) for id in range(3, pieces.get_piece_size())]
    return Tokenizer(models.Unigram(vocabulary, unk_id=unknown, **settings))


def charsmap(pairs):
    """A map as SentencePiece writes it: the texts, and a double array in Darts-clone's form."""
    texts, places = b"", {}
    for _, new in pairs:
        if new not in places:
            places[new] = len(texts)
            texts += new.encode() + b"\0"
    tree = {}
    for old, new in pairs:
        node = tree
        for byte in old.encode():
            node = node.setdefault(byte, {})
        node[-1] = places[new]
    units, used = {0: 0}, {0}

    def place(node, at):
        keys = sorted(k if k >= 0 else 0 for k in node)
        # The children stand at a place XOR their bytes; the first unit of the block is the value's.
        offset = 1
        while any((at ^ offset ^ key) in used for key in keys) or at ^ offset in used:
            offset += 1
        block = at ^ offset
        used.update(block ^ key for key in keys)
        used.add(block)
        units[at] = units.get(at, 0) | offset << 10 | (1 << 8 if -1 in node else 0)
        if -1 in node:
            units[block] = 1 << 31 | node[-1]
        for key in keys:
            if key:
                units[block ^ key] = key
                place(node[key], block ^ key)

    place(tree, 0)
    array = [units.get(i, 0) for i in range((max(used) | 255) + 1)]
    blob = struct.pack(f"<{len(array)}I", *array)
    return base64.b64encode(struct.pack("<I", len(blob)) + blob + texts).decode()


SMALL = charsmap([
    ("ﬁ", "fi"), ("Ａ", "A"), ("Ｂ", "B"), ("Ｃ", "C"), ("…", "..."), ("\u00a0", " "), ("\t", " "),
    ("\n", " "), ("\r", " "), ("e\u0301", "é"), ("½", "1⁄2"), ("\u200b", ""), ("\u00ad", ""),
    ("株式会社", "K"), ("￥", "¥"), ("ａ", "a"), ("Ⅷ", "VIII"), ("\u3000", " ")])


def xlm_roberta():
    tokenizer = unigram(
        SMALL, [("<s>", 0.0), ("<pad>", 0.0), ("</s>", 0.0), ("<unk>", 0.0)], 3)
    tokenizer.normalizer = normalizers.Precompiled(base64.b64decode(SMALL))
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [pre_tokenizers.WhitespaceSplit(), pre_tokenizers.Metaspace()])
    tokenizer.add_special_tokens(["<s>", "<pad>", "</s>", "<unk>", AddedToken("<mask>", lstrip=True)])
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>", pair="<s> $A </s> </s> $B </s>",
        special_tokens=[("<s>", 0), ("</s>", 2)])
    return tokenizer


def camembert():
    bytes_ = [(f"<0x{byte:02X}>", -20.0) for byte in range(256)]
    tokenizer = unigram(
        SMALL,
        [("<s>NOTUSED", 0.0), ("<pad>", 0.0), ("</s>NOTUSED", 0.0), ("<unk>", 0.0), ("<s>", 0.0),
         ("</s>", 0.0)] + bytes_, 3, byte_fallback=True)
    tokenizer.normalizer = normalizers.Sequence([
        normalizers.Precompiled(base64.b64decode(SMALL)), normalizers.Strip(left=False, right=True),
        normalizers.Replace(Regex(" {2,}"), "▁")])
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace()
    tokenizer.add_special_tokens(["<s>", "<pad>", "</s>", "<unk>", AddedToken("<mask>", lstrip=True)])
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>", pair="<s> $A </s> </s> $B </s>",
        special_tokens=[("<s>", 4), ("</s>", 5)])
    return tokenizer


def bert_processing(tokenizer):
    return processors.BertProcessing(("[SEP]", 3), ("[CLS]", 2))


def roberta_processing(tokenizer):
    return processors.RobertaProcessing(("</s>", 2), ("<s>", 0), True, False)


BERT = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
SHAPE = dict(
    hidden_size=32, num_attention_heads=4, num_hidden_layers=2, intermediate_size=40,
    initializer_range=0.3, attn_implementation="eager")
MODELS = {
    # name: (tokenizer, class, configuration, dtype, prefix left out, shape)
    "roberta": (byte_pair(), RobertaForMaskedLM, RobertaConfig, torch.float32, "", dict(
        max_position_embeddings=70, type_vocab_size=1, layer_norm_eps=1e-5)),
    "roberta-labels": (byte_pair(), RobertaForSequenceClassification, RobertaConfig, torch.float16, "",
        dict(max_position_embeddings=66, pad_token_id=1, num_hidden_layers=2,
             id2label={0: "negative", 1: "neutral", 2: "positive"})),
    "xlm-roberta": (xlm_roberta(), XLMRobertaForMaskedLM, XLMRobertaConfig, torch.bfloat16, "", dict(
        max_position_embeddings=66, type_vocab_size=1, tie_word_embeddings=False)),
    "camembert": (camembert(), CamembertForTokenClassification, CamembertConfig, torch.float16,
        "roberta.", dict(max_position_embeddings=200, num_hidden_layers=2,
                         id2label={0: "O", 1: "B-LOC", 2: "I-LOC"})),
    "electra": (word_piece(BERT, bert_processing), ElectraForMaskedLM, ElectraConfig, torch.float32, "",
        dict(embedding_size=16, max_position_embeddings=64)),
    "electra-labels": (word_piece(BERT, bert_processing), ElectraForSequenceClassification,
        ElectraConfig, torch.float16, "electra.", dict(
            embedding_size=32, max_position_embeddings=64, num_hidden_layers=1, hidden_act="relu")),
    "bert-labels": (word_piece(BERT, bert_processing), BertForSequenceClassification, BertConfig,
        torch.float16, "", dict(max_position_embeddings=64, num_hidden_layers=1, num_labels=1)),
    "distilbert-labels": (word_piece(BERT, bert_processing), DistilBertForSequenceClassification,
        DistilBertConfig, torch.float16, "", dict(
            dim=32, n_heads=4, n_layers=1, hidden_dim=40, max_position_embeddings=64,
            id2label={0: "NEGATIVE", 1: "POSITIVE"})),
    "mpnet": (word_piece(["<s>", "<pad>", "</s>", "<unk>", "[UNK]"], roberta_processing),
        MPNetForMaskedLM, MPNetConfig, torch.float32, "", dict(max_position_embeddings=140)),
}

for name, (tokenizer, kind, configuration, dtype, left_out, shape) in MODELS.items():
    torch.manual_seed(len(name))
    os.makedirs(f"encoders/{name}", exist_ok=True)
    folder = f"encoders/{name}/"
    tokenizer.save(folder + "tokenizer.json")
    json.dump({"tokenizer_class": "TokenizersBackend"}, open(folder + "tokenizer_config.json", "w"))
    if "dim" in shape:
        shape = {key: SHAPE[key] for key in ["initializer_range", "attn_implementation"]} | shape
    else:
        shape = SHAPE | shape
    config = configuration(vocab_size=tokenizer.get_vocab_size(), **shape)
    config.architectures = [kind.__name__]
    model = kind(config).eval()
    with torch.no_grad():
        for parameter in model.parameters():
            parameter += 0.1 * torch.randn_like(parameter)
            parameter.copy_(parameter.to(dtype).float())
    model.tie_weights()
    tensors = {}
    for key, value in model.state_dict().items():
        # Tied ones once, as save_pretrained writes them.
        if config.tie_word_embeddings and key.endswith(
                ("decoder.weight", "decoder.bias", "generator_lm_head.weight")):
            continue
        tensors[key.removeprefix(left_out)] = value if value.dtype == torch.int64 else value.to(dtype)
    save_file(tensors, folder + "model.safetensors")
    json.dump(config.to_diff_dict(), open(folder + "config.json", "w"), indent=1)
    texts = READ + (["one two " * 50] if name == "mpnet" else [])
    expected = []
    numbers = {}
    for index, text in enumerate(texts):
        encoding = tokenizer.encode(text)
        if "mask" in text and name.startswith(("electra", "bert", "distilbert")):
            encoding = tokenizer.encode(text.replace("<mask>", "[MASK]"))
            text = text.replace("<mask>", "[MASK]")
        ids = torch.tensor([encoding.ids])
        with torch.no_grad():
            out = model(ids, output_attentions=True, output_hidden_states=True)
        entry = dict(text=text, ids=encoding.ids, tokens=[tokenizer.id_to_token(id) for id in encoding.ids], offsets=encoding.offsets)
        if index < 2 or len(text) > 100:
            kept = torch.stack(out.attentions)[:, 0]
            numbers[f"attention-{index}"] = (kept if len(text) < 100 else kept[:1, :, ::24]).contiguous()
            numbers[f"hidden-{index}"] = torch.stack(out.hidden_states)[[0, -1], 0].contiguous()
            if index == 1 and "MaskedLM" in kind.__name__:
                place = [tokenizer.id_to_token(id) for id in encoding.ids].index(
                    "[MASK]" if "electra" in name else "<mask>")
                entry["mask"] = place
                entry["logits"] = out.logits[0, place].tolist()
            elif "MaskedLM" not in kind.__name__:
                entry["logits"] = out.logits[0].flatten().tolist()
        expected.append(entry)
    # Two texts that are read together, of two kinds where the model tells these apart.
    encoding = tokenizer.encode(*PAIR)
    kinds = dict(token_type_ids=torch.tensor([encoding.type_ids]))
    if name.startswith(("distilbert", "mpnet", "roberta", "xlm", "camembert")):
        kinds = {}
    with torch.no_grad():
        out = model(torch.tensor([encoding.ids]), output_hidden_states=True, **kinds)
    numbers["hidden-pair"] = torch.stack(out.hidden_states)[[0, -1], 0].contiguous()
    json.dump(dict(text=PAIR[0], second=PAIR[1], ids=encoding.ids, kinds=encoding.type_ids,
                   offsets=encoding.offsets), open(folder + "pair.json", "w"), ensure_ascii=False)
    json.dump(expected, open(folder + "expected.json", "w"), ensure_ascii=False)
    save_file(numbers, folder + "expected.safetensors")

# What the tokenizers make of all texts, alone, and of each with the one before it as a pair.
os.makedirs("unigram", exist_ok=True)
for name, tokenizer in [("xlm-roberta", MODELS["xlm-roberta"][0]), ("camembert", MODELS["camembert"][0])]:
    with open(f"unigram/{name}.jsonl", "w") as file:
        for text in TEXTS:
            encoding = tokenizer.encode(text)
            file.write(json.dumps(dict(
                text=text, ids=encoding.ids, tokens=[tokenizer.id_to_token(id) for id in encoding.ids], offsets=encoding.offsets),
                ensure_ascii=False) + "\n")

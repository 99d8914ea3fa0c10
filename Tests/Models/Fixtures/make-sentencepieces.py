# Makes sentencepieces/: small models trained by SentencePiece 0.2, and what it makes of random texts with
# them; and what transformers 5.24 makes of them for XLM-R and CamemBERT, which number tokens their own way.
#
#     pip install sentencepiece==0.2.* transformers==5.24.* protobuf && python make-sentencepieces.py
#
# Another seed and number of texts may be named after it, and a folder to write.
import json, pathlib, random, shutil, sys, tempfile

import sentencepiece
from texts import texts
from transformers import CamembertTokenizer, XLMRobertaTokenizer

HERE = pathlib.Path(__file__).parent
seed = int(sys.argv[1]) if len(sys.argv) > 1 else 5
count = int(sys.argv[2]) if len(sys.argv) > 2 else 60
out = pathlib.Path(sys.argv[3] if len(sys.argv) > 3 else HERE / "sentencepieces")
shutil.rmtree(out, ignore_errors=True)
out.mkdir()

random.seed(3)
lines = [json.loads(line)["text"] for line in open(HERE / "wordpiece.jsonl")] + texts(1500)
# Of other characters than these there are too many for a small vocabulary.
lines = ["".join(c if " " <= c < "\u0250" else " " for c in line) for line in lines]
# A few rules stand for the thousands of NFKC, which would make the files large.
RULES = "".join(
    f"{old}\t{new}\n" for old, new in [
        ("FB01", "66 69"), ("212B", "C5"), ("41 30A", "C5"), ("BD", "31 2044 32"), ("9", "20"),
        ("A", "20"), ("D", "20"), ("A0", "20"), ("3000", "20"), ("200B", "20"), ("AD", ""),
        ("2167", "56 49 49 49"), ("65 301", "E9"), ("FF21", "41"),
    ])
MODELS = {
    # As Llama 2 has it.
    "bpe": dict(
        model_type="bpe", byte_fallback=True, normalization_rule_name="identity",
        remove_extra_whitespaces=False, vocab_size=540, character_coverage=0.98),
    "bpe-unknown": dict(
        model_type="bpe", normalization_rule_name="identity", vocab_size=500,
        character_coverage=0.98, add_dummy_prefix=False),
    "unigram": dict(model_type="unigram", vocab_size=400, character_coverage=0.98),
    "unigram-bytes": dict(
        model_type="unigram", vocab_size=700, character_coverage=0.98, byte_fallback=True,
        remove_extra_whitespaces=False),
}
with tempfile.TemporaryDirectory() as scratch:
    scratch = pathlib.Path(scratch)
    (scratch / "texts").write_text("\n".join(lines))
    (scratch / "rules").write_text(RULES)
    for name, settings in MODELS.items():
        if "normalization_rule_name" not in settings:
            settings["normalization_rule_tsv"] = str(scratch / "rules")
        sentencepiece.SentencePieceTrainer.train(
            input=str(scratch / "texts"), model_prefix=str(out / name), minloglevel=2,
            num_threads=1, **settings)
        (out / f"{name}.vocab").unlink()

random.seed(seed)
for name in MODELS:
    model = sentencepiece.SentencePieceProcessor(model_file=str(out / f"{name}.model"))
    with open(out / f"{name}.jsonl", "w") as file:
        for text in texts(count):
            # The tokenizers library, and so the program, takes these two for one where there are rules.
            text = text.replace("\r\n", "\n")
            file.write(json.dumps({"text": text, "ids": model.encode(text)}) + "\n")

for name, kind in [("xlm-roberta", XLMRobertaTokenizer), ("camembert", CamembertTokenizer)]:
    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(out / "unigram.model", folder + "/sentencepiece.bpe.model")
        tokenizer = kind.from_pretrained(folder)
    with open(out / f"{name}.jsonl", "w") as file:
        for text in ["a<mask>b</s>", *texts(count)]:
            made = tokenizer.backend_tokenizer.encode(text)
            tokens = tokenizer.convert_ids_to_tokens(made.ids)
            json.dump({"text": text, "ids": made.ids, "tokens": tokens, "offsets": made.offsets}, file)
            file.write("\n")

#!/usr/bin/env python3
"""Makes tiny models with a text tower, as transformers and open_clip write them, and what these libraries compute.

make.py [NAME ...]   makes the models of these names, or all; needs torch, transformers, open_clip, tokenizers, sentencepiece (README.md)

Each folder holds a checkpoint, all parameters of which are random, its tokenizer, and expected.json:
  ids      the tokens of each text of texts.json, cut to the context length but not padded, by the Python tokenizer
  padded   the tokens of the texts of vectors, padded as the model was trained
  vectors  the text vectors of some of the texts, before the division by their length, by the library's own module in float64
  scale    the factor of the cosine (exp is applied), bias: what is added
"""
import json, os, shutil, sys, tempfile, warnings, zlib
warnings.filterwarnings("ignore")
os.environ.setdefault("HF_HUB_OFFLINE", "1")
import torch, transformers, open_clip, sentencepiece
from open_clip import tokenizer as oc_tokenizer
from safetensors.torch import save_file
from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors, trainers
from texts import texts

HERE = os.path.dirname(os.path.abspath(__file__))
TEXTS = texts()
SHOWN = [TEXTS.index(t) for t in ("a photo of a cat", "A Photo Of A CAT.", "two dogs, playing in the snow!", "", "3.14159 %", "straße", "😀", "猫和狗", "\x00",
         "\u202eright to left\u202c", "<|startoftext|>", "a <|endoftext|> b", "<|endoftext|>", "a</s>b", "<eos> b", "x" * 300, "the " * 75 + "end")]
torch.set_num_threads(1)
transformers.utils.logging.set_verbosity_error()
transformers.utils.logging.disable_progress_bar()
ENGLISH = ("a photo of the cat and the dog . two dogs playing in the snow , a red sneaker beside a black bag . this is a picture of an ankle boot on "
           "a white background , seen from the left side . a man and a woman are walking along the street with their children . the quick brown fox "
           "jumps over the lazy dog . it's what they've said , we'll see . a close up of something small and blue").split(" . ")
CORPUS = ENGLISH * 20 + [t.lower() for t in TEXTS if len(t) < 100]


# ---- tokenizers

def clip_tokenizer(folder, size=260):
    """Byte-level BPE with </w>, as CLIP's: all bytes, all bytes at the end of a word, merges, two special tokens."""
    learner = Tokenizer(models.BPE(end_of_word_suffix="</w>"))
    learner.normalizer = normalizers.Sequence([normalizers.NFC(), normalizers.Replace(Regex(r"\s+"), " "), normalizers.Lowercase()])
    learner.pre_tokenizer = pre_tokenizers.Sequence([
        pre_tokenizers.Split(Regex(r"'s|'t|'re|'ve|'m|'ll|'d|[\p{L}]+|[\p{N}]|[^\s\p{L}\p{N}]+"), behavior="removed", invert=True),
        pre_tokenizers.ByteLevel(add_prefix_space=False)])
    learner.train_from_iterator(CORPUS, trainers.BpeTrainer(vocab_size=size + 300, end_of_word_suffix="</w>", show_progress=False))
    merges = [tuple(m) for m in json.loads(learner.to_str())["model"]["merges"]][:size]
    alphabet = sorted(pre_tokenizers.ByteLevel.alphabet())
    pieces = alphabet + [b + "</w>" for b in alphabet] + ["".join(m) for m in merges] + ["<|startoftext|>", "<|endoftext|>"]
    pieces = list(dict.fromkeys(pieces))
    tokenizer = transformers.CLIPTokenizer(vocab={p: i for i, p in enumerate(pieces)}, merges=merges, model_max_length=24)
    tokenizer.save_pretrained(folder)
    tokenizer = transformers.AutoTokenizer.from_pretrained(folder)
    return len(pieces), lambda text, length: tokenizer(text, truncation=True, max_length=length).input_ids


def spiece(folder, **options):
    """A SentencePiece unigram model with the settings of T5's vocabulary, which SigLIP uses."""
    path = os.path.join(folder, "spiece")
    sentencepiece.SentencePieceTrainer.train(sentence_iterator=iter(CORPUS), model_prefix=path, model_type="unigram", hard_vocab_limit=False,
                                             character_coverage=0.98, minloglevel=2, **options)
    os.remove(path + ".vocab")
    return path + ".model"


def siglip_tokenizer(folder):
    """SigLIP's: SiglipTokenizer reads spiece.model alone, so tokenizer.json is a conversion, which differs from it in one of the texts: sentencepiece
    reads a letter with three marks in another way. Tokens such as </s> within a text are cleaned away, as in the training of the model."""
    spiece(folder, vocab_size=400, pad_id=0, eos_id=1, unk_id=2, bos_id=-1, pad_piece="<pad>")
    slow = transformers.SiglipTokenizer.from_pretrained(folder, model_max_length=16)
    transformers.T5Tokenizer.from_pretrained(folder, extra_ids=0, pad_token="</s>", model_max_length=16).save_pretrained(folder)
    os.remove(os.path.join(folder, "spiece.model"))
    fast = transformers.AutoTokenizer.from_pretrained(folder)

    def encode(text, length, tokenizer=fast):
        return tokenizer(slow.canonicalize_text(text), truncation=True, max_length=length).input_ids
    differing = [t for t in TEXTS if encode(t, 16) != encode(t, 16, slow)]
    assert differing == ["a\u0300\u0316\u0317"], differing
    return len(fast), encode


def t5_tokenizer(folder):
    spiece(folder, vocab_size=400, pad_id=0, eos_id=1, unk_id=2, bos_id=-1, pad_piece="<pad>")
    transformers.T5Tokenizer.from_pretrained(folder, extra_ids=0, pad_token="</s>", model_max_length=16).save_pretrained(folder)
    os.remove(os.path.join(folder, "spiece.model"))
    tokenizer = transformers.AutoTokenizer.from_pretrained(folder)
    return len(tokenizer), lambda text, length: tokenizer(text, truncation=True, max_length=length).input_ids


def gemma_tokenizer(folder):
    """SigLIP 2's: BPE with byte fallback; tokenizer.json does not make the text lower case, Siglip2Tokenizer does."""
    learner = Tokenizer(models.BPE())
    learner.normalizer = normalizers.Sequence([normalizers.Lowercase(), normalizers.Replace(" ", "▁")])
    learner.pre_tokenizer = pre_tokenizers.Split("▁", "merged_with_next")
    learner.train_from_iterator(ENGLISH, trainers.BpeTrainer(vocab_size=160, show_progress=False))
    model = json.loads(learner.to_str())["model"]
    pieces = ["<pad>", "<eos>", "<bos>", "<unk>", "<mask>"] + ["<0x%02X>" % b for b in range(256)]
    pieces += sorted(set("abcdefghijklmnopqrstuvwxyzABCDEFG0123456789▁") | {p for p in model["vocab"]}, key=lambda p: (len(p), p))
    tokenizer = Tokenizer(models.BPE(vocab={p: i for i, p in enumerate(pieces)}, merges=[tuple(m) for m in model["merges"]], fuse_unk=True,
                                     unk_token="<unk>", byte_fallback=True))
    tokenizer.normalizer = normalizers.Replace(" ", "▁")
    tokenizer.pre_tokenizer = pre_tokenizers.Split(" ", "merged_with_previous")
    tokenizer.decoder = decoders.Sequence([decoders.Replace("▁", " "), decoders.ByteFallback(), decoders.Fuse()])
    tokenizer.add_special_tokens(pieces[:5])
    tokenizer.post_processor = processors.TemplateProcessing(single="$A <eos>", pair="$A <eos> $B <eos>", special_tokens=[("<eos>", 1)])
    tokenizer.save(os.path.join(folder, "tokenizer.json"))
    with open(os.path.join(folder, "tokenizer_config.json"), "w") as f:
        json.dump({"tokenizer_class": "GemmaTokenizer", "bos_token": "<bos>", "eos_token": "<eos>", "pad_token": "<pad>", "unk_token": "<unk>",
                   "mask_token": "<mask>", "padding_side": "right", "model_max_length": 1000000000000000019884624838656}, f, indent=2)
    # what Siglip2Tokenizer adds to the file
    tokenizer.normalizer = normalizers.Sequence([normalizers.Lowercase(), normalizers.Replace(" ", "▁")])

    def encode(text, length):
        tokenizer.enable_truncation(length)
        return tokenizer.encode(text).ids
    return len(pieces), encode


def xlm_tokenizer(folder):
    """MetaCLIP 2's: unigram, <s> text </s>."""
    spiece(folder, vocab_size=400, bos_id=0, pad_id=1, eos_id=2, unk_id=3, pad_piece="<pad>")
    converted = transformers.T5Tokenizer.from_pretrained(folder, extra_ids=0)
    vocab = json.loads(converted.backend_tokenizer.to_str())["model"]["vocab"]
    os.remove(os.path.join(folder, "spiece.model"))
    transformers.XLMRobertaTokenizer(vocab=[tuple(v) for v in vocab] + [("<mask>", 0.0)], model_max_length=24).save_pretrained(folder)
    tokenizer = transformers.AutoTokenizer.from_pretrained(folder)
    return len(tokenizer), lambda text, length: tokenizer(text, truncation=True, max_length=length).input_ids


# ---- models

def randomise(model, seed):
    torch.manual_seed(seed)
    with torch.no_grad():
        for name, p in model.named_parameters():
            if name.endswith("logit_scale"):
                p.fill_(2.1)
            elif name.endswith("logit_bias"):
                p.fill_(-3.7)
            elif p.ndim == 1 and ("norm" in name or "ln" in name) and name.endswith("weight"):
                p.normal_(1, 0.1)
            elif "gamma" in name:
                p.normal_(0.5, 0.1)
            else:
                p.normal_(0, 0.2 if p.ndim == 1 else 1.3 / p.shape[-1] ** 0.5)
    return model.eval()


def expected(folder, encode, length, pad, vectors):
    """pad: the id to pad with up to length, or None to pad to the longest with 0, which no causal text tower sees."""
    ids = [encode(t, length) for t in TEXTS]
    shown = [ids[i] for i in SHOWN]
    full = max(map(len, shown)) if pad is None else length
    padded = [row + [pad or 0] * (full - len(row)) for row in shown]
    out = dict(shown=SHOWN, ids=ids, padded=padded, **vectors(torch.tensor(padded)))
    out["vectors"] = [[float("%.10g" % x) for x in row] for row in out["vectors"].tolist()]
    with open(os.path.join(folder, "expected.json"), "w") as f:
        f.write("{\n" + ",\n".join(json.dumps(k) + ": " + (json.dumps(v, separators=(",", ":")) if not isinstance(v, list) or not isinstance(v[0], list)
                else "[\n" + ",\n".join(json.dumps(r, separators=(",", ":")) for r in v) + "]") for k, v in out.items()) + "\n}\n")


def hf_model(folder, cls, vocab, name, length, text, **top):
    vision = dict(hidden_size=16, intermediate_size=32, num_hidden_layers=2, num_attention_heads=2, image_size=32, patch_size=8)
    tower = dict(vocab_size=vocab, hidden_size=24, intermediate_size=56, num_hidden_layers=2, num_attention_heads=3, max_position_embeddings=length)
    model = randomise(cls(cls.config_class(text_config=tower | text, vision_config=vision, **top)), zlib.crc32(name.encode()))
    model.save_pretrained(folder)
    path = os.path.join(folder, "config.json")
    with open(path) as f:
        config = json.load(f)
    defaults = cls.config_class()
    for part in ("text_config", "vision_config"):  # as on the hub: only what differs from the defaults of the class
        default = getattr(defaults, part).to_dict()
        config[part] = {k: v for k, v in config[part].items() if k == "model_type" or default.get(k) != v}
    with open(path, "w") as f:
        json.dump(config, f, indent=2, sort_keys=True)
    model = model.double()

    def vectors(ids):
        with torch.no_grad():
            features = model.get_text_features(input_ids=ids)
            bias = float(model.logit_bias) if hasattr(model, "logit_bias") else 0.0
            return dict(vectors=getattr(features, "pooler_output", features), scale=float(model.logit_scale.exp()), bias=bias)
    return vectors


def hf_clip(folder, name):
    vocab, encode = clip_tokenizer(folder)
    vectors = hf_model(folder, transformers.CLIPModel, vocab, name, 24, dict(eos_token_id=vocab - 1, bos_token_id=vocab - 2), projection_dim=20)
    expected(folder, encode, 24, None, vectors)


def hf_clip_old(folder, name):
    """eos_token_id 2, as in old files of the hub, and the activation of LAION's."""
    vocab, encode = clip_tokenizer(folder)
    vectors = hf_model(folder, transformers.CLIPModel, vocab, name, 24, dict(eos_token_id=2, bos_token_id=0, hidden_act="gelu"), projection_dim=24)
    expected(folder, encode, 24, None, vectors)


def hf_metaclip2(folder, name):
    vocab, encode = xlm_tokenizer(folder)
    vectors = hf_model(folder, transformers.MetaClip2Model, vocab, name, 24, dict(eos_token_id=2, bos_token_id=0), projection_dim=20)
    expected(folder, encode, 24, None, vectors)


def hf_siglip(folder, name):
    vocab, encode = siglip_tokenizer(folder)
    vectors = hf_model(folder, transformers.SiglipModel, vocab, name, 16, dict(projection_size=16))
    expected(folder, encode, 16, 1, vectors)


def hf_siglip2(folder, name):
    vocab, encode = gemma_tokenizer(folder)
    vectors = hf_model(folder, transformers.SiglipModel, vocab, name, 16, dict(projection_size=16))
    expected(folder, encode, 16, 0, vectors)


def oc_model(folder, name, config, torch_file=False):
    config = dict(embed_dim=20, vision_cfg=dict(image_size=32, layers=2, width=16, head_width=8, patch_size=8), **config)
    built = json.loads(json.dumps(config))
    cls = open_clip.CustomTextCLIP if built.pop("custom_text", False) else open_clip.CLIP
    model = randomise(cls(**built), zlib.crc32(name.encode()))
    tensors = {k: v.contiguous() for k, v in model.state_dict().items()}
    if torch_file:
        torch.save(tensors, os.path.join(folder, "open_clip_pytorch_model.bin"))
    else:
        save_file(tensors, os.path.join(folder, "open_clip_model.safetensors"))
    with open(os.path.join(folder, "open_clip_config.json"), "w") as f:
        json.dump({"model_cfg": config, "preprocess_cfg": {"mean": [0.48145466, 0.4578275, 0.40821073], "std": [0.26862954, 0.26130258, 0.27577711]}}, f, indent=2)
    model = model.double()

    def vectors(ids):
        with torch.no_grad():
            bias = float(model.logit_bias) if model.logit_bias is not None else 0.0
            return dict(vectors=model.encode_text(ids), scale=float(model.logit_scale.exp()), bias=bias)
    return vectors


def oc_clip(folder, name):
    """The class CLIP: quick GELU, the row of the largest id, a projection that is a plain matrix."""
    vocab, encode = clip_tokenizer(folder)
    vectors = oc_model(folder, name, dict(quick_gelu=True, text_cfg=dict(context_length=24, vocab_size=vocab, width=24, heads=3, layers=2)), torch_file=True)
    expected(folder, cleaned("lower", encode), 24, 0, vectors)


def oc_eva(folder, name):
    """The class CustomTextCLIP, as of EVA: exact GELU; here also layer scale and the row of the first end token."""
    vocab, encode = clip_tokenizer(folder)
    vectors = oc_model(folder, name, dict(custom_text=True, text_cfg=dict(context_length=24, vocab_size=vocab, width=24, heads=3, layers=2, ls_init_value=0.1,
                                                                           pool_type="eos", eos_id=vocab - 1)))
    expected(folder, cleaned("lower", encode), 24, 0, vectors)


def oc_first(folder, name):
    """The first row without a mask, no projection, text as it is except for blanks."""
    vocab, encode = clip_tokenizer(folder)
    vectors = oc_model(folder, name, dict(custom_text=True, text_cfg=dict(context_length=24, vocab_size=vocab, width=20, heads=2, layers=2, no_causal_mask=True,
                                                                          pool_type="first", proj_type="none", hf_tokenizer_name="x/y")))
    expected(folder, cleaned("whitespace", encode), 24, vocab - 1, vectors)


def oc_siglip(folder, name):
    vocab, encode = t5_tokenizer(folder)
    vectors = oc_model(folder, name, dict(custom_text=True, init_logit_bias=-10, text_cfg=dict(
        context_length=16, vocab_size=vocab, hf_tokenizer_name="timm/ViT-B-16-SigLIP", tokenizer_kwargs={"clean": "canonicalize"}, width=24, heads=3, layers=2,
        mlp_ratio=3.7362, no_causal_mask=True, proj_bias=True, pool_type="last", norm_kwargs={"eps": 1e-6}, act_kwargs={"approximate": "tanh"})))
    expected(folder, cleaned("canonicalize", encode), 16, 1, vectors)


def cleaned(name, encode):
    """Cleans texts as open_clip does, without the repair of wrong encodings (ftfy) and the HTML entities before."""
    def encode_clean(text, length):
        kept = oc_tokenizer.basic_clean
        oc_tokenizer.basic_clean = lambda x: x.strip()
        try:
            return encode(oc_tokenizer.get_clean_fn(name)(text), length)
        finally:
            oc_tokenizer.basic_clean = kept
    return encode_clean


MODELS = {"hf-clip": hf_clip, "hf-clip-old": hf_clip_old, "hf-metaclip2": hf_metaclip2, "hf-siglip": hf_siglip, "hf-siglip2": hf_siglip2, "oc-clip": oc_clip,
          "oc-eva": oc_eva, "oc-first": oc_first, "oc-siglip": oc_siglip}

if __name__ == "__main__":
    with open(os.path.join(HERE, "texts.json"), "w") as f:
        f.write("[\n" + ",\n".join(json.dumps(t) for t in TEXTS) + "\n]\n")
    for name in sys.argv[1:] or MODELS:
        folder = os.path.join(HERE, name)
        shutil.rmtree(folder, ignore_errors=True)
        os.makedirs(folder)
        MODELS[name](folder, name)
        for extra in ("special_tokens_map.json", "generation_config.json"):
            if os.path.exists(os.path.join(folder, extra)):
                os.remove(os.path.join(folder, extra))
        print(name, {f: os.path.getsize(os.path.join(folder, f)) for f in sorted(os.listdir(folder))})

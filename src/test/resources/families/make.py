#!/usr/bin/env python3
"""Makes one tiny model per kind of Vision Transformer, and the values that torch expects of it.

make.py [NAME ...]   makes the models of these names, or all; needs torch, timm and transformers (versions: README.md)

Each folder holds a checkpoint as timm's save_for_hf or transformers' save_pretrained writes it, and expected.json. All parameters
are random. The values come from the library's own module in float64 and from the formulas below; they share no code with the service.
"""
import json, os, shutil, sys, warnings, zlib
warnings.filterwarnings("ignore")
os.environ.setdefault("HF_HUB_OFFLINE", "1")
import numpy as np, torch, timm, transformers
import torch.nn.functional as F
from PIL import Image
from timm.layers import set_fused_attn
from timm.models._hub import save_for_hf
from torch.overrides import TorchFunctionMode

HERE = os.path.dirname(os.path.abspath(__file__))
SIZE, CLASSES, CLASS = 64, 7, 3
torch.set_num_threads(1)
transformers.utils.logging.set_verbosity_error()
transformers.utils.logging.disable_progress_bar()
set_fused_attn(False)  # so that the attention weights exist


# ---- the network: what is read and changed while it runs

class Watch(TorchFunctionMode):
    """Keeps the attention weights of a forward pass, in their order. With `pruned`, the gradient of that pass is LibraGrad's (Mehri et al. 2025):
    attention weights, deviations of norms and gates are constants, and each factor of a product gets half of the gradient."""

    def __init__(self, pruned):
        super().__init__()
        self.pruned, self.attention, self.gates = pruned, [], []

    def __torch_function__(self, func, types, args=(), kwargs=None):
        kwargs = dict(kwargs or {})
        name = getattr(func, "__name__", "")
        if name == "scaled_dot_product_attention":
            raise AssertionError("fused attention has no weights")
        if name == "float" and args[0].dtype == torch.float64:
            return args[0]
        if name == "softmax":
            kwargs.pop("dtype", None)  # transformers asks for float32
            scores = args[0].detach() if self.pruned else args[0]
            weights = func(scores, *args[1:], **kwargs)
            if not weights.requires_grad:
                weights.requires_grad_()
            self.attention.append(weights)
            return weights
        return self.prune(name, func, args, kwargs) if self.pruned else func(*args, **kwargs)

    def prune(self, name, func, args, kwargs):
        if name == "layer_norm":
            return self.layer_norm(*args, **kwargs)
        if name == "rms_norm":
            return self.rms_norm(*args, **kwargs)
        if name == "gelu":
            x = args[0]
            tanh = kwargs.get("approximate", "none") == "tanh"
            inner = np.sqrt(2 / np.pi) * (x + 0.044715 * x ** 3)
            gate = 0.5 * (1 + torch.tanh(inner)) if tanh else 0.5 * (1 + torch.erf(x / np.sqrt(2)))
            return x * gate.detach()
        if name == "silu":
            out = args[0] * torch.sigmoid(args[0]).detach()
            self.gates.append(out)
            return out
        if name == "sigmoid":
            return func(*args, **kwargs).detach()
        if name in ("mul", "__mul__") and any(a is g for a in args for g in self.gates):
            a, b = args
            return (a * b.detach() + a.detach() * b) / 2
        return func(*args, **kwargs)

    @staticmethod
    def layer_norm(x, shape, weight=None, bias=None, eps=1e-5):
        assert len(shape) == 1
        centred = x - x.mean(-1, keepdim=True)
        return centred / (centred.detach().square().mean(-1, keepdim=True) + eps).sqrt() * weight + bias

    @staticmethod
    def rms_norm(x, shape, weight=None, eps=None):
        assert len(shape) == 1
        return x / (x.detach().square().mean(-1, keepdim=True) + eps).sqrt() * weight


def run(model, sites, pixels, pruned):
    """Logits, the tokens at each site, the attention weights and the pixels, all in one graph."""
    pixels = pixels.clone().requires_grad_()
    seen = {}
    def keep(key):
        def hook(_module, _input, out):
            seen[key] = out[0] if isinstance(out, (tuple, list)) else out
        return hook
    handles = [module.register_forward_hook(keep(key)) for key, module in sites.items()]
    with Watch(pruned) as watch:
        out = model(pixels)
    for handle in handles:
        handle.remove()
    return getattr(out, "logits", out), seen, watch.attention, pixels


# ---- the methods, from their formulas; no ReLU at the end, no scaling

def tokens(value):
    return value.reshape(-1, value.shape[-1])  # Swin of timm has rows and columns

def patches(value):
    """The last tokens that fill a square grid: the patches, without CLS and registers."""
    rows = tokens(value)
    return rows[len(rows) - int(len(rows) ** 0.5) ** 2:]

def grad_cam(a, g):
    return (a * g.mean(0)).sum(1)

def hires_cam(a, g):
    return (a * g).sum(1)

def layer_cam(a, g):
    return (a * g.clamp(min=0)).sum(1)

CAMS = {"grad-cam": grad_cam, "hires-cam": hires_cam, "layer-cam": layer_cam}

def rollout(start, matrices):
    """Abnar and Zuidema 2020: the row vector times each block's matrix, from the last to the first."""
    for fused in reversed(matrices):
        mixed = fused + torch.eye(len(fused), dtype=fused.dtype)
        start = start @ (mixed / mixed.sum(1, keepdim=True))
    return start

def generic(start, matrices):
    """Chefer et al. 2021b, equation 6, for one row of the relevance."""
    for raising in reversed(matrices):
        start = start + start @ raising
    return start

def shares(pooling, count, prefix):
    """How much of the pooled vector each token is."""
    start = torch.zeros(count, dtype=torch.float64)
    if pooling == "cls":
        start[0] = 1
    if pooling in ("mean", "cls+mean"):
        start[prefix:] = 1 / (count - prefix)
    if pooling == "all":
        start[:] = 1 / count
    if pooling == "cls+mean":
        start = start / 2
        start[0] = 0.5
    return start

def attention_maps(kind, weights, gradients, grid):
    """The maps of the methods that follow attention from block to block; `weights` and `gradients` have one entry (heads, n, n) a block,
    and one more (heads, 1, m) for an attention pooling."""
    means = [w.mean(0) for w in weights]
    raising = [(w * g).clamp(min=0).mean(0) for w, g in zip(weights, gradients)]
    count = weights[0].shape[-1]
    prefix = count - grid * grid
    starts = [shares(kind.pooling, count, prefix)] * 3
    if kind.pooling == "attention":
        pad = lambda row: torch.cat([torch.zeros(count - row.shape[-1], dtype=torch.float64), row[0]])
        starts = [pad(means.pop()), pad(raising[-1]), pad(raising.pop())]
    return {"attention-rollout": rollout(starts[0], means)[prefix:],
            "gradient-rollout": rollout(starts[1], raising)[prefix:],
            "generic-attention": generic(starts[2], raising)[prefix:]}

def legrad(kind, model, seen, weights, target, prefix):
    """Bousselham et al. 2024, with the mean of all of a block's tokens in the place of CLS, all blocks, heads and queries averaged."""
    maps = []
    for block, attention in enumerate(weights):
        pooled = tokens(seen[f"blocks[{block}]"]).mean(0, keepdim=True)
        gradient, = torch.autograd.grad(kind.head(model, pooled)[0, target], attention, retain_graph=True)
        maps.append(gradient[0].clamp(min=0).mean((0, 1))[prefix:])
    return sum(maps) / len(maps)

def cells(products, grid):
    """Sums over the pixels of each cell of a grid."""
    size = SIZE // grid
    return products.sum(0).reshape(grid, size, grid, size).sum((1, 3)).flatten()


# ---- the kinds

class Kind:
    """make() gives the model, a function that saves it in a folder, and one that prepares an image.

    pooling: cls, mean (of the patches), cls+mean, attention, or "" if attention cannot be followed from block to block
    layers: the layers to look at, the default one first
    post: the blocks normalise after each layer, so that only their outputs are layers
    head: the end of the model, from a pooled vector to logits, if the head reads CLS alone"""

    def __init__(self, name, make, pooling, layers=None, post=False, head=None, classes=CLASSES):
        self.name, self.make, self.pooling, self.post, self.head, self.classes = name, make, pooling, post, head, classes
        # What only a LayerNorm reads has no gradient along itself. With a CLS head that is the last but one output.
        self.layers = layers or (["blocks[1]", "blocks[0]"] if post else ["blocks[1].norm1", "blocks[0].norm1" if pooling == "cls" else "blocks[0]"])


VIT = dict(img_size=SIZE, patch_size=8, embed_dim=24, depth=2, num_heads=3, mlp_ratio=2)
SWIN = dict(img_size=SIZE, embed_dim=8, depths=[2, 2, 2], num_heads=[1, 2, 4], window_size=4, mlp_ratio=2)
SWIN_LAYERS, SWINV2_LAYERS = ["blocks[5].norm2", "blocks[1].norm2", "blocks[3]"], ["blocks[4]", "blocks[1]", "blocks[3]"]
SWINV2 = dict(SWIN, depths=[2, 2, 1])

def timm_head(model, pooled):
    return model.head(model.fc_norm(model.norm(pooled)))

def timm_kind(name, arch, pooling, base=VIT, channels=3, without=(), args={}, **options):
    arguments = {key: value for key, value in {**base, **args}.items() if key not in without}
    if channels != 3:
        arguments["in_chans"] = channels
    def make():
        overlay = dict(input_size=(channels, SIZE, SIZE), crop_pct=1.0)
        if channels == 1:
            overlay.update(mean=(0.4,), std=(0.3,))
        model = timm.create_model(arch, num_classes=options.get("classes", CLASSES), pretrained_cfg_overlay=overlay, **arguments)
        save = lambda folder: save_for_hf(model, folder, model_args=arguments, safe_serialization=True)
        transform = timm.data.create_transform(**timm.data.resolve_data_config({}, model=model))
        return model, save, lambda image: transform(image.convert("L") if channels == 1 else image)[None]
    return Kind(name, make, pooling, head=timm_head if pooling == "cls" else None, **options)


SMALL = dict(hidden_size=24, num_hidden_layers=2, num_attention_heads=3, intermediate_size=48, image_size=SIZE, patch_size=8)
TEXT = dict(hidden_size=24, num_hidden_layers=1, num_attention_heads=2, intermediate_size=32, vocab_size=50)
HF_SWIN = dict(image_size=SIZE, patch_size=4, embed_dim=8, depths=[2, 2, 2], num_heads=[1, 2, 4], window_size=4, mlp_ratio=2.0)
EXACT, EDGE = {"height": SIZE, "width": SIZE}, {"shortest_edge": SIZE}

def hf_kind(name, model_type, cls, pooling, config, processor, size=EXACT, crop=None, **options):
    def make():
        labels = options.get("classes", CLASSES)
        made = transformers.AutoConfig.for_model(model_type, **config, num_labels=labels)
        made._attn_implementation = "eager"
        model = getattr(transformers, cls)(made)
        prepare = getattr(transformers, processor)(size=size, **({"crop_size": crop} if crop else {}))
        def save(folder):
            model.save_pretrained(folder)
            prepare.save_pretrained(folder)
        return model, save, lambda image: prepare(image, return_tensors="pt")["pixel_values"]
    return Kind(name, make, pooling, **options)

def wrapper_kind(name, arch, pooling, without=()):
    arguments = {key: value for key, value in VIT.items() if key not in without}
    def make():
        published = dict(timm.get_pretrained_cfg(arch).to_dict(), input_size=[3, SIZE, SIZE], crop_pct=1.0)
        config = transformers.TimmWrapperConfig(architecture=arch, num_labels=CLASSES, model_args=arguments, pretrained_cfg=published)
        model = transformers.TimmWrapperForImageClassification(config)
        transform = timm.data.create_transform(**timm.data.resolve_data_config(published, model=model.timm_model))
        return model, model.save_pretrained, lambda image: transform(image)[None]
    return Kind(name, make, pooling, head=(lambda model, pooled: timm_head(model.timm_model, pooled)) if pooling == "cls" else None)


KINDS = [
    # timm, vision_transformer
    timm_kind("timm-flexivit", "flexivit_small", "cls", layers=["blocks[1].norm1", "blocks[0].norm1", "blocks[0].norm2"]),
    timm_kind("timm-eva-large", "eva_large_patch14_196", "mean"),
    timm_kind("timm-beit3", "beit3_base_patch16_224", "mean"),
    timm_kind("timm-siglip-map", "vit_base_patch16_siglip_224", "attention"),
    timm_kind("timm-siglip-map-tanh", "vit_so400m_patch16_siglip_256", "attention"),
    timm_kind("timm-siglip-gap", "vit_so400m_patch14_siglip_gap_224", "mean"),
    timm_kind("timm-siglip-gap-tanh", "vit_so400m_patch16_siglip_gap_256", "mean"),
    timm_kind("timm-rpn", "vit_base_patch16_rpn_224", "mean", post=True),
    timm_kind("timm-pwee", "vit_pwee_patch16_reg1_gap_256", "mean"),
    timm_kind("timm-dwee", "vit_dwee_patch16_reg1_gap_256", ""),
    timm_kind("timm-dwee-cls", "vit_dwee_patch16_reg1_gap_256", "", args=dict(class_token=True, global_pool="token"),
              layers=["blocks[1].norm1", "blocks[0].norm1"]),
    timm_kind("timm-dpwee", "vit_dpwee_patch16_reg1_gap_256", ""),
    timm_kind("timm-qk-norm", "vit_small_patch16_224", "cls", args=dict(qk_norm=True)),
    timm_kind("timm-dinov2-giant", "vit_giant_patch14_reg4_dinov2", "cls", args=dict(mlp_ratio=2.66667 * 2)),
    timm_kind("timm-grey", "vit_tiny_patch16_224", "cls", channels=1),
    # timm, eva
    timm_kind("timm-eva02-tiny", "eva02_tiny_patch14_336", "mean", without=["mlp_ratio"]),
    timm_kind("timm-eva02-base", "eva02_base_patch14_448", "mean", without=["mlp_ratio"]),
    timm_kind("timm-eva02-clip", "eva02_base_patch16_clip_224", "cls", without=["mlp_ratio"]),
    timm_kind("timm-eva-giant", "eva_giant_patch14_224", "mean"),
    timm_kind("timm-rope", "vit_medium_patch16_rope_reg1_gap_256", "mean"),
    timm_kind("timm-rope-mixed", "vit_small_patch16_rope_mixed_224", "cls"),
    timm_kind("timm-pe-core", "vit_pe_core_tiny_patch16_384", "attention"),
    timm_kind("timm-dinov3", "vit_small_patch16_dinov3", "mean"),
    timm_kind("timm-dinov3-plus", "vit_small_plus_patch16_dinov3_qkvb", "cls", args=dict(global_pool="token")),
    # timm, beit and vision_transformer_relpos
    timm_kind("timm-beit", "beit_base_patch16_224", "mean"),
    timm_kind("timm-relpos", "vit_relpos_small_patch16_224", "mean"),
    timm_kind("timm-relpos-cls", "vit_relpos_medium_patch16_cls_224", "cls"),
    timm_kind("timm-srelpos", "vit_srelpos_small_patch16_224", "mean"),
    timm_kind("timm-relpos-rpn", "vit_relpos_medium_patch16_rpn_224", "mean", post=True),
    # timm, swin_transformer and swin_transformer_v2
    timm_kind("timm-swin", "swin_tiny_patch4_window7_224", "", base=SWIN, layers=SWIN_LAYERS),
    timm_kind("timm-swin-s3", "swin_s3_tiny_224", "", base=SWIN, args=dict(window_size=[8, 4, 2]), layers=SWIN_LAYERS),
    timm_kind("timm-swinv2", "swinv2_tiny_window8_256", "", base=SWINV2, post=True, layers=SWINV2_LAYERS),
    timm_kind("timm-swinv2-larger", "swinv2_base_window12to16_192to256", "", base=SWINV2, post=True, layers=SWINV2_LAYERS),
    # transformers
    hf_kind("hf-siglip", "siglip", "SiglipForImageClassification", "mean", dict(vision_config=SMALL, text_config=TEXT), "SiglipImageProcessor",
            layers=["blocks[1].norm1", "blocks[0]", "blocks[1].norm2"]),
    hf_kind("hf-clip", "clip", "CLIPForImageClassification", "mean", dict(vision_config=SMALL, text_config=TEXT, projection_dim=16),
            "CLIPImageProcessor", EDGE, EXACT),
    hf_kind("hf-metaclip2", "metaclip_2", "MetaClip2ForImageClassification", "mean", dict(vision_config=SMALL, text_config=TEXT, projection_dim=16),
            "CLIPImageProcessor", EDGE, EXACT),
    hf_kind("hf-beit", "beit", "BeitForImageClassification", "mean",
            dict(SMALL, use_relative_position_bias=True, use_absolute_position_embeddings=False), "BeitImageProcessor", EXACT, EXACT),
    hf_kind("hf-beit-shared", "beit", "BeitForImageClassification", "mean",
            dict(SMALL, use_shared_relative_position_bias=True, use_absolute_position_embeddings=False), "BeitImageProcessor", EXACT, EXACT),
    hf_kind("hf-dit", "beit", "BeitForImageClassification", "mean",
            dict(SMALL, use_relative_position_bias=False, use_absolute_position_embeddings=True), "BeitImageProcessor", EXACT, EXACT),
    hf_kind("hf-data2vec", "data2vec-vision", "Data2VecVisionForImageClassification", "mean",
            dict(SMALL, use_relative_position_bias=True, use_absolute_position_embeddings=False), "BeitImageProcessor", EXACT, EXACT),
    hf_kind("hf-ijepa", "ijepa", "IJepaForImageClassification", "mean", SMALL, "ViTImageProcessor"),
    hf_kind("hf-vit-msn", "vit_msn", "ViTMSNForImageClassification", "cls", SMALL, "ViTImageProcessor",
            head=lambda model, pooled: model.classifier(model.vit.layernorm(pooled))),
    hf_kind("hf-swin", "swin", "SwinForImageClassification", "", HF_SWIN, "ViTImageProcessor", layers=SWIN_LAYERS),
    hf_kind("hf-swinv2", "swinv2", "Swinv2ForImageClassification", "", dict(HF_SWIN, depths=[2, 2, 1], pretrained_window_sizes=[6, 6, 0]), "ViTImageProcessor",
            post=True, layers=SWINV2_LAYERS),
    hf_kind("hf-donut-swin", "donut-swin", "DonutSwinForImageClassification", "", HF_SWIN, "ViTImageProcessor", layers=SWIN_LAYERS),
    hf_kind("hf-dinov2-giant", "dinov2", "Dinov2ForImageClassification", "cls+mean", dict(SMALL, use_swiglu_ffn=True), "BitImageProcessor", EDGE, EXACT),
    hf_kind("hf-one-output", "vit", "ViTForImageClassification", "cls", SMALL, "ViTImageProcessor", classes=1,
            head=lambda model, pooled: model.classifier(model.vit.layernorm(pooled))),
    wrapper_kind("hf-timm-wrapper", "vit_tiny_patch16_224", "cls"),
    wrapper_kind("hf-timm-wrapper-eva02", "eva02_tiny_patch14_336", "mean", without=["mlp_ratio"]),
]


# ---- random weights, at which every tensor matters

def randomise(model, seed):
    generator = torch.Generator().manual_seed(seed)
    draw = lambda p: torch.randn(p.shape, generator=generator)
    with torch.no_grad():
        for name, p in model.named_parameters():
            last = name.rsplit(".", 1)[-1]
            if "logit_scale" in last:  # Swin V2: the logarithm of the factor of each head
                p.copy_(2 + 0.3 * draw(p))
            elif ("norm" in name or "ln_" in name) and last == "weight":
                p.copy_(1 + 0.2 * draw(p))
            elif last.startswith(("gamma", "lambda_1", "lambda_2", "lambda1")) or ".ls" in name:
                p.copy_(0.6 + 0.2 * draw(p))
            elif last == "freqs":  # mixed rotary: keep the order of the bands
                p.mul_(1 + 0.2 * draw(p))
            elif p.ndim > 1 and (last == "weight" and "position" not in name or last == "in_proj_weight"):
                p.copy_(draw(p) * 1.2 / p[0].numel() ** 0.5)
            elif p.ndim > 1:  # tokens, positions, relative positions
                p.copy_(0.5 * draw(p))
            else:
                p.copy_(0.2 * draw(p))
    return model.eval()

def images():
    generator = np.random.default_rng(19)
    for index in range(2):
        small = generator.integers(0, 256, (9, 9, 3), dtype=np.uint8)
        Image.fromarray(small).resize((SIZE, SIZE), Image.BICUBIC).save(f"{HERE}/image-{index}.png", optimize=True)


# ---- expected.json

ADDED = ("bias", "pos_embed", "position_embed", "token", "class_embedding", "q_bias", "v_bias", "latent", "probe")

def sites(model, kind):
    """The layers of the model by their names: blocks counted through all stages."""
    modules = {name: module for name, module in model.named_modules() if "text_model" not in name}
    norms = ("norm1", "layernorm_before", "layer_norm1", "in_norm", "ln_1"), ("norm2", "layernorm_after", "layer_norm2", "ln_2")
    found = {}
    blocks = [name.rsplit(".", 1)[0] for name in modules if name.rsplit(".", 1)[-1] in norms[0]]
    for index, block in enumerate(blocks):
        found[f"blocks[{index}]"] = modules[block]
        for part, names in enumerate(norms, 1):
            for norm in names:
                if not kind.post and f"{block}.{norm}" in modules:
                    found[f"blocks[{index}].norm{part}"] = modules[f"{block}.{norm}"]
    return found

def expect(kind, model, prepare):
    pictures = [Image.open(f"{HERE}/image-{index}.png").convert("RGB") for index in range(2)]
    target = min(CLASS, kind.classes - 1)
    model = model.double()
    inputs = [prepare(picture) for picture in pictures]
    assert all(pixels.shape[-2:] == (SIZE, SIZE) for pixels in inputs)
    layers = sites(model, kind)
    cases, passes = [], {}
    def case(method, map_, layer=None, gradient=None):
        found = dict(method=method, image=0, **{"class": target})
        found.update({key: value for key, value in (("layer", layer), ("gradient", gradient)) if value})
        cases.append(dict(found, map=[float(f"{v:.7g}") for v in map_.tolist()]))
    for rule in ("plain", "pruned"):
        logits, seen, weights, pixels = run(model, layers, inputs[0].double(), rule == "pruned")
        score = logits[0, target]
        wanted = kind.layers if rule == "plain" else kind.layers[:1]
        added = [p for name, p in model.named_parameters() if any(word in name.rsplit(".", 1)[-1] or word in name.rsplit(".", 2)[-2:][0] for word in ADDED)]
        gradients = torch.autograd.grad(score, [pixels] + [seen[layer] for layer in wanted] + weights + added, retain_graph=True, allow_unused=True)
        of_pixels, of_layers = gradients[0], gradients[1:1 + len(wanted)]
        of_weights = gradients[1 + len(wanted):1 + len(wanted) + len(weights)]
        of_added = gradients[1 + len(wanted) + len(weights):]
        passes[rule] = logits.detach()
        products = (pixels * of_pixels).detach()[0]
        if rule == "pruned":
            total = products.sum() + sum((p * g).sum() for p, g in zip(added, of_added) if g is not None)
            assert abs(total - score) < 1e-6 * (1 + abs(score)), (kind.name, float(total), float(score))
        for layer, gradient in zip(wanted, of_layers):
            a, g = patches(seen[layer].detach()), patches(gradient)
            for method, cam in CAMS.items():
                # A LayerNorm alone reads the last output of a post-norm model: gradient times activation is rounding there.
                cancels = kind.post and layer == kind.layers[0] and method == "hires-cam"
                if not cancels and (rule == "plain" or method == "grad-cam"):
                    case(method, cam(a, g), layer, "pruned" if rule == "pruned" else None)
        grid = int(len(patches(seen[kind.layers[0]])) ** 0.5)
        case("input-x-gradient", cells(products, grid), gradient="pruned" if rule == "pruned" else None)
        if kind.pooling:
            maps = attention_maps(kind, [w.detach()[0] for w in weights], [g[0] for g in of_weights], grid)
            if kind.head:
                maps["legrad"] = legrad(kind, model, seen, weights, target, weights[0].shape[-1] - grid * grid)
            for method, map_ in maps.items():
                if rule == "plain" or method == "generic-attention":
                    case(method, map_, gradient="pruned" if rule == "pruned" else None)
    assert torch.allclose(passes["plain"], passes["pruned"], rtol=1e-9, atol=1e-9), kind.name
    with torch.no_grad(), Watch(False):
        both = [model(pixels.double()) for pixels in inputs]
    logits = torch.cat([getattr(out, "logits", out) for out in both])
    assert torch.allclose(logits[:1], passes["plain"])
    refused = ["attention-rollout", "generic-attention", "gradient-rollout"] if not kind.pooling else []
    refused += [] if kind.head else ["legrad"]
    refused += ["finer-cam"] if kind.classes == 1 else []
    refused += ["caap"] if "swin" in kind.name else []
    probabilities = torch.sigmoid(logits) if kind.classes == 1 else logits.softmax(1)
    sums = [[float(f"{(channel * ramp).sum():.7g}") for ramp in ramps()] for channel in inputs[0][0].double()]
    return dict(layer=kind.layers[0], refused=sorted(refused), pixels=sums, logits=logits.tolist(), probabilities=probabilities.tolist(), cases=cases)

def ramps():
    """Weights that notice pixels in another place, scale or order: 1, then growing down the rows, then along the columns."""
    up = torch.linspace(0, 1, SIZE, dtype=torch.float64)
    one = torch.ones(SIZE, SIZE, dtype=torch.float64)
    return one, one * up[:, None], one * up[None, :]

def write(expected, file):
    cases = expected.pop("cases")
    lines = [f' "{key}": {json.dumps(value)}' for key, value in expected.items()]
    lines.append(' "cases": [\n  ' + ",\n  ".join(json.dumps(case) for case in cases) + "\n ]")
    with open(file, "w") as out:
        out.write("{\n" + ",\n".join(lines) + "\n}\n")

def main(names):
    images()
    for kind in KINDS:
        if names and kind.name not in names:
            continue
        folder = f"{HERE}/{kind.name}"
        shutil.rmtree(folder, ignore_errors=True)
        os.makedirs(folder)
        torch.manual_seed(0)
        model, save, prepare = kind.make()
        randomise(model, zlib.crc32(kind.name.encode()))
        save(folder)
        expected = expect(kind, model, prepare)
        write(expected, f"{folder}/expected.json")
        size = sum(os.path.getsize(f"{folder}/{file}") for file in os.listdir(folder))
        print(f"{kind.name:24} {size // 1000:4} kB  {sorted(os.listdir(folder))}", flush=True)

if __name__ == "__main__":
    main(sys.argv[1:])

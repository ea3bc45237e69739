#!/usr/bin/env python3
"""Makes tiny models that turn an image into a vector, and the values that torch expects of them.

make.py [NAME ...]   makes the models of these names, or all; needs torch, timm and transformers (versions: ../families/README.md)

Each folder holds a checkpoint as the library writes it, and expected.json: the vectors of ../families/image-0.png and image-1.png,
the cosine of the angle between them, and maps of that cosine on each of the two images. All parameters are random. The values come
from the library's own module in float64.
"""
import json, os, shutil, sys, zlib

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, f"{HERE}/../families")
import make as families
import numpy as np, open_clip, timm, torch, transformers
from PIL import Image
from open_clip.transform import PreprocessCfg, image_transform_v2
from safetensors.torch import save_file
from timm.models._hub import save_for_hf

SIZE, SMALL = families.SIZE, families.SMALL
TEXT = dict(families.TEXT, bos_token_id=48, eos_token_id=49)


class Embedder(torch.nn.Module):
    """A model and the function from it and the pixels to the vectors."""

    def __init__(self, model, vector):
        super().__init__()
        self.model, self.vector = model, vector

    def forward(self, pixels):
        return self.vector(self.model, pixels)


class Kind:

    def __init__(self, name, embedding, make, layers=None, post=False):
        self.name, self.embedding, self.make, self.post = name, embedding, make, post
        self.layers = layers or ["blocks[1].norm1", "blocks[0].norm1"]


def hf_kind(name, model_type, cls, embedding, vector, config, processor, edge=False, **options):
    def make():
        made = transformers.AutoConfig.for_model(model_type, **config)
        made._attn_implementation = "eager"
        model = getattr(transformers, cls)(made)
        prepare = getattr(transformers, processor)(size=families.EDGE if edge else families.EXACT, **({"crop_size": families.EXACT} if edge else {}))
        def save(folder):
            model.save_pretrained(folder)
            prepare.save_pretrained(folder)
        return Embedder(model, vector), save, lambda image: prepare(image, return_tensors="pt")["pixel_values"]
    return Kind(name, embedding, make, **options)


def timm_kind(name, arch, embedding, base=families.VIT, args={}, **options):
    arguments = {**base, **args}
    def make():
        model = timm.create_model(arch, num_classes=0, pretrained_cfg_overlay=dict(input_size=(3, SIZE, SIZE), crop_pct=1.0), **arguments)
        transform = timm.data.create_transform(**timm.data.resolve_data_config({}, model=model))
        save = lambda folder: save_for_hf(model, folder, model_args=arguments, safe_serialization=True)
        return Embedder(model, lambda model, pixels: model(pixels)), save, lambda image: transform(image)[None]
    return Kind(name, embedding, make, **options)


def oc_kind(name, embedding, vision, prepare={}, trunk={}, top={}, torch_file=False, **options):
    """A model of open_clip. trunk: what makes a model of timm tiny, which the reader takes from the tensors."""
    config = dict(embed_dim=vision.pop("embed_dim", 20), custom_text=True, vision_cfg=dict(image_size=SIZE, **vision),
                  text_cfg=dict(context_length=8, vocab_size=50, width=16, heads=2, layers=1), **top)
    def make():
        built = json.loads(json.dumps(config))
        built.pop("custom_text")
        create = timm.create_model
        timm.create_model = lambda name, **given: create(name, img_size=SIZE, **trunk, **given)
        model = open_clip.CustomTextCLIP(**built).eval()
        timm.create_model = create
        transform = image_transform_v2(PreprocessCfg(size=SIZE, **prepare), is_train=False)
        def save(folder):
            tensors = {key: value.contiguous() for key, value in model.state_dict().items()}
            if torch_file:
                torch.save(tensors, f"{folder}/open_clip_pytorch_model.bin")
            else:
                save_file(tensors, f"{folder}/open_clip_model.safetensors")
            with open(f"{folder}/open_clip_config.json", "w") as file:
                json.dump(dict(model_cfg=config, preprocess_cfg=prepare), file, indent=2)
        return Embedder(model.visual, lambda visual, pixels: visual(pixels)), save, lambda image: transform(image)[None]
    return Kind(name, embedding, make, **options)


def pooler(model, pixels):
    return model(pixel_values=pixels).pooler_output

def features(model, pixels):
    out = model.get_image_features(pixel_values=pixels)
    return getattr(out, "pooler_output", out)

VISION = dict(SMALL, projection_dim=16)
NATIVE = dict(layers=2, width=48, head_width=16, patch_size=8)
TRUNK = dict(embed_dim=48, depth=2, patch_size=8)
BOTH = dict(vision_config=SMALL, text_config=TEXT, projection_dim=16)

KINDS = [
    hf_kind("hf-vit", "vit", "ViTModel", "cls", lambda model, pixels: model(pixels).last_hidden_state[:, 0], SMALL, "ViTImageProcessor"),
    hf_kind("hf-deit", "deit", "DeiTModel", "cls", lambda model, pixels: model(pixels).last_hidden_state[:, 0], SMALL, "ViTImageProcessor"),
    hf_kind("hf-vit-msn", "vit_msn", "ViTMSNModel", "cls", lambda model, pixels: model(pixels).last_hidden_state[:, 0], SMALL, "ViTImageProcessor"),
    hf_kind("hf-ijepa", "ijepa", "IJepaModel", "pooled", lambda model, pixels: model(pixels).last_hidden_state.mean(1), SMALL, "ViTImageProcessor",
            layers=["blocks[1].norm1", "blocks[0]"]),
    hf_kind("hf-dinov2", "dinov2", "Dinov2Model", "cls", pooler, SMALL, "BitImageProcessor", edge=True),
    hf_kind("hf-dinov2-registers", "dinov2_with_registers", "Dinov2WithRegistersModel", "cls", pooler, SMALL, "BitImageProcessor", edge=True),
    hf_kind("hf-dinov3", "dinov3_vit", "DINOv3ViTModel", "cls", pooler, dict(SMALL, num_register_tokens=2), "DINOv3ViTImageProcessor"),
    hf_kind("hf-dinov3-gated", "dinov3_vit", "DINOv3ViTModel", "cls", pooler,
            dict(SMALL, num_register_tokens=4, use_gated_mlp=True, hidden_act="silu"), "DINOv3ViTImageProcessor"),
    hf_kind("hf-clip-vision", "clip_vision_model", "CLIPVisionModel", "cls", pooler, VISION, "CLIPImageProcessor", edge=True),
    hf_kind("hf-clip-projection", "clip_vision_model", "CLIPVisionModelWithProjection", "projected",
            lambda model, pixels: model(pixels).image_embeds, VISION, "CLIPImageProcessor", edge=True),
    hf_kind("hf-clip", "clip", "CLIPModel", "projected", features, BOTH, "CLIPImageProcessor", edge=True),
    hf_kind("hf-metaclip2", "metaclip_2", "MetaClip2Model", "projected", features, BOTH, "CLIPImageProcessor", edge=True),
    hf_kind("hf-siglip-vision", "siglip_vision_model", "SiglipVisionModel", "pooled", pooler, SMALL, "SiglipImageProcessor"),
    hf_kind("hf-siglip", "siglip", "SiglipModel", "pooled", features, dict(vision_config=SMALL, text_config=dict(TEXT, projection_size=24)), "SiglipImageProcessor"),
    timm_kind("timm-vit", "vit_small_patch16_224", "cls"),
    timm_kind("timm-dinov2", "vit_small_patch14_reg4_dinov2", "cls"),
    timm_kind("timm-dinov3", "vit_small_patch16_dinov3", "pooled", layers=["blocks[1].norm1", "blocks[0]"]),
    timm_kind("timm-siglip-map", "vit_base_patch16_siglip_224", "pooled", layers=["blocks[1].norm1", "blocks[0]"]),
    timm_kind("timm-swin", "swin_tiny_patch4_window7_224", "pooled", base=families.SWIN, layers=families.SWIN_LAYERS),
    oc_kind("oc-clip", "projected", dict(NATIVE), top=dict(quick_gelu=True), torch_file=True),
    oc_kind("oc-clipa", "projected", dict(NATIVE, no_ln_pre=True, pool_type="avg", final_ln_after_pool=True, ls_init_value=0.1, mlp_ratio=3.1),
            dict(resize_mode="longest", interpolation="bilinear", mean=[0.485, 0.456, 0.406], std=0.25)),
    oc_kind("oc-mean", "projected", dict(NATIVE, pool_type="avg", norm_kwargs=dict(eps=1e-3), act_kwargs=dict(approximate="tanh"))),
    oc_kind("oc-timm-siglip", "pooled", dict(embed_dim=48, timm_model_name="vit_base_patch16_siglip_224", timm_pool="map", timm_proj="none"),
            dict(mean=[0.5] * 3, std=[0.5] * 3, resize_mode="squash"), TRUNK, layers=["blocks[1].norm1", "blocks[0]"]),
    oc_kind("oc-timm-eva02", "projected", dict(timm_model_name="eva02_base_patch16_clip_224", timm_pool="token", timm_proj=None), trunk=TRUNK),
    oc_kind("oc-timm-pe", "projected", dict(timm_model_name="vit_pe_core_tiny_patch16_384", timm_pool="map", timm_proj=None), trunk=TRUNK,
            layers=["blocks[1].norm1", "blocks[0]"]),
    oc_kind("oc-timm-linear", "projected", dict(timm_model_name="vit_medium_patch16_gap_256", timm_pool="avg", timm_proj="linear", timm_proj_bias=True),
            trunk=TRUNK),
    oc_kind("oc-timm-swin", "projected", dict(timm_model_name="swin_tiny_patch4_window7_224", timm_pool="", timm_proj="linear"),
            trunk={key: value for key, value in families.SWIN.items() if key != "img_size"}, layers=families.SWIN_LAYERS),
    oc_kind("oc-timm-relpos", "projected", dict(timm_model_name="vit_relpos_medium_patch16_cls_224", timm_pool="", timm_proj="linear"), trunk=TRUNK),
]


def expect(kind, embedder, prepare):
    pictures = [Image.open(f"{HERE}/../families/image-{index}.png").convert("RGB") for index in range(2)]
    embedder = embedder.double()
    layers = families.sites(embedder, kind)
    passes = []
    for picture in pictures:
        vector, seen, _, _ = families.run(embedder, layers, prepare(picture).double(), False)
        passes.append((vector[0], seen))
    cases = []
    for index, (vector, seen) in enumerate(passes):
        other = passes[1 - index][0].detach()
        cosine = torch.nn.functional.cosine_similarity(vector, other, dim=0)
        gradients = torch.autograd.grad(cosine, [seen[layer] for layer in kind.layers], retain_graph=True)
        for layer, gradient in zip(kind.layers, gradients):
            a, g = families.patches(seen[layer].detach()), families.patches(gradient)
            for method in ("grad-cam", "hires-cam"):
                cases.append(dict(method=method, image=index, layer=layer, map=[float(f"{v:.7g}") for v in families.CAMS[method](a, g).tolist()]))
    return dict(embedding=kind.embedding, layer=kind.layers[0], vectors=[[float(f"{v:.8g}") for v in vector.tolist()] for vector, _ in passes],
                similarity=float(cosine), cases=cases)


def main(names):
    for kind in KINDS:
        if names and kind.name not in names:
            continue
        folder = f"{HERE}/{kind.name}"
        shutil.rmtree(folder, ignore_errors=True)
        os.makedirs(folder)
        torch.manual_seed(0)
        embedder, save, prepare = kind.make()
        families.randomise(embedder, zlib.crc32(kind.name.encode()))
        save(folder)
        families.write(expect(kind, embedder, prepare), f"{folder}/expected.json")
        size = sum(os.path.getsize(f"{folder}/{file}") for file in os.listdir(folder))
        print(f"{kind.name:24} {size // 1000:4} kB  {sorted(os.listdir(folder))}", flush=True)

if __name__ == "__main__":
    main(sys.argv[1:])

"""Makes tiny models of two stages, and what torch computes with them.

    python src/test/resources/stages/make.py     # torch 2.13, timm 1.0.29, transformers 5.18

Writes the models and expected.json beside itself: the logits, the raw Grad-CAM of class 2 at layers of both stages (torch's
hooks; blocks are numbered through all stages), and the product of pixels and gradients, summed over each 8 x 8 pixels.
"""

import json
import pathlib

import numpy
import timm
import torch
import transformers
from PIL import Image
from timm.models._hub import save_for_hf

HERE = pathlib.Path(__file__).parent
SIZE, CLASSES, TARGET = 32, 7, 2
LAYERS = ["blocks[1].norm2", "blocks[2].norm1", "blocks[3].norm2", "blocks[1]", "blocks[3]"]


def randomised(model, seed):
    generator = torch.Generator().manual_seed(seed)
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            scale = min(0.3, 1.5 / parameter[0].numel() ** 0.5) if parameter.ndim > 1 else 0.2
            noise = scale * torch.randn(parameter.shape, generator=generator)
            parameter.copy_(1 + noise if "norm" in name and name.endswith("weight") else noise)
            if name.endswith("logit_scale"):
                parameter.add_(1)
    return model.eval()


def sites(model):
    blocks = [m for n, m in model.named_modules() if n.split(".")[-2:-1] == ["blocks"]]
    found = {}
    for index, block in enumerate(blocks):
        found[f"blocks[{index}]"] = block
        for name, ours in (("norm1", "norm1"), ("norm2", "norm2"), ("layernorm_before", "norm1"), ("layernorm_after", "norm2")):
            if hasattr(block, name):
                found[f"blocks[{index}].{ours}"] = getattr(block, name)
    return found


def measured(model, pixels, layers):
    seen = {}

    def keep(name):
        def hook(module, inputs, output):
            seen[name] = output[0] if isinstance(output, tuple) else output
        return hook

    handles = [module.register_forward_hook(keep(name)) for name, module in sites(model).items() if name in layers]
    pixels = pixels.clone().requires_grad_()
    output = model(pixels)
    logits = output if isinstance(output, torch.Tensor) else output.logits
    for handle in handles:
        handle.remove()
    gradients = torch.autograd.grad(logits[0, TARGET], [pixels] + [seen[name] for name in layers])
    maps = {}
    for name, gradient in zip(layers, gradients[1:]):
        activation, gradient = (x.detach()[0].flatten(0, -2) for x in (seen[name], gradient))
        cam = (activation * gradient.mean(0)).sum(-1)
        maps[name] = cam.reshape(int(len(cam) ** 0.5), -1).tolist()
    products = (pixels * gradients[0]).detach().sum(1)[0]
    patches = products.reshape(SIZE // 8, 8, SIZE // 8, 8).sum((1, 3))
    return {"logits": logits[0].tolist(), "gradCam": maps, "inputXGradient": patches.tolist()}


rng = numpy.random.default_rng(5)
image = Image.fromarray(rng.integers(0, 256, (6, 6, 3), dtype=numpy.uint8)).resize((SIZE, SIZE), Image.BICUBIC)
image.save(HERE / "image.png")
expected = {}

swin = timm.create_model("swin_tiny_patch4_window7_224", img_size=SIZE, window_size=4, embed_dim=8, depths=(2, 2),
                         num_heads=(2, 4), num_classes=CLASSES,
                         pretrained_cfg_overlay={"input_size": (3, SIZE, SIZE), "crop_pct": 1.0})
save_for_hf(randomised(swin, 1), HERE / "timm-swin", safe_serialization=True)
transform = timm.data.create_transform(**timm.data.resolve_data_config({}, model=swin))
expected["timm-swin"] = measured(swin, transform(image)[None], LAYERS)

config = transformers.Swinv2Config(image_size=SIZE, patch_size=4, window_size=4, embed_dim=8, depths=[2, 2],
                                   num_heads=[2, 4], pretrained_window_sizes=[3, 2], num_labels=CLASSES)
swin2 = randomised(transformers.Swinv2ForImageClassification(config), 2)
processor = transformers.ViTImageProcessor(size={"height": SIZE, "width": SIZE})
swin2.save_pretrained(HERE / "hf-swinv2")
processor.save_pretrained(HERE / "hf-swinv2")
expected["hf-swinv2"] = measured(swin2, processor(image, return_tensors="pt")["pixel_values"], ["blocks[1]", "blocks[3]"])

(HERE / "expected.json").write_text(json.dumps(expected, indent=1) + "\n")

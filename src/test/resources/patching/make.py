"""Computes CAAP with torch's hooks: the score of a neutral image into whose middle blocks one patch of an image is written.

    python src/test/resources/patching/make.py     # torch 2.13, timm 1.0.29, transformers 5.18

The models and images are those of ../golden/models, each explained for the class named below, and timm-vit of ../embeddings,
whose score is the cosine of the angle to the vector of the other image. expected.json holds one map per image, in float64.
"""

import json
import pathlib

import numpy
import timm
import torch
import transformers
from PIL import Image
from safetensors.torch import load_file

HERE = pathlib.Path(__file__).parent
CLASSES = {"timm-vit": 9, "timm-vit-registers-avg": 2, "hf-vit": 1, "hf-dinov2-registers": 3, "hf-deit-distilled": 0}


def load(folder):
    config = json.loads((folder / "config.json").read_text())
    if "architecture" not in config:
        model = transformers.AutoModelForImageClassification.from_pretrained(folder)
        if config["model_type"] == "deit":
            model = transformers.DeiTForImageClassificationWithTeacher.from_pretrained(folder)
        processor = json.loads((folder / "preprocessor_config.json").read_text())
        blocks = next(m for m in model.modules() if isinstance(m, torch.nn.ModuleList))
        return model, lambda x: model(x).logits, blocks, processor["image_mean"], processor["image_std"]
    pretrained = config["pretrained_cfg"]
    model = timm.create_model(config["architecture"], num_classes=config["num_classes"], **config["model_args"])
    model.load_state_dict(load_file(folder / "model.safetensors"))
    return model, model, model.blocks, pretrained["mean"], pretrained["std"]


def pixels(file, mean, std):
    levels = torch.from_numpy(numpy.asarray(Image.open(file).convert("RGB")).copy()).double().permute(2, 0, 1)[None] / 255
    return (levels - torch.tensor(mean).double().reshape(1, 3, 1, 1)) / torch.tensor(std).double().reshape(1, 3, 1, 1)


@torch.no_grad()
def caap(forward, blocks, image, patches, score):
    depth = len(blocks)
    middle = range(int(depth / 4 + 0.5), int(3 * depth / 4 + 0.5))
    seen = {}
    handles = [blocks[i].register_forward_pre_hook(lambda module, inputs, i=i: seen.update({i: inputs[0].clone()})) for i in middle]
    forward(image)
    for handle in handles:
        handle.remove()
    neutral = torch.zeros_like(image)
    base = score(forward(neutral)[0])
    prefix = seen[middle[0]].shape[1] - patches
    values = []
    for patch in range(prefix, prefix + patches):
        def write(module, inputs, i):
            tokens = inputs[0].clone()
            tokens[:, patch] = seen[i][:, patch]
            return (tokens, *inputs[1:])
        handles = [blocks[i].register_forward_pre_hook(lambda module, inputs, i=i: write(module, inputs, i)) for i in middle]
        values.append((score(forward(neutral)[0]) - base).item())
        for handle in handles:
            handle.remove()
    return values


expected = {}
for name, target in CLASSES.items():
    folder = HERE / "../golden/models" / name
    model, forward, blocks, mean, std = load(folder)
    model.double().eval()
    rows, columns = json.loads((folder / "cases.json").read_text())["grid"]
    logits = load_file(folder / "expected.safetensors")
    expected[name] = {"class": target, "maps": []}
    for index in range(2):
        image = pixels(folder / f"image-{index}.png", mean, std)
        with torch.no_grad():
            assert torch.allclose(forward(image)[0], logits[f"logits-{index}"].double(), atol=1e-4), name
        expected[name]["maps"].append(caap(forward, blocks, image, rows * columns, lambda output: output[target]))

folder = HERE / "../embeddings/timm-vit"
model, forward, blocks, mean, std = load(folder)
model.double().eval()
images = [pixels(HERE / f"../families/image-{i}.png", mean, std) for i in range(2)]
with torch.no_grad():
    vectors = [forward(image)[0] for image in images]
similarity = json.loads((folder / "expected.json").read_text())["similarity"]
assert abs(torch.cosine_similarity(*vectors, dim=0).item() - similarity) < 1e-6
patches = (images[0].shape[2] // model.patch_embed.patch_size[0]) * (images[0].shape[3] // model.patch_embed.patch_size[1])
expected["similarity"] = [
    caap(forward, blocks, images[i], patches, lambda vector: torch.cosine_similarity(vector, vectors[1 - i], dim=0))
    for i in range(2)]
(HERE / "expected.json").write_text(json.dumps(expected) + "\n")

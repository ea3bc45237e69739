#!/usr/bin/env python3
"""What transformers and open_clip compute of one image and three prompts, for the models that make.py makes.

prompts.py [NAME ...]   needs what make.py needs, and torchvision

Writes image.png, which has exactly the size of the models' input, and into each folder prompts.json (and, for transformers, a
preprocessor_config.json): the logits per image, the probabilities, and the maps of the logit of prompt 1 at the default layer, all by the
library's own module in float64. The tokens are those of expected.json.
"""
import json, os, sys, warnings
warnings.filterwarnings("ignore")
os.environ.setdefault("HF_HUB_OFFLINE", "1")
import numpy as np, open_clip, torch, transformers
from open_clip.transform import PreprocessCfg, image_transform_v2
from PIL import Image
from safetensors.torch import load_file

HERE = os.path.dirname(os.path.abspath(__file__))
SIZE, PROMPTS, TARGET = 32, ["a photo of a cat", "two dogs, playing in the snow!", "straße"], 1
torch.set_num_threads(1)


def picture():
    path = f"{HERE}/image.png"
    if not os.path.exists(path):
        small = np.random.default_rng(21).integers(0, 256, (7, 7, 3), dtype=np.uint8)
        Image.fromarray(small).resize((SIZE, SIZE), Image.BICUBIC).save(path)
    return Image.open(path).convert("RGB")


def of_transformers(folder, config, image, ids):
    cls = getattr(transformers, config["architectures"][0])
    model = cls.from_pretrained(folder).double().eval()
    siglip = config["model_type"] == "siglip"
    exact = dict(height=SIZE, width=SIZE)
    processor = (transformers.SiglipImageProcessor(size=exact) if siglip
                 else transformers.CLIPImageProcessor(size=dict(shortest_edge=SIZE), crop_size=exact))
    processor.save_pretrained(folder)
    pixels = processor(image, return_tensors="pt")["pixel_values"].double()
    layer = model.vision_model.encoder.layers[-1].layer_norm1
    return pixels, layer, lambda: model(input_ids=ids, pixel_values=pixels).logits_per_image[0], siglip


def of_open_clip(folder, image, ids):
    with open(f"{folder}/open_clip_config.json") as file:
        whole = json.load(file)
    config = whole["model_cfg"]
    cls = open_clip.CustomTextCLIP if config.pop("custom_text", False) else open_clip.CLIP
    model = cls(**config)
    path = f"{folder}/open_clip_model.safetensors"
    model.load_state_dict(load_file(path) if os.path.exists(path) else torch.load(f"{folder}/open_clip_pytorch_model.bin"))
    model = model.double().eval()
    pixels = image_transform_v2(PreprocessCfg(size=SIZE, **whole["preprocess_cfg"]), is_train=False)(image)[None].double()
    layer = model.visual.transformer.resblocks[-1].ln_1
    return pixels, layer, lambda: model.get_logits(pixels, ids)[0][0], model.logit_bias is not None


def expect(folder):
    with open(f"{folder}/expected.json") as file:
        known = json.load(file)
    with open(f"{HERE}/texts.json") as file:
        texts = json.load(file)
    ids = torch.tensor([known["padded"][known["shown"].index(texts.index(prompt))] for prompt in PROMPTS])
    if os.path.exists(f"{folder}/config.json"):
        with open(f"{folder}/config.json") as file:
            pixels, layer, run, sigmoid = of_transformers(folder, json.load(file), picture(), ids)
    else:
        pixels, layer, run, sigmoid = of_open_clip(folder, picture(), ids)
    seen = []
    handle = layer.register_forward_hook(lambda _module, _input, out: seen.append(out))
    logits = run()
    handle.remove()
    gradient = torch.autograd.grad(logits[TARGET], seen[0])[0]
    patches = (SIZE // 8) ** 2
    a, g = seen[0].detach()[0, -patches:], gradient[0, -patches:]
    probabilities = logits.sigmoid() if sigmoid else logits.softmax(0)
    rounded = lambda values: [float("%.8g" % value) for value in values.tolist()]
    return dict(prompts=PROMPTS, target=TARGET, logits=rounded(logits), probabilities=rounded(probabilities), layer="blocks[1].norm1",
                maps={"grad-cam": rounded((a * g.mean(0)).sum(1)), "hires-cam": rounded((a * g).sum(1))})


if __name__ == "__main__":
    for name in sys.argv[1:] or sorted(name for name in os.listdir(HERE) if os.path.isdir(f"{HERE}/{name}") and not name.startswith("_")):
        expected = expect(f"{HERE}/{name}")
        with open(f"{HERE}/{name}/prompts.json", "w") as file:
            json.dump(expected, file, indent=1, ensure_ascii=False)
        print(name, expected["logits"], expected["probabilities"])

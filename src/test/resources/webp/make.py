"""Makes lossy WebP files of the samples, and PNG files of what Pillow (libwebp) decodes from them.

    python src/test/resources/webp/make.py
"""
import os
from PIL import Image

HERE = os.path.dirname(os.path.abspath(__file__))
SAMPLES = f"{HERE}/../../../main/resources/samples"
for name, sample, quality, method in (("fast", "dress-and-bag", 20, 0), ("dark", "t-shirt-and-sneaker", 70, 4), ("fine", "sneaker-and-bag", 80, 6)):
    Image.open(f"{SAMPLES}/{sample}.png").convert("RGB").save(f"{HERE}/{name}.webp", quality=quality, method=method)
    Image.open(f"{HERE}/{name}.webp").convert("RGB").save(f"{HERE}/{name}.png", optimize=True)

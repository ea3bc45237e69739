"""Writes pillow.csv: the CRC-32 of images that Pillow resized, with each of its filters and random sizes.

    python pillow.py > pillow.csv

The pixels are a formula, which ResamplerTests has as well. Made with Pillow 12.3.
"""
import random
import zlib

import numpy as np
from PIL import Image

random.seed(20)


def levels(width, height, channels):
    x, y, c = np.meshgrid(np.arange(width), np.arange(height), np.arange(channels), indexing="xy")
    mixed = (x * x * 7 + y * y * 13 + x * y * 5 + c * 91 + 3).astype(np.uint64) * np.uint64(2654435761)
    return ((mixed >> np.uint64(24)) & np.uint64(255)).astype(np.uint8)


def side(*limits):
    return random.randint(1, random.choice(limits))


print("filter,channels,width,height,columns,rows,crc")
for number in range(6):
    cases = [(side(40, 300), side(40, 300), side(64, 300), side(64, 300)) for _ in range(24)]
    # thin images, which Pillow resizes in another order
    cases += [(2, 255, 45, 39), (1, 220, 9, 6)]
    # sizes whose quotients are not exact in binary
    cases += [(122, 195, 24, 59), (40, 17, 60, 32), (25, 173, 175, 42)]
    for width, height, columns, rows in cases:
        channels = random.choice([1, 3])
        pixels = levels(width, height, channels)
        image = Image.fromarray(pixels if channels == 3 else pixels[:, :, 0])
        resized = image.resize((columns, rows), number)
        print(number, channels, width, height, columns, rows, zlib.crc32(resized.tobytes()), sep=",")

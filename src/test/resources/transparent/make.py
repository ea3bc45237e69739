"""Writes pictures with transparent pixels in many encodings, and for each the RGB that
Pillow's Image.open(...).convert("RGB") gives (expected-NAME.png).

Run in this folder: python make.py (Pillow 12, numpy). The colours below transparent
pixels are random, so that a decoder that loses them is noticed.
"""
import io
import struct
import warnings
import zlib

import numpy as np
from PIL import Image

warnings.simplefilter("ignore")
W, H = 13, 9
rng = np.random.default_rng(20)
RGB = rng.integers(0, 256, (H, W, 3), dtype=np.uint8)
ALPHA = rng.choice(np.array([0, 0, 1, 60, 127, 200, 254, 255], dtype=np.uint8), (H, W))
ALPHA[0, :8] = [0, 1, 60, 127, 128, 200, 254, 255]
RGBA = np.dstack([RGB, ALPHA])


def save(name, data, same=None):
    """Writes a file and what Pillow reads; or, where Pillow cannot read it, what it reads of the file `same`."""
    with open(name, "wb") as file:
        file.write(data)
    image = Image.open(same or name)
    Image.fromarray(np.asarray(image.convert("RGB"))).save("expected-" + name.replace(".", "-") + ".png")
    print(name, image.mode, image.info.get("transparency"))


def pillow(name, image, **options):
    out = io.BytesIO()
    image.save(out, name.split(".")[1].replace("tif", "tiff"), **options)
    save(name, out.getvalue())


def png(name, depth, colour, rows, palette=None, transparency=None, same=None):
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    data = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", W, H, depth, colour, 0, 0, 0))
    if palette is not None:
        data += chunk(b"PLTE", palette)
    if transparency is not None:
        data += chunk(b"tRNS", transparency)
    data += chunk(b"IDAT", zlib.compress(b"".join(b"\0" + row for row in rows), 9)) + chunk(b"IEND", b"")
    save(name, data, same)


def packed(values, depth):
    bits = "".join(format(int(v), "0%db" % depth) for v in values)
    bits += "0" * (-len(bits) % 8)
    return bytes(int(bits[i:i + 8], 2) for i in range(0, len(bits), 8))


def rows16(array):
    return [row.astype(">u2").tobytes() for row in array]


def tiff(name, samples, photometric, extra, order="<", planar=False, predictor=False, same=None):
    """Uncompressed, or deflated with a predictor, in one strip, or one per plane."""
    if samples.ndim == 2:
        samples = samples[..., None]
    bands, bits = samples.shape[2], samples.dtype.itemsize * 8
    def encode(plane):
        data = plane.astype(plane.dtype.newbyteorder(order)).tobytes()
        return zlib.compress(data) if predictor else data
    if predictor:
        samples = np.concatenate([samples[:, :1], np.diff(samples, axis=1)], axis=1)
    planes = [samples[..., b:b + 1] for b in range(bands)] if planar else [samples]
    strips = [encode(np.ascontiguousarray(p)) for p in planes]
    tags = [(256, 4, [W]), (257, 4, [H]), (258, 3, [bits] * bands), (259, 3, [8 if predictor else 1]),
            (262, 3, [photometric]), (273, 4, None), (277, 3, [bands]), (278, 4, [H]),
            (279, 4, [len(s) for s in strips]), (284, 3, [2 if planar else 1])]
    if predictor:
        tags.append((317, 3, [2]))
    if extra is not None:
        tags.append((338, 3, extra))
    directory = 8
    values_at = directory + 2 + 12 * len(tags) + 4
    values, entries = b"", []
    sizes = {3: 2, 4: 4}
    length_of_values = sum(sizes[t] * len(v if v else strips) for _, t, v in tags
                           if sizes[t] * len(v if v else strips) > 4)
    pixels_at = values_at + length_of_values
    for tag, kind, numbers in tags:
        if tag == 273:
            numbers, at = [], pixels_at
            for strip in strips:
                numbers.append(at)
                at += len(strip)
        data = struct.pack(order + {3: "H", 4: "I"}[kind] * len(numbers), *numbers)
        if len(data) > 4:
            entries.append(struct.pack(order + "HHII", tag, kind, len(numbers), values_at + len(values)))
            values += data
        else:
            entries.append(struct.pack(order + "HHI", tag, kind, len(numbers)) + data.ljust(4, b"\0"))
    head = (b"II*\0" if order == "<" else b"MM\0*") + struct.pack(order + "I", directory)
    save(name, head + struct.pack(order + "H", len(tags)) + b"".join(entries) + b"\0\0\0\0" + values + b"".join(strips), same)


def bmp(name):
    """32 bits with a mask for alpha (BITMAPV4HEADER)."""
    header = struct.pack("<IiiHHIIiiII", 108, W, H, 1, 32, 3, W * H * 4, 0, 0, 0, 0)
    header += struct.pack("<IIII", 0xff0000, 0xff00, 0xff, 0xff000000) + b"BGRs" + bytes(48)
    pixels = RGBA[::-1, :, [2, 1, 0, 3]].tobytes()
    save(name, b"BM" + struct.pack("<IHHI", 14 + len(header) + len(pixels), 0, 0, 14 + len(header)) + header + pixels)


pillow("rgba.png", Image.fromarray(RGBA))
png("rgba16.png", 16, 6, rows16(RGBA.astype(np.uint16) * 257))
png("grey-alpha.png", 8, 4, [RGBA[y][:, [0, 3]].tobytes() for y in range(H)])
png("grey-alpha16.png", 16, 4, rows16(RGBA[..., [0, 3]].astype(np.uint16) * 257))
palette = rng.integers(0, 256, 48, dtype=np.uint8).tobytes()
for depth in (1, 2, 4, 8):
    colours = min(2 ** depth, 16)
    index = rng.integers(0, colours, (H, W))
    png("palette%d.png" % depth, depth, 3, [packed(row, depth) for row in index], palette[:3 * colours],
        bytes([0, 128, 255, 1][:max(1, colours // 2)]))
for depth in (1, 2, 4, 8):
    grey = rng.integers(0, 2 ** depth, (H, W))
    grey[2, 3] = 1
    png("grey%d-trns.png" % depth, depth, 0, [packed(row, depth) for row in grey], transparency=struct.pack(">H", 1))
png("grey16-trns.png", 16, 0, rows16(grey.astype(np.uint16) * 257), transparency=struct.pack(">H", 257),
    same="grey8-trns.png")
rgb = RGB.copy()
rgb[3:5, 2:7] = [10, 200, 30]
png("rgb-trns.png", 8, 2, [row.tobytes() for row in rgb], transparency=struct.pack(">HHH", 10, 200, 30))
png("rgb16-trns.png", 16, 2, rows16(rgb.astype(np.uint16) * 257),
    transparency=struct.pack(">HHH", 2570, 200 * 257, 30 * 257))

indexed = Image.fromarray(rng.integers(0, 16, (H, W), dtype=np.uint8), "P")
indexed.putpalette(palette)
pillow("first-index.gif", indexed, transparency=0)
pillow("later-index.gif", indexed, transparency=7)
still = open("later-index.gif", "rb").read()
at = still.index(b",")
# The canvas is larger than the frame.
save("larger-canvas.gif", still[:6] + struct.pack("<HH", W + 4, H + 3) + still[10:at + 1]
     + struct.pack("<HH", 2, 1) + still[at + 5:])
opaque = io.BytesIO()
indexed.save(opaque, "gif")
opaque = opaque.getvalue()
at = opaque.index(b",")
save("larger-canvas-opaque.gif", opaque[:6] + struct.pack("<HH", W + 4, H + 3) + opaque[10:at + 1]
     + struct.pack("<HH", 2, 1) + opaque[at + 5:])
pillow("frames.gif", indexed, transparency=7, save_all=True,
       append_images=[Image.fromarray(np.full((H, W), 3, np.uint8), "P")], disposal=2)

pillow("lossless.webp", Image.fromarray(RGBA), lossless=True, exact=True)
pillow("lossy.webp", Image.fromarray(np.kron(RGBA, np.ones((8, 8, 1), np.uint8))), quality=90, exact=True)
pillow("frames.webp", Image.fromarray(RGBA), lossless=True, exact=True, save_all=True,
       append_images=[Image.fromarray(RGBA[::-1])])

wide = RGBA.astype(np.uint16) * 257
premultiplied = RGBA.copy()
premultiplied[..., :3] = (RGBA[..., :3].astype(int) * RGBA[..., 3:] + 127) // 255
for order, end in (("<", ""), (">", "-be")):
    tiff("unassociated%s.tif" % end, RGBA, 2, [2], order)
    tiff("associated%s.tif" % end, premultiplied, 2, [1], order)
    tiff("unassociated16%s.tif" % end, wide, 2, [2], order)
    tiff("associated16%s.tif" % end, premultiplied.astype(np.uint16) * 257, 2, [1], order)
tiff("unspecified.tif", RGBA, 2, [0])
tiff("without-extra-samples.tif", RGBA, 2, None)
tiff("corel.tif", RGBA, 2, [999])
tiff("grey-alpha.tif", RGBA[..., [0, 3]], 1, [2])
tiff("planar.tif", RGBA, 2, [2], planar=True)
tiff("planar-associated.tif", premultiplied, 2, [1], planar=True, same="associated.tif")
tiff("deflated-associated.tif", premultiplied, 2, [1], predictor=True)
tiff("five-bands.tif", np.dstack([RGBA, RGBA[..., 0]]), 2, [2, 0])
tiff("five-bands-associated.tif", np.dstack([premultiplied, RGBA[..., 0]]), 2, [1, 0])
pillow("lzw.tif", Image.fromarray(RGBA), compression="tiff_lzw")
bmp("v4.bmp")

# Encoders leave transparent black out of palettes with more than 16 colours.
for colours in (18, 200, 256):
    shades = rng.integers(0, 256, (colours, 4), dtype=np.uint8)
    shades[:, 3] = 255
    shades[0] = 0
    pillow("palette%d.webp" % colours, Image.fromarray(shades[rng.permutation(30 * 20).reshape(20, 30) % colours]),
           lossless=True)
y, x = np.mgrid[:64, :80]
opacity = np.clip(255 - 6 * np.hypot(y - 32, x - 40), 0, 255)
pillow("lossy-fading.webp", Image.fromarray(np.dstack([2 * x, 3 * y, 90 + 0 * x, opacity]).astype(np.uint8)), quality=90)

"""Measures Grad-CAM at the default layer beside timm's own forward pass of the same model, in turns and in one run.

    python src/jmh/beside_torch.py target/heatlens-0.1.0-SNAPSHOT.jar swin_tiny_patch4_window7_224 beit_base_patch16_224

Needs torch and timm. Each model gets random weights, is written as timm publishes models, and is served by the jar. A
request holds 1 or 8 noisy images of the model's own size and is answered as JSON, so that decoding and HTTP count as well;
"model" is the time of the passes alone, from the service's metrics. timm runs with inference_mode and as many threads as
there are processors. Times are medians.
"""

import io
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
import uuid

import numpy
import timm
import torch
from PIL import Image
from timm.models._hub import save_for_hf

ROUNDS, WARM_UP, PORT = 15, 6, int(os.environ.get("PORT", "18277"))
URL = f"http://127.0.0.1:{PORT}"


def model_of(architecture):
    model = timm.create_model(architecture, pretrained=False, num_classes=1000).eval()
    generator = torch.Generator().manual_seed(0)
    with torch.no_grad():
        for parameter in model.parameters():
            if parameter.ndim > 1:
                parameter.copy_(torch.randn(parameter.shape, generator=generator) * min(0.05, 1.2 / parameter[0].numel() ** 0.5))
    return model


def body(size, batch):
    boundary, generator = uuid.uuid4().hex, numpy.random.default_rng(0)
    parts = b""
    for i in range(batch):
        file = io.BytesIO()
        Image.fromarray(generator.integers(0, 256, (*size, 3), dtype=numpy.uint8)).save(file, "BMP")
        parts += (f'--{boundary}\r\nContent-Disposition: form-data; name="image"; filename="{i}.bmp"\r\n'
                  "Content-Type: image/bmp\r\n\r\n").encode() + file.getvalue() + b"\r\n"
    return parts + f"--{boundary}--\r\n".encode(), f"multipart/form-data; boundary={boundary}"


def passes():
    """Seconds of all forward and backward passes so far."""
    text = urllib.request.urlopen(URL + "/actuator/prometheus").read().decode()
    return sum(float(value) for value in re.findall(r'^heatlens_stage_seconds_sum\S*stage="(?:forward|backward)"\S* (\S+)', text, re.M))


def answered(data, kind, model):
    request = urllib.request.Request(f"{URL}/v1/explanations?target=3&model={model}", data, {"Content-Type": kind})
    urllib.request.urlopen(request).read()


def measure(architecture, model):
    size = model.patch_embed.img_size
    for batch in (1, 8):
        (data, kind), pixels, times = body(size, batch), torch.randn(batch, 3, *size), []
        for turn in range(WARM_UP + ROUNDS):
            start = time.perf_counter()
            with torch.inference_mode():
                model(pixels)
            middle, before = time.perf_counter(), passes()
            asked = time.perf_counter()
            answered(data, kind, architecture)
            end = time.perf_counter()
            times.append((middle - start, end - asked, passes() - before))
        forward, request, model_time = (statistics.median(column) for column in zip(*times[WARM_UP:]))
        print(f"{architecture:36} batch {batch}: timm {1000 * forward:6.0f} ms, request {1000 * request:6.0f} ms ({request / forward:.2f}), "
              f"model {1000 * model_time:6.0f} ms ({model_time / forward:.2f})", flush=True)


def main(jar, architectures):
    torch.set_num_threads(len(os.sched_getaffinity(0)))
    with tempfile.TemporaryDirectory() as store:
        models = {name: model_of(name) for name in architectures}
        for name, model in models.items():
            save_for_hf(model, f"{store}/{name}", safe_serialization=True)
        service = subprocess.Popen(["java", "-XX:+UseSerialGC", "-jar", jar, f"--server.port={PORT}", f"--heatlens.models.store={store}"],
                                   stdout=subprocess.DEVNULL)
        try:
            while service.poll() is None:
                try:
                    if urllib.request.urlopen(URL + "/readyz").status == 200:
                        break
                except OSError:
                    time.sleep(0.5)
            for name, model in models.items():
                measure(name, model)
        finally:
            service.terminate()
            service.wait()


main(sys.argv[1], sys.argv[2:])

"""Writes the encoder blocks that run where no hook reads a value, as a TorchScript module without weights.

    python src/kernels/kernels.py src/main/resources/io/heatlens/vit/transformer/kernels.pt

Written with PyTorch 2.13.0; libtorch 2.7.1 reads it. Only operations that both know are used.
"""

import sys
from typing import List, Optional

import torch
from torch import Tensor


class Kernels(torch.nn.Module):
    @torch.jit.export
    def turn(self, x: Tensor, cosine: Tensor, sine: Tensor) -> Tensor:
        """Rotary positions: turns pairs of channels that lie half a head apart, in float32."""
        first, second = x.chunk(2, dim=-1)
        return (x * cosine + torch.cat([-second, first], dim=-1) * sine).to(x.dtype)

    @torch.jit.export
    def attention(self, qkv: Tensor, heads: int, bias: Optional[Tensor], cosine: Optional[Tensor], sine: Optional[Tensor]) -> Tensor:
        """Fused attention of queries that are already scaled: (b, n, 3 d) to (b, n, d)."""
        b, n, d = qkv.shape
        q, k, v = qkv.reshape(b, n, 3, heads, d // 3 // heads).permute(2, 0, 3, 1, 4).unbind(0)
        if cosine is not None and sine is not None:
            q, k = self.turn(q, cosine, sine), self.turn(k, cosine, sine)
        mixed = torch.nn.functional.scaled_dot_product_attention(q, k, v, attn_mask=bias, scale=1.0)
        return mixed.transpose(1, 2).reshape(b, n, d // 3)

    @torch.jit.export
    def window_attention(self, q: Tensor, k: Tensor, v: Tensor, bias: Tensor, masks: List[Tensor], images: int) -> Tensor:
        """Fused attention within windows, (images x windows, heads, tokens, size), image by image where there is a mask."""
        if len(masks) == 0:
            return torch.nn.functional.scaled_dot_product_attention(q, k, v, attn_mask=bias, scale=1.0)
        mask = bias + masks[0]
        w = mask.size(0)
        mixed: List[Tensor] = []
        for i in range(0, images * w, w):
            mixed.append(torch.nn.functional.scaled_dot_product_attention(q[i : i + w], k[i : i + w], v[i : i + w], attn_mask=mask, scale=1.0))
        return torch.cat(mixed)

    @torch.jit.export
    def unit(self, x: Tensor) -> Tensor:
        return torch.nn.functional.normalize(x, 2.0, -1)

    @torch.jit.export
    def quick_gelu(self, x: Tensor) -> Tensor:
        return x * torch.sigmoid(1.702 * x)

    @torch.jit.export
    def bfloat16(self, x: Tensor) -> Tensor:
        return x.to(torch.bfloat16)

    @torch.jit.export
    def float32(self, x: Tensor) -> Tensor:
        return x.to(torch.float32)

    @torch.jit.export
    def pack(self, weight: Tensor, rows: int) -> Tensor:
        """Lays out the weights of a linear layer as oneDNN wants them, best for that many rows of input."""
        return torch.ops.mkldnn._reorder_linear_weight(weight, rows)


module = torch.jit.script(Kernels())
# in the script's own text, since an empty list of numbers has no type in Python; the order of the weights of a block is
# that of FusibleBlock; x is (b, n, d); biases and turns are empty, or hold one tensor or pair for each block
module.define("""
def activated(self, x: Tensor, weight: Tensor, bias: Tensor, activation: str) -> Tensor:
    none: List[Optional[number]] = []
    if activation == "quick_gelu":
        return self.quick_gelu(torch.ops.mkldnn._linear_pointwise(x, weight, bias, "none", none, ""))
    if activation == "tanh_gelu":
        return torch.ops.mkldnn._linear_pointwise(x, weight, bias, "gelu", none, "tanh")
    return torch.ops.mkldnn._linear_pointwise(x, weight, bias, activation, none, "none")
""")
module.define("""
def blocks(self, x: Tensor, weights: List[Tensor], first: int, last: int, heads: int, eps: float, activation: str, gated: bool, normed: List[bool], biases: List[Tensor], turns: List[Tensor]) -> Tensor:
    none: List[Optional[number]] = []
    shape = [x.size(2)]
    x = x.to(weights[0].dtype)
    stride = 12 + 2 * int(gated) + 2 * int(normed[0]) + 2 * int(normed[1])
    bias: Optional[Tensor] = None
    cosine: Optional[Tensor] = None
    sine: Optional[Tensor] = None
    for block in range(first, last):
        i = stride * block
        if len(biases) > 0:
            bias = biases[block]
        if len(turns) > 0:
            cosine = turns[2 * block]
            sine = turns[2 * block + 1]
        y = torch.layer_norm(x, shape, weights[i], weights[i + 1], eps)
        y = torch.ops.mkldnn._linear_pointwise(y, weights[i + 2], weights[i + 3], "none", none, "")
        y = self.attention(y, heads, bias, cosine, sine)
        i += 4
        if normed[0]:
            y = torch.layer_norm(y, shape, weights[i], weights[i + 1], eps)
            i += 2
        x = torch.ops.mkldnn._linear_pointwise(y, x, weights[i], weights[i + 1], "add")
        y = torch.layer_norm(x, shape, weights[i + 2], weights[i + 3], eps)
        i += 4
        hidden = self.activated(y, weights[i], weights[i + 1], activation)
        i += 2
        if gated:
            hidden = hidden * torch.ops.mkldnn._linear_pointwise(y, weights[i], weights[i + 1], "none", none, "")
            i += 2
        if normed[1]:
            hidden = torch.layer_norm(hidden, [hidden.size(2)], weights[i], weights[i + 1], eps)
            i += 2
        x = torch.ops.mkldnn._linear_pointwise(hidden, x, weights[i], weights[i + 1], "add")
    return self.float32(x)
""")
# one stage: its weights begin with those of the merging, if there is one (weight and bias of the norm, projection); numbers
# are those of WindowStage; the blocks are those of Swin Transformer V2 if there are factors for the heads
module.define("""
def merged(self, x: Tensor, weights: List[Tensor], rows: int, columns: int, eps: float, post: bool) -> Tensor:
    none: List[Optional[number]] = []
    nothing: Optional[Tensor] = None
    y = x.reshape(x.size(0), rows, 2, columns, 2, x.size(2)).permute(0, 1, 3, 4, 2, 5).reshape(x.size(0), rows * columns, -1)
    if post:
        y = torch.ops.mkldnn._linear_pointwise(y, weights[2], nothing, "none", none, "")
        return torch.layer_norm(y, [y.size(2)], weights[0], weights[1], eps)
    y = torch.layer_norm(y, [y.size(2)], weights[0], weights[1], eps)
    return torch.ops.mkldnn._linear_pointwise(y, weights[2], nothing, "none", none, "")
""")
module.define("""
def windows(self, x: Tensor, weights: List[Tensor], first: int, last: int, numbers: List[int], eps: float, activation: str, biases: List[Tensor], masks: List[Tensor], factors: List[Tensor], merging_eps: float) -> Tensor:
    none: List[Optional[number]] = []
    merging, heads, rows, columns, high, wide, down, right = numbers
    post = len(factors) > 0
    x = x.to(weights[0].dtype)
    if first == 0 and merging > 0:
        x = self.merged(x, weights, rows, columns, merging_eps, post)
    b, n, d = x.size()
    for block in range(first, last):
        i = merging + 12 * block
        shifted = block % 2 == 1 and len(masks) > 0
        y = x
        if not post:
            y = torch.layer_norm(y, [d], weights[i], weights[i + 1], eps)
        y = y.reshape(b, rows, columns, d)
        if shifted:
            y = torch.roll(y, [-down, -right], [1, 2])
        y = y.view(b, rows // high, high, columns // wide, wide, d).transpose(2, 3).reshape(-1, high * wide, d)
        y = torch.ops.mkldnn._linear_pointwise(y, weights[i + 2], weights[i + 3], "none", none, "")
        q, k, v = y.view(-1, high * wide, 3, heads, d // heads).permute(2, 0, 3, 1, 4).unbind(0)
        if post:
            q = self.unit(q) * factors[block]
            k = self.unit(k)
        if shifted:
            y = self.window_attention(q, k, v, biases[block], masks, b)
        else:
            y = self.window_attention(q, k, v, biases[block], [], b)
        y = y.view(b, rows // high, columns // wide, heads, high, wide, d // heads).permute(0, 1, 4, 2, 5, 3, 6)
        y = y.reshape(b, rows, columns, d)
        if shifted:
            y = torch.roll(y, [down, right], [1, 2])
        y = y.view(b, n, d)
        if post:
            y = torch.ops.mkldnn._linear_pointwise(y, weights[i + 4], weights[i + 5], "none", none, "")
            x = x + torch.layer_norm(y, [d], weights[i], weights[i + 1], eps)
            y = self.activated(x, weights[i + 8], weights[i + 9], activation)
            y = torch.ops.mkldnn._linear_pointwise(y, weights[i + 10], weights[i + 11], "none", none, "")
            x = x + torch.layer_norm(y, [d], weights[i + 6], weights[i + 7], eps)
        else:
            x = torch.ops.mkldnn._linear_pointwise(y, x, weights[i + 4], weights[i + 5], "add")
            y = torch.layer_norm(x, [d], weights[i + 6], weights[i + 7], eps)
            y = self.activated(y, weights[i + 8], weights[i + 9], activation)
            x = torch.ops.mkldnn._linear_pointwise(y, x, weights[i + 10], weights[i + 11], "add")
    return self.float32(x)
""")
module.save(sys.argv[1])

"""A plain vision transformer with timm's tensor names, small enough to read."""

import torch
import torch.nn.functional as F
from torch import nn


class Attention(nn.Module):

    def __init__(self, dim, heads):
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(dim, 3 * dim)
        self.proj = nn.Linear(dim, dim)

    def forward(self, x):
        batch, tokens, dim = x.shape
        q, k, v = self.split(x)
        # Written out: torch's fused kernel takes twice as long backwards on a CPU.
        x = self.weights(q, k).to(v.dtype) @ v
        return self.proj(x.transpose(1, 2).reshape(batch, tokens, dim))

    def split(self, x):
        """Queries, keys and values (batch, heads, tokens, dim / heads)."""
        batch, tokens, dim = x.shape
        return self.qkv(x).reshape(batch, tokens, 3, self.heads, dim // self.heads).permute(2, 0, 3, 1, 4).unbind(0)

    def weights(self, q, k):
        return (q * q.shape[-1] ** -0.5 @ k.transpose(-2, -1)).softmax(-1)


class Mlp(nn.Module):

    def __init__(self, dim):
        super().__init__()
        self.fc1 = nn.Linear(dim, 4 * dim)
        self.fc2 = nn.Linear(4 * dim, dim)

    def forward(self, x):
        return self.fc2(F.gelu(self.fc1(x)))


class Block(nn.Module):

    def __init__(self, dim, heads):
        super().__init__()
        self.norm1 = nn.LayerNorm(dim, eps=1e-6)
        self.attn = Attention(dim, heads)
        self.norm2 = nn.LayerNorm(dim, eps=1e-6)
        self.mlp = Mlp(dim)

    def forward(self, x):
        x = x + self.attn(self.norm1(x))
        return x + self.mlp(self.norm2(x))


class VisionTransformer(nn.Module):
    """Pixels (batch, 3, size, size), scaled to -1..1, to logits (batch, classes)."""

    def __init__(self, size, dim, depth, heads, patch=8, classes=10, pool="token", registers=0):
        super().__init__()
        self.pool = pool
        self.prefix = registers + (pool == "token")
        grid = size // patch
        self.patch_embed = nn.Module()
        self.patch_embed.proj = nn.Conv2d(3, dim, patch, patch)
        if pool == "token":
            self.cls_token = nn.Parameter(torch.randn(1, 1, dim) * 0.02)
        if registers:
            self.reg_token = nn.Parameter(torch.randn(1, registers, dim) * 0.02)
        self.pos_embed = nn.Parameter(torch.randn(1, self.prefix + grid * grid, dim) * 0.02)
        self.blocks = nn.ModuleList(Block(dim, heads) for _ in range(depth))
        norm = nn.LayerNorm(dim, eps=1e-6)
        if pool == "token":
            self.norm = norm
        else:
            self.fc_norm = norm
        self.head = nn.Linear(dim, classes)
        for module in self.modules():
            if isinstance(module, nn.Linear):
                nn.init.trunc_normal_(module.weight, std=0.02)
                nn.init.zeros_(module.bias)

    def forward(self, pixels):
        x = self.embed(pixels)
        for block in self.blocks:
            x = block(x)
        return self.classify(x)

    def train_step(self, pixels, keep, reset):
        """Logits, and how much the class token reads from each token in the last block (batch, heads, tokens)."""
        x = self.embed(pixels, keep)
        for block in self.blocks[:-1]:
            x = block(x)
        last = self.blocks[-1]
        if reset and self.pool == "token":
            start = (self.cls_token + self.pos_embed[:, :1]).to(x.dtype)
            first = torch.where(torch.rand(len(x), 1, 1) < reset, start, x[:, :1])
            x = torch.cat([first, x[:, 1:]], 1)
        q, k, _ = last.attn.split(last.norm1(x))
        return self.classify(last(x)), last.attn.weights(q[:, :, :1], k)[:, :, 0]

    def embed(self, pixels, keep=1.0):
        x = self.patch_embed.proj(pixels).flatten(2).transpose(1, 2)
        batch, patches, dim = x.shape
        prefix = [getattr(self, name).expand(batch, -1, -1)
                  for name in ("cls_token", "reg_token") if hasattr(self, name)]
        x = torch.cat([*prefix, x], 1) + self.pos_embed
        if keep < 1:  # patch dropout (Liu et al. 2022): cheaper steps, and no patch may be left unread
            kept = torch.rand(batch, patches).argsort(1)[:, :int(keep * patches)] + self.prefix
            kept = torch.cat([torch.arange(self.prefix).expand(batch, -1), kept], 1)
            x = x.gather(1, kept[:, :, None].expand(-1, -1, dim))
        return x

    def classify(self, x):
        if self.pool == "token":
            return self.head(self.norm(x)[:, 0])
        return self.head(self.fc_norm(x[:, self.prefix:].mean(1)))

    def resize_positions(self, size, patch=8):
        """Stretches the positions of the patches to another grid, as timm does."""
        prefix, patches = self.pos_embed.data.split([self.prefix, self.pos_embed.shape[1] - self.prefix], 1)
        old, new = round(patches.shape[1] ** 0.5), size // patch
        square = patches.reshape(1, old, old, -1).permute(0, 3, 1, 2)
        square = F.interpolate(square, (new, new), mode="bicubic", antialias=True)
        self.pos_embed = nn.Parameter(torch.cat([prefix, square.flatten(2).transpose(1, 2)], 1))

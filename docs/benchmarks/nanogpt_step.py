"""nanoGPT's training step in plain eager PyTorch: the measure that Modelwright's own step is compared with.

Time of one step, as one line of JSON (figures in milliseconds; a step is batch, forward, backward, clip, update):

    nanogpt_step.py --layers 6 --heads 6 --width 384 --context 256 --batch 12 --dtype fp32 --threads 2

Quality that the same model reaches on a text, character by character (the defaults are the text-char template):

    nanogpt_step.py --train tinyshakespeare.txt --seed 1

The model is nanoGPT's (github.com/karpathy/nanoGPT) without biases and dropout, written again from its description.
Shapes: B batch, T context, H heads, D width of a head, C = H * D width, V vocabulary.
"""

import argparse
import contextlib
import json
import math
import os
import sys
import time


def arguments():
    parser = argparse.ArgumentParser(description="Measures nanoGPT's training step in eager PyTorch on the CPU.")
    parser.add_argument("--layers", type=int, default=4)
    parser.add_argument("--heads", type=int, default=4)
    parser.add_argument("--width", type=int, default=128)
    parser.add_argument("--context", type=int, default=64)
    parser.add_argument("--batch", type=int, default=12)
    parser.add_argument("--vocabulary", type=int, default=65, help="with --train, the text's own characters instead")
    parser.add_argument("--steps", type=int, help="measured steps (100), or steps of training (2000)")
    parser.add_argument("--warmup", type=int, help="steps before measuring (10), or of rising learning rate (100)")
    parser.add_argument("--dtype", choices=["fp32", "bf16"], default="fp32", help="bf16 is torch.autocast")
    parser.add_argument("--adamw", choices=["fused", "loop"], default="fused",
                        help="loop is what nanoGPT itself takes on a CPU; fused needs torch 2.4 and is faster")
    parser.add_argument("--threads", type=int, default=os.cpu_count())
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--train", metavar="FILE", help="train on this text and report validation losses")
    args = parser.parse_args()
    args.steps = args.steps or (2000 if args.train else 100)
    args.warmup = args.warmup if args.warmup is not None else (100 if args.train else 10)
    return args


# OpenMP and OpenBLAS read these once, when torch loads them. Forward and backward run on different threads, each with
# an OpenMP team of its own (and OpenBLAS may have a third): an idle one that does not sleep spins on the others' cores.
args = arguments()
os.environ["OMP_WAIT_POLICY"] = "PASSIVE"
os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = str(args.threads)

import torch  # noqa: E402
from torch import nn  # noqa: E402
from torch.nn import functional as F  # noqa: E402


# ---- model


class LayerNorm(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.weight = nn.Parameter(torch.ones(width))

    def forward(self, x):
        return F.layer_norm(x, self.weight.shape, self.weight, None, 1e-5)


class Attention(nn.Module):
    def __init__(self, width, heads):
        super().__init__()
        self.heads = heads
        self.input = nn.Linear(width, 3 * width, bias=False)
        self.output = nn.Linear(width, width, bias=False)

    def forward(self, x_BTC):
        B, T, C = x_BTC.shape
        heads_BHTD = lambda t: t.view(B, T, self.heads, C // self.heads).transpose(1, 2)
        q, k, v = map(heads_BHTD, self.input(x_BTC).split(C, dim=2))
        y_BTC = causal_attention(q, k, v).transpose(1, 2).contiguous().view(B, T, C)
        return self.output(y_BTC)


def causal_attention(q, k, v):
    if hasattr(F, "scaled_dot_product_attention"):
        return F.scaled_dot_product_attention(q, k, v, is_causal=True)
    T = q.size(-2)  # torch 1.x has no fused form
    future_TT = torch.ones(T, T, dtype=torch.bool).triu(1)
    scores_BHTT = q @ k.transpose(-2, -1) / math.sqrt(q.size(-1))
    return scores_BHTT.masked_fill(future_TT, -math.inf).softmax(-1) @ v


class Block(nn.Module):
    def __init__(self, width, heads):
        super().__init__()
        self.norm1 = LayerNorm(width)
        self.attention = Attention(width, heads)
        self.norm2 = LayerNorm(width)
        self.expand = nn.Linear(width, 4 * width, bias=False)
        self.output = nn.Linear(4 * width, width, bias=False)

    def forward(self, x_BTC):
        x_BTC = x_BTC + self.attention(self.norm1(x_BTC))
        return x_BTC + self.output(F.gelu(self.expand(self.norm2(x_BTC))))


class GPT(nn.Module):
    def __init__(self, layers, heads, width, context, vocabulary):
        super().__init__()
        self.tokens = nn.Embedding(vocabulary, width)
        self.positions = nn.Embedding(context, width)
        self.blocks = nn.ModuleList(Block(width, heads) for _ in range(layers))
        self.norm = LayerNorm(width)
        self.head = nn.Linear(width, vocabulary, bias=False)
        self.head.weight = self.tokens.weight
        self.initialize(layers)

    def initialize(self, layers):
        """GPT-2's: N(0, 0.02), and the two sums into the residual stream scaled down by their number."""
        for name, weight in self.named_parameters():
            if weight.dim() == 2:
                residual = name.endswith("output.weight")
                nn.init.normal_(weight, std=0.02 / math.sqrt(2 * layers) if residual else 0.02)

    def forward(self, x_BT, y_BT):
        x_BTC = self.tokens(x_BT) + self.positions(torch.arange(x_BT.size(1)))
        for block in self.blocks:
            x_BTC = block(x_BTC)
        logits_BTV = self.head(self.norm(x_BTC))
        return F.cross_entropy(logits_BTV.flatten(0, 1), y_BT.flatten())


# ---- step


def adamw(model, form):
    """AdamW as nanoGPT sets it for characters; matrices and embeddings decay, norms do not."""
    decayed = [p for p in model.parameters() if p.dim() >= 2]
    plain = [p for p in model.parameters() if p.dim() < 2]
    groups = [{"params": decayed, "weight_decay": 0.1}, {"params": plain, "weight_decay": 0.0}]
    extra = {"fused": True} if form == "fused" else {}
    return torch.optim.AdamW(groups, lr=1e-3, betas=(0.9, 0.99), **extra)


def random_batch(tokens, batch, context):
    """Windows at random places, and the same windows one token later."""
    starts = torch.randint(len(tokens) - context, (batch,))
    x_BT = torch.stack([tokens[i : i + context] for i in starts])
    y_BT = torch.stack([tokens[i + 1 : i + 1 + context] for i in starts])
    return x_BT, y_BT


def train_step(model, optimizer, x_BT, y_BT, precision):
    with precision():
        loss = model(x_BT, y_BT)
    loss.backward()
    nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    optimizer.step()
    optimizer.zero_grad(set_to_none=True)
    return loss.item()


# ---- the two questions: how fast, and how good


def measure(args, model, optimizer, precision):
    tokens = torch.randint(args.vocabulary, (1_000_000,))
    millis = []
    for _ in range(args.warmup + args.steps):
        start = time.perf_counter()
        loss = train_step(model, optimizer, *random_batch(tokens, args.batch, args.context), precision)
        millis.append(1000 * (time.perf_counter() - start))
    p10, median, p90 = torch.tensor(millis[args.warmup :]).quantile(torch.tensor([0.1, 0.5, 0.9])).tolist()
    return {"millisPerStep": round(median, 2), "p10": round(p10, 2), "p90": round(p90, 2), "loss": loss}


def train(args, model, optimizer, precision, training, validation):
    start, best = time.perf_counter(), math.inf
    for step in range(args.steps):
        for group in optimizer.param_groups:
            group["lr"] = learning_rate(step, args.warmup, args.steps)
        train_step(model, optimizer, *random_batch(training, args.batch, args.context), precision)
        if (step + 1) % 250 == 0 or step + 1 == args.steps:
            loss = validation_loss(model, validation, args.context, precision)
            best = min(best, loss)
            print(f"step {step + 1}: validation loss {loss:.4f}", file=sys.stderr, flush=True)
    seconds = time.perf_counter() - start
    return {"seed": args.seed, "seconds": round(seconds, 1), "finalValidationLoss": loss, "bestValidationLoss": best}


def learning_rate(step, warmup, steps, peak=1e-3, floor=1e-4):
    """Linear warm-up, then half a cosine down to the floor."""
    if step < warmup:
        return peak * (step + 1) / (warmup + 1)
    return floor + (peak - floor) * 0.5 * (1 + math.cos(math.pi * (step - warmup) / (steps - warmup)))


@torch.no_grad()
def validation_loss(model, tokens, context, precision):
    """Mean loss over all whole consecutive windows, in nats a token, so that it does not depend on a draw."""
    windows = (len(tokens) - 1) // context
    x_NT = tokens[: windows * context].view(windows, context)
    y_NT = tokens[1 : windows * context + 1].view(windows, context)
    total = 0.0
    for x_BT, y_BT in zip(x_NT.split(64), y_NT.split(64)):
        with precision():
            total += model(x_BT, y_BT).item() * len(x_BT)
    return total / windows


def character_tokens(file):
    """The text as indices into its sorted characters: first 90 % for training, last 10 % for validation."""
    with open(file, encoding="utf-8") as text_file:
        text = text_file.read()
    index = {character: i for i, character in enumerate(sorted(set(text)))}
    tokens = torch.tensor([index[character] for character in text])
    cut = int(0.9 * len(tokens))
    return len(index), tokens[:cut], tokens[cut:]


def blas():
    """The library that serves fp32 matrix products: MKL inside torch, or the file that the system's libblas led to."""
    if torch.backends.mkl.is_available():
        return "mkl"
    with open("/proc/self/maps") as maps:
        files = {line.split()[-1] for line in maps if "blas" in line}
    known = [f for f in sorted(files) if os.path.basename(f).startswith(("libopenblas", "libblis", "libmkl"))]
    return "/".join(known[0].split("/")[-2:]) if known else "reference"


def main(args):
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    bf16 = lambda: torch.autocast("cpu", dtype=torch.bfloat16)
    precision = bf16 if args.dtype == "bf16" else contextlib.nullcontext
    if args.train:
        args.vocabulary, training, validation = character_tokens(args.train)
    model = GPT(args.layers, args.heads, args.width, args.context, args.vocabulary)
    optimizer = adamw(model, args.adamw)
    if args.train:
        result = train(args, model, optimizer, precision, training, validation)
    else:
        result = measure(args, model, optimizer, precision)
    where = {"torch": torch.__version__, "blas": blas(), "dtype": args.dtype, "adamw": args.adamw}
    print(json.dumps({**where, "threads": args.threads, **result}))


main(args)

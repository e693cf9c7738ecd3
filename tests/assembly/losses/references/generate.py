"""Writes the reference values of this folder with mpmath at 60 digits, which shares nothing with the code under test.

Logits are multiples of 1/64 and targets are 0 or 1, so that they are exact in f32, too.
"""

import json
import pathlib
import random

from mpmath import exp, log1p, mp, mpf, nstr

mp.dps = 60


def digits(x):
    return nstr(x, 50, min_fixed=0, max_fixed=0)


def softmax(logits, true):
    shares = [exp(mpf(f)) for f in logits]
    total = sum(shares)
    others = sum(s for k, s in enumerate(shares) if k != true)
    slopes = [s / total for s in shares]
    slopes[true] = -others / total
    return {"logits": logits, "true": true, "loss": digits(log1p(others / shares[true])), "slopes": [digits(s) for s in slopes]}


def binary(logit, target):
    towards = mpf(logit) if target == 0 else -mpf(logit)
    slope = 1 / (1 + exp(-towards))
    return {"logit": logit, "target": target, "loss": digits(log1p(exp(towards))), "slope": digits(slope if target == 0 else -slope)}


if __name__ == "__main__":
    source = random.Random("losses 1")
    cases = []
    for gap in (0, 0.015625, 0.5, 1, 3, 8, 15, 16.5, 20, 36, 37, 40, 60, 80, 85):
        for true in (0, 1, 2):
            logits = [0.25, 0.25, 0.25]
            logits[true] += gap
            cases.append(softmax(logits, true))
            cases.append(softmax([-f for f in logits], true))
    for _ in range(60):
        size = source.choice((2, 4, 10))
        spread = source.choice((1, 5, 20))
        logits = [source.randint(-64 * spread, 64 * spread) / 64 for _ in range(size)]
        cases.append(softmax(logits, source.randrange(size)))
    here = pathlib.Path(__file__)
    write = lambda name, rows: here.with_name(name).write_text("[\n" + ",\n".join("  " + json.dumps(r) for r in rows) + "\n]\n")
    write("softmax-cross-entropy.json", cases)
    logits = [0, 0.015625, 0.5, 1, 2.25, 5, 10, 17, 25, 36.5, 37, 40, 60, 85] + [source.randint(1, 64 * 30) / 64 for _ in range(30)]
    write("binary-cross-entropy.json", [binary(s * f, t) for f in logits for s in (1, -1) for t in (0, 1)])

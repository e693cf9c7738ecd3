"""Writes the reference values of this folder with mpmath, which shares nothing with the code under test.

    python3 generate.py            one <function>.json per function, beside this file
    python3 generate.py exp 100000 that many random points of one function, to standard output (for a wider measurement)

Each point is [bits of x, bits of y, remainder]: y is f(x) rounded to a double, the remainder (f(x) - y) in units of y's last place.
"""

import json
import pathlib
import random
import struct
import sys

from mpmath import cos, erf, exp, expm1, floor, frexp, ldexp, log, log1p, mp, mpf, pi, sin, tanh

mp.prec = 1400  # sin(1e308) needs 1,024 bits of pi and 53 more of the result; tanh(1e-308) loses as many


def logistic(x):
    return 1 / (1 + exp(-x))


def softplus(x):
    return log1p(exp(x)) if x < 0 else x + log1p(exp(-x))


FUNCTIONS = {
    "exp": exp, "expm1": expm1, "log": log, "log1p": log1p, "tanh": tanh,
    "sigmoid": logistic, "softplus": softplus, "erf": erf, "sin": sin, "cos": cos,
}
# Uniform ranges; the exponents of the log-uniform points; whether x may be negative.
RANGES = {
    "exp": ([(-1, 1), (-20, 20), (-745.2, 709.8), (-745.14, -708)], (-60, 9), True),
    "expm1": ([(-0.1, 0.1), (-1, 1), (-40, 40), (0, 709.8)], (-1074, 9), True),
    "log": ([(0.98, 1.02), (0.5, 2), (0, 100)], (-1074, 1024), False),
    "log1p": ([(-0.02, 0.02), (-1, 1), (0, 100), (-1, -0.999)], (-1074, 1024), True),
    "tanh": ([(-0.2, 0.2), (-1, 1), (-5, 5), (-22, 22)], (-1074, 5), True),
    "sigmoid": ([(-1, 1), (-8, 8), (-40, 40), (-745.2, 0)], (-60, 9), True),
    "softplus": ([(-1, 1), (-8, 8), (-40, 40), (-745.2, 0)], (-60, 12), True),
    "erf": ([(-0.2, 0.2), (-1, 1), (-3, 3), (-6, 6)], (-1074, 3), True),
    "sin": ([(-1, 1), (-10, 10), (-1e4, 1e4), (-4.3e6, 4.3e6)], (-1074, 1024), True),
    "cos": ([(-1, 1), (-10, 10), (-1e4, 1e4), (-4.3e6, 4.3e6)], (-60, 1024), True),
}
# Thresholds: the neighbours of each are taken too.
EDGES = {
    "exp": [709.782712893384, -745.1332191019412, -744.4400719213812, -708.3964185322641],
    "expm1": [709.782712893384, 700.0, -37.42994775023705, -40.0, 36.7368005696771, 0.00270760617, 0.5, -0.5, 1.039720770839918],
    "log": [2.2250738585072014e-308, 5e-324, 1.7976931348623157e308, 1.0, 0.6875, 1.375, 2.0, 1.0078125, 0.99609375],
    "log1p": [-0.9999999999999999, 2.0**60, 2.0**53, 1.7976931348623157e308, -0.5, 1.0, 0.0078125, -0.00390625,
              0.4142135623730951, -0.2928932188134524],
    "tanh": [0.0625, 0.1875, 0.3125, 0.549306144334055, 19.06154746539849, 18.7, 22.0],
    "sigmoid": [-745.1332191019412, -708.3964185322641, 36.7368005696771, -36.7368005696771, 1e-300, -1e-300],
    "softplus": [-745.1332191019412, -708.3964185322641, 36.7368005696771, -36.7368005696771, 1e-300, -1e-300],
    "erf": [0.03125, 0.0625, 0.09375, 0.1875, 0.3125, 0.476936276204469, 5.921587195794507, 5.9375, 6.0, 1e-292, 3e-308],
    "sin": [8192.0, 4194304.0, 2.0**20 * 3.141592653589793, 1e22, 1.7976931348623157e308],
    "cos": [8192.0, 4194304.0, 2.0**20 * 3.141592653589793, 1e22, 1.7976931348623157e308],
}
# The double nearest of all to a multiple of pi/2 (Kahan), and two near ones at which 64-bit words of x 2/pi carry into the next.
NEAR_MULTIPLES = [6381956970095103 * 2.0**797, 8160916332164516 * 2.0**606, 8988070970585063 * 2.0**642]


def near_multiple(exponent):
    """A number m 2^exponent, m a 53-bit integer, very near to a multiple of pi/2: m is from a convergent of 2^exponent 2/pi."""
    rest = ldexp(2 / pi, exponent)
    before, denominator = 0, 1
    while True:
        rest = 1 / (rest - floor(rest))
        before, denominator = denominator, int(floor(rest)) * denominator + before
        if denominator >= 2**53:
            return float(ldexp(before * (2**53 // before), exponent))


def bits(x):
    return struct.pack(">d", x).hex()


def neighbours(x, reach=2):
    n = struct.unpack(">q", struct.pack(">d", x))[0]
    for i in range(-reach, reach + 1):
        # A neighbour across zero or infinity is no double of interest.
        if 0 <= (n + i) & 0x7FFFFFFFFFFFFFFF <= 0x7FEFFFFFFFFFFFFF:
            yield struct.unpack(">d", struct.pack(">q", n + i))[0]


def rounded(y):
    """The nearest double (ties to even) and its last place's exponent; None where y overflows."""
    if y == 0:
        return 0.0, -1074
    exponent = max(frexp(y)[1] - 53, -1074)
    units = ldexp(y, -exponent)
    whole = floor(units + mpf(1) / 2)
    if whole - units == mpf(1) / 2 and int(whole) % 2:
        whole -= 1
    value = ldexp(whole, exponent)
    return (float(value), exponent) if abs(value) < mpf(2) ** 1024 else None


def point(name, x):
    if (name == "log" and x <= 0) or (name == "log1p" and x <= -1):
        return None
    y = FUNCTIONS[name](mpf(x))
    nearest = rounded(y)
    if nearest is None:
        return None
    value, exponent = nearest
    return [bits(x), bits(value), round(float(ldexp(y - mpf(value), -exponent)), 4)]


def random_argument(name, source):
    ranges, (low, high), signed = RANGES[name]
    if source.random() < 0.6:
        return source.uniform(*source.choice(ranges))
    x = float(ldexp(mpf(source.uniform(0.5, 1)), source.randint(low, high)))
    return -x if signed and source.random() < 0.5 else x


def arguments(name, source):
    for edge in EDGES[name]:
        yield from neighbours(edge)
    if name in ("sin", "cos"):
        multiples = NEAR_MULTIPLES + [near_multiple(e) for e in range(-50, 971, 12)]
        multiples += [float(n * pi / 2) for n in (1, 2, 3, 4, 7, 28, 29, 1000, 65537, 2670175, 2670176, 3000001, 10**9)]
        for x in multiples:
            yield from neighbours(x, 0 if x > 1e10 else 1)
    while True:
        yield random_argument(name, source)


def points(name, count, seed=2):
    source = random.Random(f"{name} {seed}")
    found = {}
    for x in arguments(name, source):
        made = point(name, x)
        if made:
            found[made[0]] = made
        if len(found) == count:
            return sorted(found.values())


if __name__ == "__main__":
    if len(sys.argv) == 3:
        print(json.dumps(points(sys.argv[1], int(sys.argv[2]), seed=3)))
    else:
        for name in FUNCTIONS:
            lines = ",\n".join("  " + json.dumps(p) for p in points(name, 500))
            pathlib.Path(__file__).with_name(f"{name}.json").write_text(f"[\n{lines}\n]\n")

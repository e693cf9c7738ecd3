"""
NumPy as an expert writes it for speed: features × samples, biases as one more column of the weights (the activations carry a row of ones), every
result in an array that was made before, the whole grid or all networks in batches that stay in the cache.
"""

import os

import numpy as np
from layers import layers

VERSION = np.__version__ + (" AVX-512 BLAS" if os.environ.get("OPENBLAS_CORETYPE") else "")


def prepare(work, precision):
    real = np.float64 if precision == "f64" else np.float32
    kinds = {
        "training": training,
        "landscape": landscape,
        "hessian": hessian,
        "eigenvalues": eigenvalues,
        "hessian-vector": hessian_vector,
        "ensemble": ensemble,
    }
    return kinds[work["kind"]](work, real) if work["kind"] in kinds else None


def data(work, real):
    sizes = work["sizes"]
    x = np.array(work["inputs"], real).reshape(-1, sizes[0]).T
    y = np.array(work["targets"], real).reshape(-1, sizes[-1]).T
    return np.ascontiguousarray(x), np.ascontiguousarray(y), x.shape[1]


def augmented(theta, sizes, real):
    """One array [weights | biases] per layer."""
    theta = np.array(theta, real)
    return [
        np.column_stack([theta[w:b].reshape(n_out, n_in), theta[b : b + n_out]])
        for n_in, n_out, w, b in layers(sizes)
    ]


def flat(weights):
    return np.concatenate([part.ravel() for w in weights for part in (w[:, :-1], w[:, -1])])


def with_ones(values):
    return np.ascontiguousarray(np.vstack([values, np.ones(values.shape[1], values.dtype)]))


def training(work, real):
    sizes, classes, rate = work["sizes"], work["classes"], work["rate"]
    x, y, count = data(work, real)
    weights = augmented(work["theta"], sizes, real)
    last = len(weights) - 1
    values = [with_ones(x)] + [np.ones((n + 1, count), real) for n in sizes[1:]]
    rows = [v[:-1] for v in values]
    deltas = [np.empty((n, count), real) for n in sizes[1:]]
    slopes = [np.empty((n, count), real) for n in sizes[1:]]
    gradients = [np.empty_like(w) for w in weights]
    back = [w[:, :-1].T for w in weights]
    turned = [v.T for v in values]
    factor = real(rate / count)
    one = real(1)
    add, subtract, multiply, matmul = np.add, np.subtract, np.multiply, np.matmul

    def step():
        for l in range(last):
            matmul(weights[l], values[l], out=rows[l + 1])
            if classes:
                np.maximum(rows[l + 1], 0, out=rows[l + 1])
            else:
                np.tanh(rows[l + 1], out=rows[l + 1])
        out, delta = rows[last + 1], deltas[last]
        matmul(weights[last], values[last], out=out)
        if classes:
            subtract(out, out.max(axis=0), out=out)
            np.exp(out, out=out)
            np.divide(out, out.sum(axis=0), out=out)
        subtract(out, y, out=delta)
        multiply(delta, factor, out=delta)
        for l in range(last, -1, -1):
            matmul(deltas[l], turned[l], out=gradients[l])
            if l:
                below, slope = deltas[l - 1], slopes[l - 1]
                matmul(back[l], deltas[l], out=below)
                if classes:
                    multiply(below, rows[l] > 0, out=below)
                else:
                    multiply(rows[l], rows[l], out=slope)
                    subtract(one, slope, out=slope)
                    multiply(below, slope, out=below)
            subtract(weights[l], gradients[l], out=weights[l])

    def run(steps):
        for _ in range(steps):
            step()

    return run, lambda: flat(weights)


def landscape(work, real):
    """Several points at a time: their first layers are one product, the others a product each."""
    sizes = work["sizes"]
    x, y, count = data(work, real)
    centre, first, second = (np.array(v, real) for v in work["plane"])
    axis = np.array(work["axis"], real)
    n = len(axis)
    grid = np.full(n * n, np.nan)
    batch = 32
    parts = list(layers(sizes))
    inputs = with_ones(x)
    values = [np.empty((batch, n_out, count), real) for _, n_out, _, _ in parts]

    def losses(alphas, betas):
        theta = centre + alphas[:, None] * first + betas[:, None] * second
        points = len(theta)
        n_in, n_out, w, b = parts[0]
        weights = np.concatenate(
            [theta[:, w:b].reshape(points, n_out, n_in), theta[:, b : b + n_out, None]], axis=2
        )
        value = values[0][:points]
        np.matmul(weights.reshape(points * n_out, n_in + 1), inputs, out=value.reshape(points * n_out, count))
        for l, (n_in, n_out, w, b) in enumerate(parts[1:], 1):
            np.tanh(value, out=value)
            above = values[l][:points]
            np.matmul(theta[:, w:b].reshape(points, n_out, n_in), value, out=above)
            above += theta[:, b : b + n_out, None]
            value = above
        value -= y
        error = value.reshape(points, -1)
        return np.einsum("ij,ij->i", error, error) / (2 * count)

    def run(points):
        done = 0
        while done < points:
            start = done % (n * n)
            end = min(start + batch, n * n, start + points - done)
            at = np.arange(start, end)
            grid[start:end] = losses(axis[at % n], axis[at // n])
            done += end - start

    return run, lambda: grid


def ensemble(work, real):
    """All networks at once, networks last: 2-2-1 written out unit by unit over blocks that stay in the cache."""
    if work["sizes"] != [2, 2, 1]:
        return None
    x, y, count = data(work, real)
    starts = np.array(work["thetas"], real)
    ends = np.empty_like(starts)
    block = min(len(starts), 1000)
    factor = real(work["rate"] / count)
    one = real(1)
    xs = np.vstack([x, np.ones((1, count), real)])
    # samples × (two inputs and one) over networks: hidden sums are products of small matrices with constant factors
    value = np.empty((2, count, block), real)
    slope = np.empty((2, count, block), real)
    out = np.empty((count, block), real)
    ones = np.ones(count, real)

    def train(theta, steps):
        w = np.ascontiguousarray(theta[:, [0, 1, 4, 2, 3, 5]].T).reshape(2, 3, -1)
        v = np.ascontiguousarray(theta[:, 6:9].T)
        gradient = np.empty_like(w)
        xt = np.ascontiguousarray(xs.T)
        temporary = np.empty_like(value)
        targets = y.T
        for _ in range(steps):
            np.matmul(xt, w, out=value)
            np.tanh(value, out=value)
            np.multiply(value[0], v[0], out=out)
            np.multiply(value[1], v[1], out=slope[0])
            np.add(out, slope[0], out=out)
            np.add(out, v[2], out=out)
            np.subtract(out, targets, out=out)
            np.multiply(out, factor, out=out)
            np.multiply(value, value, out=slope)
            np.subtract(one, slope, out=slope)
            np.multiply(slope, out, out=slope)
            np.multiply(slope, v[:2, None], out=slope)
            np.matmul(xs, slope, out=gradient)
            np.multiply(value, out, out=temporary)
            np.subtract(v[:2], temporary.sum(axis=1), out=v[:2])
            np.subtract(v[2], ones @ out, out=v[2])
            np.subtract(w, gradient, out=w)
        ordered = np.concatenate([w.reshape(6, -1), v])[[0, 1, 3, 4, 2, 5, 6, 7, 8]]
        return ordered.T

    def run(trainings):
        done = 0
        while done < trainings:
            start = done % len(starts)
            ends[start : start + block] = train(starts[start : start + block], work["steps"])
            done += block

    return run, lambda: ends.ravel()


def forward(work, real):
    """Values, slopes φ' and φ'' of a tanh network, and the errors divided by the count."""
    sizes = work["sizes"]
    x, y, count = data(work, real)
    weights = augmented(work["theta"], sizes, real)
    values, slopes, bends = [with_ones(x)], [], []
    for l, w in enumerate(weights):
        z = w @ values[-1]
        if l < len(weights) - 1:
            z = np.tanh(z)
            slopes.append(1 - z * z)
            bends.append(-2 * z * slopes[-1])
            values.append(with_ones(z))
    return weights, values, slopes, bends, (z - y) / count, count


def hessian_vector(work, real):
    """The R-operator, the forward and backward passes made before."""
    sizes = work["sizes"]
    weights, values, slopes, bends, delta, count = forward(work, real)
    last = len(weights) - 1
    deltas, sums = [None] * (last + 1), [None] * (last + 1)
    deltas[last] = delta
    for l in range(last, 0, -1):
        sums[l - 1] = weights[l][:, :-1].T @ deltas[l]
        deltas[l - 1] = sums[l - 1] * slopes[l - 1]
    bent = [s * b for s, b in zip(sums, bends)]
    turned = [np.ascontiguousarray(v.T) for v in values]
    back = [w[:, :-1].T for w in weights]
    direction = augmented(work["direction"], sizes, real)
    r_values = [np.zeros_like(v) for v in values]
    product = []

    def once():
        nonlocal product
        r_sums = []
        for l in range(last + 1):
            r = direction[l] @ values[l]
            if l:
                r += weights[l][:, :-1] @ r_values[l][:-1]
            r_sums.append(r)
            if l < last:
                np.multiply(slopes[l], r, out=r_values[l + 1][:-1])
        r_delta = r_sums[last] / count
        product = [None] * (last + 1)
        for l in range(last, -1, -1):
            product[l] = r_delta @ turned[l]
            if l:
                product[l] += deltas[l] @ r_values[l].T
                below = back[l] @ r_delta + direction[l][:, :-1].T @ deltas[l]
                r_delta = slopes[l - 1] * below + bent[l - 1] * r_sums[l - 1]

    def run(times):
        for _ in range(times):
            once()

    return run, lambda: flat(product)


def hessian(work, real):
    """
    Layer pair by layer pair: per pair of units and sample the second derivative with respect to the two sums, then one product (unit pairs ×
    samples) with (samples × input pairs) per pair of layers.
    """
    sizes = work["sizes"]
    parts = list(layers(sizes))
    parameters = len(work["theta"])
    order = np.empty(parameters, int)
    starts, at = [], 0
    for n_in, n_out, w, b in parts:
        rows = np.column_stack([np.arange(w, b).reshape(n_out, n_in), np.arange(b, b + n_out)])
        order[at : at + rows.size] = rows.ravel()
        starts.append(at)
        at += rows.size
    place = np.ix_(order, order)
    matrix = np.empty((parameters, parameters), real)
    spectrum = np.empty(0)

    def once():
        nonlocal spectrum
        weights, values, slopes, bends, error, count = forward(work, real)
        last = len(weights) - 1
        # deltas of the loss and, per sample, derivatives of the outputs' sums: gains[l][o] = d f_o / d z_l
        deltas, sums = [None] * (last + 1), [None] * (last + 1)
        deltas[last] = error
        for l in range(last, 0, -1):
            sums[l - 1] = weights[l][:, :-1].T @ deltas[l]
            deltas[l - 1] = sums[l - 1] * slopes[l - 1]
        samples = error.shape[1]
        # forward derivatives: moves[l][m] = d z_l / d z_m, units × units × samples, m <= l
        moves = [[None] * (last + 1) for _ in range(last + 1)]
        for m in range(last + 1):
            unit = np.eye(sizes[m + 1], dtype=real)
            moves[m][m] = np.ascontiguousarray(np.broadcast_to(unit[:, :, None], unit.shape + (samples,)))
            for l in range(m + 1, last + 1):
                inner = slopes[l - 1][:, None, :] * moves[l - 1][m]
                k = inner.shape[0]
                moves[l][m] = (weights[l][:, :-1] @ inner.reshape(k, -1)).reshape((-1,) + inner.shape[1:])
        # curvature[l][m] = second derivative with respect to sums of layers m <= l, units × units × samples
        curvature = [[None] * (last + 1) for _ in range(last + 1)]
        for m in range(last + 1):
            above = moves[last][m] / count
            curvature[last][m] = above
            for l in range(last - 1, m - 1, -1):
                k = above.shape[0]
                low = (weights[l + 1][:, :-1].T @ above.reshape(k, -1)).reshape((-1,) + above.shape[1:])
                above = slopes[l][:, None, :] * low + (sums[l] * bends[l])[:, None, :] * moves[l][m]
                curvature[l][m] = above
        whole = np.empty((parameters, parameters), real)
        for l, (n_in, n_out, _, _) in enumerate(parts):
            for m, (m_in, m_out, _, _) in enumerate(parts[: l + 1]):
                pairs = values[l][:, None, :] * values[m][None, :, :]
                block = curvature[l][m].reshape(n_out * m_out, samples) @ pairs.reshape(-1, samples).T
                block = block.reshape(n_out, m_out, n_in + 1, m_in + 1).transpose(0, 2, 1, 3)
                if m < l:
                    # the values that reach layer l move with the sums of layer m
                    move = slopes[l - 1][:, None, :] * moves[l - 1][m]
                    left = deltas[l][:, None, :] * values[m][None, :, :]
                    extra = left.reshape(-1, samples) @ move.reshape(-1, samples).T
                    extra = extra.reshape(n_out, m_in + 1, n_in, m_out).transpose(0, 2, 3, 1)
                    block = block.copy()
                    block[:, :-1] += extra
                a, b = starts[l], starts[m]
                piece = block.reshape(n_out * (n_in + 1), -1)
                whole[a : a + piece.shape[0], b : b + piece.shape[1]] = piece
                whole[b : b + piece.shape[1], a : a + piece.shape[0]] = piece.T
        matrix[place] = whole
        if work["eigenvalues"]:
            spectrum = np.linalg.eigvalsh(matrix)

    def run(times):
        for _ in range(times):
            once()

    return run, lambda: spectrum if work["eigenvalues"] else matrix.ravel()


def eigenvalues(work, real):
    matrix = np.array(work["matrix"], real).reshape(work["n"], work["n"])
    values = np.empty(0)

    def run(times):
        nonlocal values
        for _ in range(times):
            values = np.linalg.eigvalsh(matrix)

    return run, lambda: values

"""
PyTorch as an expert writes it for speed: no autograd where the derivative is known, products and updates into tensors that were made before, features ×
samples, biases as one more column of the weights; landscapes and Hessians in batches; products with the Hessian by double backward through one graph.
"""

import os

import torch
from layers import layers

torch.set_num_threads(1)
VERSION = torch.__version__ + (" AVX-512" if os.environ.get("OPENBLAS_CORETYPE") else "")


def prepare(work, precision):
    real = torch.float64 if precision == "f64" else torch.float32
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
    x = torch.tensor(work["inputs"], dtype=real).reshape(-1, sizes[0]).T.contiguous()
    y = torch.tensor(work["targets"], dtype=real).reshape(-1, sizes[-1]).T.contiguous()
    return x, y, x.shape[1]


def with_ones(values):
    return torch.cat([values, torch.ones(1, values.shape[1], dtype=values.dtype)]).contiguous()


def training(work, real):
    sizes, classes, rate = work["sizes"], work["classes"], work["rate"]
    x, y, count = data(work, real)
    theta = torch.tensor(work["theta"], dtype=real)
    weights = [
        torch.cat([theta[w:b].reshape(n_out, n_in), theta[b : b + n_out, None]], 1).contiguous()
        for n_in, n_out, w, b in layers(sizes)
    ]
    last = len(weights) - 1
    values = [with_ones(x)] + [torch.ones(n + 1, count, dtype=real) for n in sizes[1:]]
    rows = [v[:-1] for v in values]
    turned = [v.T for v in values]
    back = [w[:, :-1].T for w in weights]
    deltas = [torch.empty(n, count, dtype=real) for n in sizes[1:]]
    slopes = [torch.ones(n, count, dtype=real) for n in sizes[1:]]
    one = torch.ones((), dtype=real)
    factor = rate / count

    @torch.inference_mode()
    def run(steps):
        mm, tanh, addcmul = torch.mm, torch.tanh, torch.addcmul
        for _ in range(steps):
            for l in range(last):
                mm(weights[l], values[l], out=rows[l + 1])
                if classes:
                    rows[l + 1].relu_()
                else:
                    tanh(rows[l + 1], out=rows[l + 1])
            out, delta = rows[last + 1], deltas[last]
            mm(weights[last], values[last], out=out)
            torch.sub(torch.softmax(out, 0) if classes else out, y, out=delta)
            for l in range(last, -1, -1):
                if l:
                    mm(back[l], deltas[l], out=deltas[l - 1])
                    if classes:
                        deltas[l - 1].mul_(rows[l] > 0)
                    else:
                        addcmul(one, rows[l], rows[l], value=-1, out=slopes[l - 1])
                        deltas[l - 1].mul_(slopes[l - 1])
                weights[l].addmm_(deltas[l], turned[l], alpha=-factor)

    def result():
        return torch.cat([part.reshape(-1) for w in weights for part in (w[:, :-1], w[:, -1])])

    return run, result


def landscape(work, real):
    """Several points at a time with batched products."""
    sizes = work["sizes"]
    x, y, count = data(work, real)
    centre, first, second = (torch.tensor(v, dtype=real) for v in work["plane"])
    axis = torch.tensor(work["axis"], dtype=real)
    n = len(axis)
    grid = torch.full((n * n,), float("nan"), dtype=torch.float64)
    parts = list(layers(sizes))
    batch = 16

    def losses(alphas, betas):
        theta = centre + alphas[:, None] * first + betas[:, None] * second
        value = x.expand(len(theta), -1, -1)
        for l, (n_in, n_out, w, b) in enumerate(parts):
            weights = theta[:, w:b].reshape(-1, n_out, n_in)
            value = torch.baddbmm(theta[:, b : b + n_out, None], weights, value)
            if l < len(parts) - 1:
                value.tanh_()
        return value.sub_(y).square_().sum((1, 2)).div_(2 * count)

    @torch.inference_mode()
    def run(points):
        done = 0
        while done < points:
            start = done % (n * n)
            end = min(start + batch, n * n, start + points - done)
            at = torch.arange(start, end)
            grid[start:end] = losses(axis[at % n], axis[torch.div(at, n, rounding_mode="floor")])
            done += end - start

    return run, lambda: grid


def gradient_graph(work, real):
    """The parameters part by part, and the gradient's parts with their graph."""
    sizes = work["sizes"]
    x, y, count = data(work, real)
    x, y = x.T.contiguous(), y.T.contiguous()
    weights = parts_of(torch.tensor(work["theta"], dtype=real), sizes)
    for part in weights:
        part.requires_grad_()
    value = x
    for l in range(0, len(weights), 2):
        value = torch.addmm(weights[l + 1], value, weights[l].T)
        if l < len(weights) - 2:
            value = torch.tanh(value)
    loss = (value - y).square().sum() / (2 * count)
    return weights, torch.autograd.grad(loss, weights, create_graph=True)


def parts_of(theta, sizes):
    return [
        part.clone()
        for n_in, n_out, w, b in layers(sizes)
        for part in (theta[w:b].reshape(n_out, n_in), theta[b : b + n_out])
    ]


def hessian_vector(work, real):
    weights, gradient = gradient_graph(work, real)
    direction = parts_of(torch.tensor(work["direction"], dtype=real), work["sizes"])
    product = None

    def run(times):
        nonlocal product
        for _ in range(times):
            product = torch.autograd.grad(gradient, weights, direction, retain_graph=True)

    return run, lambda: torch.cat([part.reshape(-1) for part in product])


def hessian(work, real):
    """The R-operator over 32 directions at a time: half the time of double backward with a vectorised map."""
    sizes = work["sizes"]
    x, y, count = data(work, real)
    x, y = x.T.contiguous(), y.T.contiguous()
    theta = torch.tensor(work["theta"], dtype=real)
    parts = list(layers(sizes))
    last = len(parts) - 1
    parameters = len(theta)
    unit = torch.eye(parameters, dtype=real)
    matrix = spectrum = None

    def products(v, values, slopes, sums, deltas):
        n = len(v)
        tilted = [v[:, w:b].reshape(n, n_out, n_in) for n_in, n_out, w, b in parts]
        r_values = [None]
        for l, (n_in, n_out, w, b) in enumerate(parts):
            r = torch.baddbmm(v[:, None, b : b + n_out], values[l].expand(n, -1, -1), tilted[l].transpose(1, 2))
            if l:
                r.view(-1, n_out).addmm_(r_values[l].view(-1, n_in), theta[w:b].view(n_out, n_in).T)
            r_values.append(r if l == last else r.mul_(slopes[l]))
        delta = r_values.pop().div_(count)
        rows = []
        for l in range(last, -1, -1):
            n_in, n_out, w, b = parts[l]
            product = torch.matmul(delta.transpose(1, 2), values[l])
            if l:
                product.add_(torch.matmul(deltas[l].T, r_values[l]))
            rows += [delta.sum(1), product.reshape(n, -1)]
            if l:
                below = torch.matmul(deltas[l], tilted[l])
                below.view(-1, n_in).addmm_(delta.view(-1, n_out), theta[w:b].view(n_out, n_in))
                bend = r_values[l].mul_(values[l]).mul_(sums[l - 1])
                delta = below.mul_(slopes[l - 1]).sub_(bend, alpha=2)
        return torch.cat(rows[::-1], 1)

    @torch.inference_mode()
    def run(times):
        nonlocal matrix, spectrum
        for _ in range(times):
            values, slopes, sums, deltas = [x], [], [None] * last, [None] * (last + 1)
            for l, (n_in, n_out, w, b) in enumerate(parts):
                z = torch.addmm(theta[b : b + n_out], values[l], theta[w:b].view(n_out, n_in).T)
                if l < last:
                    values.append(z.tanh_())
                    slopes.append(1 - z * z)
            deltas[last] = (z - y) / count
            for l in range(last, 0, -1):
                n_in, n_out, w, b = parts[l]
                sums[l - 1] = deltas[l] @ theta[w:b].view(n_out, n_in)
                deltas[l - 1] = sums[l - 1] * slopes[l - 1]
            matrix = torch.cat([products(v, values, slopes, sums, deltas) for v in unit.split(32)])
            if work["eigenvalues"]:
                spectrum = torch.linalg.eigvalsh(matrix)

    return run, lambda: spectrum if work["eigenvalues"] else matrix.reshape(-1)


def eigenvalues(work, real):
    matrix = torch.tensor(work["matrix"], dtype=real).reshape(work["n"], work["n"])
    values = None

    def run(times):
        nonlocal values
        for _ in range(times):
            values = torch.linalg.eigvalsh(matrix)

    return run, lambda: values


def ensemble(work, real):
    """All networks at once, networks last: 2-2-1 with broadcast products."""
    if work["sizes"] != [2, 2, 1]:
        return None
    x, y, count = data(work, real)
    starts = torch.tensor(work["thetas"], dtype=real)
    ends = torch.empty_like(starts)
    xs = with_ones(x)
    xt = xs.T.contiguous()
    one = torch.ones((), dtype=real)
    factor = work["rate"] / count

    @torch.inference_mode()
    def run(trainings):
        done = 0
        while done < trainings:
            w = starts[:, [0, 1, 4, 2, 3, 5]].T.contiguous().reshape(2, 3, -1)
            v = starts[:, 6:9].T.contiguous()
            value = torch.empty(2, count, w.shape[2], dtype=real)
            slope = torch.empty_like(value)
            out = torch.empty(count, w.shape[2], dtype=real)
            wide, row = xt.expand(2, -1, -1), xs.expand(2, -1, -1)
            targets = y.T
            for _ in range(work["steps"]):
                torch.bmm(wide, w, out=value)
                torch.tanh(value, out=value)
                torch.addcmul(v[2], value[0], v[0], out=out)
                out.addcmul_(value[1], v[1])
                out.sub_(targets)
                torch.addcmul(one, value, value, value=-1, out=slope)
                slope.mul_(out).mul_(v[:2, None])
                w.baddbmm_(row, slope, alpha=-factor)
                v[:2].sub_(value.mul_(out).sum(1), alpha=factor)
                v[2].sub_(out.sum(0), alpha=factor)
            ends.copy_(torch.cat([w.reshape(6, -1), v])[[0, 1, 3, 4, 2, 5, 6, 7, 8]].T)
            done += len(starts)

    return run, lambda: ends.reshape(-1)

"""PyTorch as people write it: nn.Sequential, autograd, optim.SGD; a landscape by setting the parameters point by point; a Hessian by torch.autograd.functional."""

import torch
from layers import layers
from torch import nn
from torch.nn.utils import parameters_to_vector, vector_to_parameters

torch.set_num_threads(1)
VERSION = torch.__version__


def prepare(work, precision):
    real = torch.float64 if precision == "f64" else torch.float32
    kinds = {"training": training, "landscape": landscape, "hessian": hessian}
    return kinds[work["kind"]](work, real) if work["kind"] in kinds else None


def model_of(work, real):
    sizes = work["sizes"]
    x = torch.tensor(work["inputs"], dtype=real).reshape(-1, sizes[0])
    y = torch.tensor(work["targets"], dtype=real).reshape(-1, sizes[-1])
    modules = []
    for n_in, n_out in zip(sizes, sizes[1:]):
        modules += [nn.Linear(n_in, n_out, dtype=real), nn.ReLU() if work["classes"] else nn.Tanh()]
    model = nn.Sequential(*modules[:-1])
    if work["classes"]:
        criterion, target = nn.CrossEntropyLoss(), y.argmax(1)
    else:
        mse = nn.MSELoss()
        # half the sum over outputs, averaged over samples
        criterion, target = lambda f, t: mse(f, t) * (sizes[-1] / 2), y
    return model, x, target, criterion


def training(work, real):
    model, x, y, criterion = model_of(work, real)
    vector_to_parameters(torch.tensor(work["theta"], dtype=real), model.parameters())
    optimizer = torch.optim.SGD(model.parameters(), lr=work["rate"])

    def run(steps):
        for _ in range(steps):
            optimizer.zero_grad()
            loss = criterion(model(x), y)
            loss.backward()
            optimizer.step()

    return run, lambda: parameters_to_vector(model.parameters()).detach()


def landscape(work, real):
    model, x, y, criterion = model_of(work, real)
    centre, first, second = (torch.tensor(v, dtype=real) for v in work["plane"])
    axis = work["axis"]
    n = len(axis)
    grid = [float("nan")] * (n * n)

    def run(points):
        with torch.no_grad():
            for i in range(points):
                place = i % (n * n)
                theta = centre + axis[place % n] * first + axis[place // n] * second
                vector_to_parameters(theta, model.parameters())
                grid[place] = criterion(model(x), y).item()

    return run, lambda: grid


def hessian(work, real):
    _, x, y, criterion = model_of(work, real)
    sizes = work["sizes"]
    parts = list(layers(sizes))
    theta = torch.tensor(work["theta"], dtype=real)
    matrix = spectrum = None

    def loss(vector):
        value = x
        for l, (n_in, n_out, w, b) in enumerate(parts):
            value = nn.functional.linear(value, vector[w:b].view(n_out, n_in), vector[b : b + n_out])
            if l < len(parts) - 1:
                value = torch.tanh(value)
        return criterion(value, y)

    def run(times):
        nonlocal matrix, spectrum
        for _ in range(times):
            matrix = torch.autograd.functional.hessian(loss, theta)
            if work["eigenvalues"]:
                spectrum = torch.linalg.eigvalsh(matrix)

    return run, lambda: spectrum if work["eigenvalues"] else matrix.reshape(-1)

"""Where the layers stand in a parameter vector: weights (outputs × inputs, row by row), then biases, layer by layer."""


def layers(sizes):
    at = 0
    for inputs, outputs in zip(sizes, sizes[1:]):
        weights, biases = at, at + inputs * outputs
        at = biases + outputs
        yield inputs, outputs, weights, biases


def grid_places(axis, points):
    """alpha and beta of the first points of a grid, row by row, starting again at its end."""
    n = len(axis)
    return [(axis[i % n], axis[i // n % n]) for i in range(points)]

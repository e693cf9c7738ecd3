/** A complete experiment lists much per layer; a network of another depth needs these lists as a person would write them for any depth. */

interface Layered {
  readonly network: {
    readonly sizes: readonly unknown[];
    readonly activations: unknown;
    readonly biases: unknown;
  };
  readonly initialisation: { readonly weights: unknown; readonly biases: unknown };
  readonly training: { readonly dropout: unknown; readonly layerRates: unknown };
}

/** Writes lists that repeat one entry as that entry, where the depth changes. Lists whose layers differ stay, and the schema says what they need. */
export function forDepth(document: object, sizes: unknown): object {
  const { network, initialisation, training, ...rest } = document as Layered;
  if (!Array.isArray(sizes) || sizes.length === network.sizes.length) return document;
  return {
    ...rest,
    network: { ...network, activations: forHidden(network.activations), biases: repeated(network.biases) },
    initialisation: {
      ...initialisation,
      weights: repeated(initialisation.weights),
      biases: repeated(initialisation.biases),
    },
    training: {
      ...training,
      dropout:
        Array.isArray(training.dropout) && training.dropout.length === 0 ? 0 : repeated(training.dropout),
      layerRates: repeated(training.layerRates),
    },
  };
}

function repeated(list: unknown): unknown {
  if (!Array.isArray(list)) return list;
  const [first, ...rest] = list.map((entry) => JSON.stringify(entry));
  return first !== undefined && rest.every((entry) => entry === first) ? (list[0] as unknown) : list;
}

/** One name for all hidden layers stands for a linear output besides. */
function forHidden(activations: unknown): unknown {
  if (!Array.isArray(activations) || activations.at(-1) !== 'linear') return activations;
  return activations.length === 1 ? 'tanh' : repeated(activations.slice(0, -1));
}

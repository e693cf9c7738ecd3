/** A run as a Python script that repeats it in PyTorch and compares the losses. */
import type { History } from '../../analysis/history';
import type { Samples } from '../../core/contract';
import type { Experiment } from '../../model/experiment';
import { loss as lossEntry } from '../../model/losses';
import { layerRanges, parameterCount } from '../../model/network';
import type { Engine } from '../saddle-file';
import { pythonList, pythonMatrix, pythonNumber, pythonText, pythonVector } from './literals';
import { ruleInPyTorch } from './rules';
import { activationsInPyTorch, lossesInPyTorch } from './tables';

/** A run as far as it came, with everything that is drawn at random in it. */
export interface RepeatableRun {
  readonly experiment: Experiment;
  readonly engine: Engine;
  readonly train: Samples;
  /** θ₀ */
  readonly initial: Float64Array;
  /** Sample indices per step; null where every step sees all. */
  readonly batches: readonly ArrayLike<number>[] | null;
  /** What perturbed gradient descent adds, in the order of use: each as long as θ. */
  readonly pushes: readonly Float64Array[];
  readonly history: History;
}

/** Lines of the table of losses that the script compares with. */
const comparedSteps = 41;

/** The text of the script. */
export function pytorchScript(run: RepeatableRun): string {
  const { experiment, engine, train, batches } = run;
  const { network, training, loss, precision } = experiment;
  const recorded = recordedLosses(run.history);
  const steps = recorded.at(-1)?.[0] ?? 0;
  const rule = ruleInPyTorch(training.rule);
  const single = precision === 'f32';
  const formula = lossEntry(loss).formula;
  const lines = [
    '"""',
    `Repeats a run of Saddlescope ${engine.version} (core ${engine.build.slice(0, 12)}) in PyTorch and compares the losses.`,
    '',
    '    python3 SCRIPT.py [theta.safetensors]',
    '',
    'Needs PyTorch 1.12 or newer and nothing else. Where a file is named, the parameters after the last step are written to it;',
    '`saddlescope run EXPERIMENT --from theta.safetensors` starts from them.',
    ...(single
      ? [
          '',
          'The run was computed in 32 bits: the last digits depend on the order of sums, so the losses drift apart.',
        ]
      : []),
    '"""',
    '',
    'import json',
    'import struct',
    'import sys',
    '',
    'import torch',
    'import torch.nn.functional as F',
    'from torch import nn',
    '',
    `NAME = ${pythonText(experiment.name)}`,
    `DTYPE = torch.float${single ? 32 : 64}`,
    `STEPS = ${steps}`,
    `RATE = ${pythonNumber(training.rule.rate)}`,
    '',
    'torch.set_default_dtype(DTYPE)',
    'torch.set_num_threads(1)',
    '',
    '',
    'def tensor(values):',
    '    return torch.tensor(values, dtype=DTYPE)',
    '',
    '',
    `# The data, ${experiment.data.name}: one row per training sample.`,
    `INPUTS = tensor(${pythonMatrix(train.inputs, network.sizes[0]!)})`,
    `TARGETS = tensor(${pythonMatrix(train.targets, network.sizes.at(-1)!)})`,
    '',
    ...(batches === null
      ? ['# Every step sees all samples.', 'BATCHES = None']
      : ['# The samples of each step.', `BATCHES = ${batchList(batches)}`]),
    '',
    ...(run.pushes.length === 0 ? [] : [`PUSHES = ${pushList(run.pushes)}`, '']),
    '# Steps and losses as they were recorded.',
    `RECORDED = ${pythonList(recorded.map(([step, value]) => `(${step}, ${pythonNumber(value)})`))}`,
    '',
    '',
    ...networkLines(experiment),
    '',
    '',
    '# Where it starts.',
    ...initialLines(experiment, run.initial),
    '',
    'network = Network()',
    'network.load_state_dict({name: tensor(values) for name, values in INITIAL.items()})',
    '',
    '',
    'def loss(samples):',
    `    """${formula}${penaltyWords(training)}"""`,
    '    x, y = (INPUTS, TARGETS) if samples is None else (INPUTS[samples], TARGETS[samples])',
    '    f = network(x)',
    `    value = ${lossesInPyTorch[loss]}`,
    ...penaltyLines(training),
    '    return value',
    '',
    '',
    'def take_gradients(samples):',
    '    network.zero_grad()',
    '    with torch.enable_grad():',
    '        loss(samples).backward()',
    '',
    '',
    ...rateLines(experiment, rule.optimiser !== undefined),
    ...(rule.optimiser === undefined ? [] : [`optimiser = ${rule.optimiser}`]),
    ...(rule.before === undefined ? [] : ['', ...rule.before]),
    '',
    '',
    '@torch.no_grad()',
    'def update(step):',
    `    """One step: ${training.rule.name}."""`,
    '    samples = None if BATCHES is None else BATCHES[step]',
    '    take_gradients(samples)',
    ...(rule.update === undefined ? ['    optimiser.step()'] : rule.update.map((line) => `    ${line}`)),
    '',
    '',
    ...closing,
  ];
  return `${lines.join('\n')}\n`;
}

function networkLines({ network }: Experiment): string[] {
  const { sizes, activations } = network;
  const layers = layerRanges(network).map(
    ({ inputs, outputs, biases }) =>
      `nn.Linear(${inputs}, ${outputs}${biases === null ? ', bias=False' : ''})`,
  );
  return [
    'class Network(nn.Module):',
    `    """${sizes.join('-')}, ${activations.join(', ')}."""`,
    '',
    '    def __init__(self):',
    '        super().__init__()',
    `        self.layers = nn.ModuleList(${pythonList(layers, '        ')})`,
    '',
    '    def forward(self, z):',
    ...activations.flatMap((name, i) => [
      `        z = self.layers[${i}](z)`,
      ...(name === 'linear' ? [] : [`        z = ${activationsInPyTorch[name]}`]),
    ]),
    '        return z',
  ];
}

/** The initial parameters by their names. */
function initialLines({ network }: Experiment, initial: Float64Array): string[] {
  const entries = layerRanges(network).flatMap(({ layer, inputs, outputs, weights, biases }) => {
    const name = `layers.${layer - 1}`;
    const matrix = pythonMatrix(initial.subarray(weights, weights + inputs * outputs), inputs, '    ');
    const bias = biases === null ? null : pythonVector(initial.subarray(biases, biases + outputs), '    ');
    return [`    "${name}.weight": ${matrix},`, ...(bias === null ? [] : [`    "${name}.bias": ${bias},`])];
  });
  return ['INITIAL = {', ...entries, '}'];
}

function penaltyWords({ l1, l2 }: Experiment['training']): string {
  return `${l1 === 0 ? '' : ' + l1·Σ|θᵢ|'}${l2 === 0 ? '' : ' + (l2/2)·Σθᵢ²'}`;
}

function penaltyLines({ l1, l2 }: Experiment['training']): string[] {
  const sum = (term: string) => `sum(${term} for p in network.parameters())`;
  return [
    ...(l1 === 0 ? [] : [`    value = value + ${pythonNumber(l1)} * ${sum('p.abs().sum()')}`]),
    ...(l2 === 0 ? [] : [`    value = value + ${pythonNumber(l2 / 2)} * ${sum('(p * p).sum()')}`]),
  ];
}

/** The learning rate of each parameter, as groups of an optimiser or in pairs. */
function rateLines({ network, training }: Experiment, grouped: boolean): string[] {
  const rate = (factor: number) => (factor === 1 ? 'RATE' : `${pythonNumber(factor)} * RATE`);
  const pairs = layerRanges(network).flatMap(({ layer, biases }) => {
    const factors = training.layerRates[layer - 1]!;
    const place = `network.layers[${layer - 1}]`;
    return [
      { parameter: `${place}.weight`, rate: rate(factors.weights) },
      ...(biases === null ? [] : [{ parameter: `${place}.bias`, rate: rate(factors.biases) }]),
    ];
  });
  if (!grouped) return [`RATES = ${pythonList(pairs.map((one) => `(${one.parameter}, ${one.rate})`))}`];
  if (pairs.every((one) => one.rate === 'RATE')) return ['GROUPS = network.parameters()'];
  return [`GROUPS = ${pythonList(pairs.map((one) => `{"params": [${one.parameter}], "lr": ${one.rate}}`))}`];
}

function batchList(batches: readonly ArrayLike<number>[]): string {
  return pythonList(batches.map((batch) => pythonList(Array.from(batch, String), '    ')));
}

function pushList(pushes: readonly Float64Array[]): string {
  return pythonList(pushes.map((push) => pythonVector(push, '    ')));
}

/** The first, the last, and steps between them at equal distances, as far as losses are finite. */
function recordedLosses({ steps, loss }: History): (readonly [number, number])[] {
  const finite = Array.from(steps, (step, i) => [step, loss[i]!] as const).filter(([, value]) =>
    Number.isFinite(value),
  );
  const last = finite.length - 1;
  const count = Math.min(finite.length, comparedSteps);
  const places = Array.from({ length: count }, (_, i) => Math.round((i * last) / Math.max(1, count - 1)));
  return [...new Set(places)].map((place) => finite[place]!);
}

/** Numbers that a script for this experiment holds, for a check beforehand. */
export function literalNumbers(experiment: Experiment, samples: number): number {
  const { sizes } = experiment.network;
  return parameterCount(experiment.network) + samples * (sizes[0]! + sizes.at(-1)!);
}

const closing = [
  'def save(path):',
  '    """Writes the parameters as a safetensors file: the header\'s length, the header, the numbers."""',
  '    header, data = {"__metadata__": {"format": "pt"}}, b""',
  '    for name, value in network.state_dict().items():',
  '        kind, letter = ("F64", "d") if value.dtype == torch.float64 else ("F32", "f")',
  '        raw = struct.pack(f"<{value.numel()}{letter}", *value.flatten().tolist())',
  '        header[name] = {"dtype": kind, "shape": list(value.shape), "data_offsets": [len(data), len(data) + len(raw)]}',
  '        data += raw',
  '    text = json.dumps(header).encode()',
  '    text += b" " * (-len(text) % 8)',
  '    with open(path, "wb") as file:',
  '        file.write(struct.pack("<Q", len(text)) + text + data)',
  '',
  '',
  'def main():',
  '    print(NAME)',
  "    print(f\"{'step':>10}  {'loss here':>23}  {'loss recorded':>23}  {'difference':>10}\")",
  '    recorded = dict(RECORDED)',
  '    greatest = 0.0',
  '    for step in range(STEPS + 1):',
  '        if step in recorded:',
  '            with torch.no_grad():',
  '                here = loss(None).item()',
  '            difference = abs(here - recorded[step])',
  '            greatest = max(greatest, difference)',
  '            print(f"{step:>10}  {here:>23.16g}  {recorded[step]:>23.16g}  {difference:>10.2g}")',
  '        if step < STEPS:',
  '            update(step)',
  '    print(f"greatest difference: {greatest:.3g}")',
  '    if len(sys.argv) > 1:',
  '        save(sys.argv[1])',
  '    return greatest',
  '',
  '',
  'if __name__ == "__main__":',
  '    main()',
];

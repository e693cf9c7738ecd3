import { standardiseField } from './common-fields';
import { defineDataset } from './dataset';
import { irisValues } from './iris-values';

const names = ['sepal length', 'sepal width', 'petal length', 'petal width'];
const classes = ['setosa', 'versicolor', 'virginica'];

/** Which of the four columns a choice of features takes. */
const columns: Readonly<Record<string, readonly number[]>> = {
  all: [0, 1, 2, 3],
  sepals: [0, 1],
  petals: [2, 3],
};

/** Fisher's 150 irises in the published order, three one-hot classes. Values: `iris-values.ts`. */
export const iris = defineDataset({
  name: 'iris',
  label: 'Iris',
  summary: 'Fisher’s 150 irises of three species, measured in centimetres.',
  fields: {
    features: {
      kind: 'choice',
      label: 'Features',
      help: 'Which of the measurements are inputs.',
      default: 'all',
      choices: [
        { value: 'all', label: 'All four' },
        { value: 'sepals', label: 'Sepal length and width' },
        { value: 'petals', label: 'Petal length and width' },
      ],
    },
    standardise: standardiseField,
  },
  shape: ({ features }) => ({
    inputNames: columns[features]!.map((column) => names[column]!),
    targetNames: classes,
    classes,
    coding: 'one-hot',
    count: 150,
  }),
  generate({ features }) {
    const rows = irisValues
      .trim()
      .split(/\s+/)
      .map((row) => row.split(',').map(Number));
    const inputs = Float64Array.from(rows.flatMap((row) => columns[features]!.map((column) => row[column]!)));
    const targets = new Float64Array(rows.length * 3);
    rows.forEach((_, index) => (targets[index * 3 + Math.floor(index / 50)] = 1));
    return { count: rows.length, inputs, targets };
  },
});

import { limits } from '../limits';
import { standardiseField } from './common-fields';
import { readCsv } from './csv-data';
import { defineDataset } from './dataset';

export const csv = defineDataset({
  name: 'csv',
  label: 'CSV file',
  summary: 'Your own table: one row per sample, numbers as inputs, numbers or class names as target.',
  fields: {
    text: {
      kind: 'text',
      label: 'File',
      help: 'The CSV itself, kept inside the experiment so that the experiment is whole.',
      default: '',
      maxLength: limits.csvText,
      role: 'embedded-file',
    },
    file: {
      kind: 'text',
      label: 'File name',
      help: 'Name of the file the text came from, for display and messages.',
      default: '',
      maxLength: 1024,
    },
    inputs: {
      kind: 'names',
      label: 'Input columns',
      help: 'Columns that are inputs; none listed = all columns that are not targets.',
      default: [],
      maxItems: limits.csvColumns,
    },
    target: {
      kind: 'names',
      label: 'Target columns',
      help: 'Column to predict, or several columns of numbers; none listed = the last column that is not an input.',
      default: [],
      maxItems: limits.csvColumns,
    },
    task: {
      kind: 'choice',
      label: 'Target means',
      help: 'Numbers, or classes (one-hot in order of first appearance); automatic looks at the first target.',
      default: 'auto',
      choices: [
        { value: 'auto', label: 'Automatic' },
        { value: 'numbers', label: 'Numbers' },
        { value: 'classes', label: 'Classes' },
      ],
    },
    delimiter: {
      kind: 'choice',
      label: 'Separator',
      help: 'What separates the cells of a row.',
      default: 'auto',
      choices: [
        { value: 'auto', label: 'Automatic' },
        { value: 'comma', label: 'Comma' },
        { value: 'semicolon', label: 'Semicolon' },
        { value: 'tab', label: 'Tab' },
      ],
    },
    decimal: {
      kind: 'choice',
      label: 'Decimals',
      help: 'What stands before the decimals of a number.',
      default: 'point',
      choices: [
        { value: 'point', label: 'Point, as in 1.5' },
        { value: 'comma', label: 'Comma, as in 1,5' },
      ],
    },
    header: {
      kind: 'choice',
      label: 'Header',
      help: 'Whether the first row names the columns; automatic takes it for a header when none of its cells is a number, or a text stands over nothing but numbers.',
      default: 'auto',
      choices: [
        { value: 'auto', label: 'Automatic' },
        { value: 'yes', label: 'First row names the columns' },
        { value: 'no', label: 'No header' },
      ],
    },
    standardise: standardiseField,
  },
  shape: (options) => readCsv(options).shape,
  generate(options) {
    const { shape, inputs, targets } = readCsv(options);
    return { count: shape.count, inputs: inputs.slice(), targets: targets.slice() };
  },
});

/**
 * The `.saddle` file: a ZIP of `experiment.json` and flat `*.npy` members, so that `numpy.load("x.saddle")` reads every
 * array with no help from us.
 *
 * `experiment.json` is the experiment itself (the question, exactly as in a hand-written experiment) with two sections
 * more at the end of its top level:
 *   `engine`   { version, build } of the program that computed the results
 *   `results`  the scalars that came out (see `resultsSchema`), absent where nothing has run
 * It comes first in the archive, so that a file that was cut off still has its question.
 *
 * A sweep adds a third one, `swept` (see `swept-section.ts`).
 *
 * JSON has no NaN, ∞ or −0: in `results` these four are the strings "NaN", "Infinity", "-Infinity" and "-0".
 * Equal documents give equal bytes: dates are fixed and arrays are sorted by name.
 */
import { z } from 'zod';
import type { LandscapeQuantity } from '../core/contract';
import { experimentVersion, type Experiment, type LandscapeSpec, type PointName } from '../model/experiment';
import { parseJson } from '../model/json-text';
import { isPointName } from '../model/point-name';
import { schemaProblems } from '../model/problems';
import { quantities } from '../model/quantities';
import { UserError } from '../model/user-error';
import { comparedSchema, type ComparedQuestion } from './compared-runs';
import { decodeNpy, encodeNpy, type NpyArray } from './npy';
import { sweptSchema, type SweptSection } from './swept-section';
import { readZip, writeZip, type Packing, type ZipMember } from './zip';

export interface Engine {
  readonly version: string;
  /** SHA-256 of the core's module, hex. */
  readonly build: string;
}

export interface SaddleResults {
  readonly status: 'ready' | 'training' | 'paused' | 'finished' | 'diverged';
  readonly step: number;
  readonly message: string;
  readonly parameterCount: number;
  /** The newest recorded scalars; NaN where not defined. */
  readonly loss: number;
  readonly gradientNorm: number;
  readonly accuracy: number;
  readonly testLoss: number;
  readonly testAccuracy: number;
  readonly landscape: LandscapeScalars | null;
}

/** All of a landscape that is not an array. Computing time is left out: it would make equal results unequal files. */
export interface LandscapeScalars {
  readonly quantity: LandscapeQuantity;
  readonly centreValue: number;
  readonly origin: { readonly alpha: number; readonly beta: number } | null;
  readonly plane: {
    readonly name: string;
    readonly description: string;
    readonly rule: string;
    readonly caveats: readonly string[];
    readonly centre: PointName;
    readonly firstLabel: string;
    readonly secondLabel: string;
    readonly cosine: number;
  };
  /** What was asked for, as the experiment writes it; files of before it was kept have none. */
  readonly settings?: LandscapeSpec;
}

/** What a `.saddle` file holds. Written with a parsed `Experiment`; read with the question still to be parsed by src/model. */
export interface SaddleDocument<Question = Experiment> {
  readonly experiment: Question;
  readonly engine: Engine;
  readonly results: SaddleResults | null;
  /** Of a sweep whose rows are among the arrays. */
  readonly swept?: SweptSection | null;
  /** By name without `.npy`: lower-case letters, digits and `_`. */
  readonly arrays: Readonly<Record<string, NpyArray>>;
}

export interface DecodedSaddle {
  readonly document: SaddleDocument<unknown>;
  /** What was lost or ignored, one sentence each. */
  readonly warnings: readonly string[];
}

const jsonName = 'experiment.json';
const jsonLimit = 64 * 2 ** 20;

const number = z.union([
  z.number(),
  z.enum(['NaN', 'Infinity', '-Infinity', '-0']).transform((text) => Number(text)),
]);
const text = z.string().max(10_000);
const pointName = z.custom<PointName>(
  (value) => typeof value === 'string' && isPointName(value),
  'a point of a run such as "final"',
);

const engineSchema = z.strictObject({ version: z.string().max(100), build: z.string().max(200) });

/** Flat, so that it can be written again; the model reads it before anything is computed from it. */
const settingsSchema = z.strictObject({
  plane: z
    .record(z.string().max(100), z.union([number, text, z.boolean(), z.array(z.union([number, text]))]))
    .refine((plane) => typeof plane['name'] === 'string', 'an object with a name'),
  centre: pointName,
  quantity: z.enum(quantities.map(({ name }) => name)),
  resolution: z.int(),
  span: z.union([z.literal('auto'), z.number()]),
}) as unknown as z.ZodType<LandscapeSpec>;

const resultsSchema = z.strictObject({
  status: z.enum(['ready', 'training', 'paused', 'finished', 'diverged']),
  step: z.int().min(0),
  message: text,
  parameterCount: z.int().min(1),
  loss: number,
  gradientNorm: number,
  accuracy: number,
  testLoss: number,
  testAccuracy: number,
  landscape: z
    .strictObject({
      quantity: z.enum(quantities.map(({ name }) => name)),
      centreValue: number,
      origin: z.strictObject({ alpha: number, beta: number }).nullable(),
      plane: z.strictObject({
        name: text,
        description: text,
        // Files of before it was kept have none.
        rule: text.default(''),
        caveats: z.array(text).max(100),
        centre: pointName,
        firstLabel: text,
        secondLabel: text,
        cosine: number,
      }),
      settings: settingsSchema.optional(),
    })
    .nullable(),
}) satisfies z.ZodType<SaddleResults, unknown>;

/** The bytes of a `.saddle` file. Throws `RangeError` on an array name that is not flat lower-case (a mistake of the program). */
export function encodeSaddle(document: SaddleDocument, packing?: Packing): Uint8Array {
  const members: ZipMember[] = [{ name: jsonName, bytes: new TextEncoder().encode(saddleJson(document)) }];
  for (const name of Object.keys(document.arrays).sort()) {
    if (!/^[a-z][a-z0-9_]*$/.test(name)) throw new RangeError(`'${name}' cannot be an array's name`);
    members.push({ name: `${name}.npy`, bytes: encodeNpy(document.arrays[name]!) });
  }
  return writeZip(members, packing);
}

/** `experiment.json` as text, also what a picture carries: the question, then `engine` and `results`. */
export function saddleJson(document: Omit<SaddleDocument, 'arrays'>): string {
  const { experiment, engine, results, swept = null } = document;
  const whole = {
    ...experiment,
    engine,
    ...(results === null ? {} : { results: spellNumbers(results) }),
    ...(swept === null ? {} : { swept }),
  };
  return `${JSON.stringify(whole, null, 2)}\n`;
}

/**
 * Reads a `.saddle` file as far as it is whole; the question is left to src/model to parse.
 * @throws UserError where the archive is not one, breaks a limit, is of a newer version, or has no readable `experiment.json`
 */
export function decodeSaddle(bytes: Uint8Array, name: string): DecodedSaddle {
  const { members, lost } = readZip(bytes, name);
  const warnings = lost.map((sentence) => `${name}: ${sentence}.`);
  const jsonBytes = members.get(jsonName);
  if (jsonBytes === undefined) {
    const reason = lost.find((sentence) => sentence.startsWith(`${jsonName}:`)) ?? 'it is not in the archive';
    throw new UserError(
      `${name}: there is no readable ${jsonName} (${reason}), so the experiment cannot be opened.`,
      name,
    );
  }
  if (jsonBytes.length > jsonLimit) {
    throw new UserError(
      `${name}: ${jsonName} has ${jsonBytes.length} bytes; at most ${jsonLimit} are allowed.`,
      name,
    );
  }
  const split = splitSaddleJson(parseMember(jsonBytes, name), name);
  warnings.push(...split.warnings);

  const arrays: Record<string, NpyArray> = {};
  for (const [member, content] of members) {
    if (member === jsonName) continue;
    const array = /^([a-z][a-z0-9_]*)\.npy$/.exec(member)?.[1];
    if (array === undefined) {
      warnings.push(`${name}: the member '${member}' is not known here and was ignored.`);
      continue;
    }
    try {
      arrays[array] = decodeNpy(content, `${name}, ${member}`);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      warnings.push(error.message);
    }
  }
  const { question, engine, results, swept } = split;
  const document = { experiment: question, engine, results, arrays };
  return { document: swept === null ? document : { ...document, swept }, warnings };
}

export interface SplitSaddleJson {
  /** What `parseExperiment` of src/model takes: the document without `engine`, `results`, `compared` and `swept`. */
  readonly question: unknown;
  readonly engine: Engine;
  readonly results: SaddleResults | null;
  /** The runs that a picture compares; empty where it shows one. */
  readonly compared: readonly ComparedQuestion<unknown>[];
  readonly swept: SweptSection | null;
  readonly warnings: readonly string[];
}

const unknownEngine: Engine = { version: '', build: '' };

/**
 * Parts the question from what this program added. A damaged section of these is dropped with a warning;
 * the question is never touched. Plain experiment JSON passes through with no results.
 * @throws UserError when the document is of a newer version than this program reads
 */
export function splitSaddleJson(json: unknown, name: string): SplitSaddleJson {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) {
    return { question: json, engine: unknownEngine, results: null, compared: [], swept: null, warnings: [] };
  }
  const version: unknown = 'saddlescope' in json ? json.saddlescope : undefined;
  if (typeof version === 'number' && version > experimentVersion) {
    throw new UserError(
      `${name}: this experiment has version ${version}; this program reads versions up to ${experimentVersion}. Open it with a newer Saddlescope.`,
      name,
    );
  }
  const {
    engine: rawEngine,
    results: rawResults,
    compared: rawCompared,
    swept: rawSwept,
    ...question
  } = json as Record<string, unknown>;
  const warnings: string[] = [];
  const read = <T>(schema: z.ZodType<T>, value: unknown, section: string): T | null => {
    if (value === undefined) return null;
    const parsed = schema.safeParse(value);
    if (parsed.success) return parsed.data;
    const [problem] = schemaProblems(
      parsed.error.issues.map((issue) => ({ ...issue, path: [section, ...issue.path] })),
      { [section]: value },
      z.strictObject({ [section]: schema }),
    );
    warnings.push(
      `${name}: the section '${section}' is damaged and was ignored: ${problem?.text ?? 'it is not readable'}.`,
    );
    return null;
  };
  const engine = read(engineSchema, rawEngine, 'engine') ?? unknownEngine;
  const results = read<SaddleResults>(resultsSchema, rawResults, 'results');
  const compared = read<ComparedQuestion<unknown>[]>(comparedSchema, rawCompared, 'compared') ?? [];
  const swept = read<SweptSection>(sweptSchema, rawSwept, 'swept');
  return { question, engine, results, compared, swept, warnings };
}

/** @throws UserError also where a key is there twice: two readers could then see two experiments in one file */
function parseMember(bytes: Uint8Array, name: string): unknown {
  try {
    return parseJson(new TextDecoder('utf-8', { fatal: true }).decode(bytes), `${name}, ${jsonName}`);
  } catch (error) {
    if (error instanceof UserError) throw new UserError(error.message, name);
    throw new UserError(
      `${name}: ${jsonName} in it is not text in UTF-8; the file was not written by this program.`,
      name,
    );
  }
}

/** Numbers that JSON cannot hold become their names; everything else is copied as it is. */
function spellNumbers(value: unknown): unknown {
  if (typeof value === 'number') {
    if (Object.is(value, -0)) return '-0';
    return Number.isFinite(value) ? value : String(value);
  }
  if (Array.isArray(value)) return value.map(spellNumbers);
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, spellNumbers(part)]));
  }
  return value;
}

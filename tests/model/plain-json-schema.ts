interface Schema {
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly not?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly propertyNames?: Schema;
  readonly items?: Schema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
}

const annotations = ['$schema', '$id', 'title', 'description', 'default', 'examples'];
const keywords = [
  ...annotations,
  ...['type', 'const', 'enum', 'anyOf', 'oneOf', 'not', 'properties', 'required'],
  ...['additionalProperties', 'propertyNames', 'items'],
  ...[
    'minItems',
    'maxItems',
    'maxLength',
    'pattern',
    'minimum',
    'maximum',
    'exclusiveMinimum',
    'exclusiveMaximum',
  ],
];

/** A plain validator of the JSON Schema keywords that our schema uses, written from the specification; any other keyword is an error. */
export function accepts(schema: object, value: unknown): boolean {
  const unknown = Object.keys(schema).filter((key) => !keywords.includes(key));
  if (unknown.length) throw new Error(`keywords that this validator does not know: ${unknown.join(', ')}`);
  const s = schema as Schema;
  if (s.type !== undefined && ![s.type].flat().some((type) => isType(type, value))) return false;
  if ('const' in s && value !== s.const) return false;
  if (s.enum && !s.enum.includes(value)) return false;
  if (s.anyOf && !s.anyOf.some((one) => accepts(one, value))) return false;
  if (s.oneOf && s.oneOf.filter((one) => accepts(one, value)).length !== 1) return false;
  if (s.not && accepts(s.not, value)) return false;
  if (typeof value === 'number')
    return (
      !(value < (s.minimum ?? -Infinity)) &&
      !(value > (s.maximum ?? Infinity)) &&
      !(value <= (s.exclusiveMinimum ?? -Infinity)) &&
      !(value >= (s.exclusiveMaximum ?? Infinity))
    );
  if (typeof value === 'string')
    return (
      value.length <= (s.maxLength ?? Infinity) &&
      (s.pattern === undefined || new RegExp(s.pattern).test(value))
    );
  if (Array.isArray(value))
    return (
      value.length >= (s.minItems ?? 0) &&
      value.length <= (s.maxItems ?? Infinity) &&
      value.every((item) => s.items === undefined || accepts(s.items, item))
    );
  if (typeof value === 'object' && value !== null) {
    if (s.required?.some((key) => !(key in value))) return false;
    return Object.entries(value).every(([key, item]) => {
      if (s.propertyNames && !accepts(s.propertyNames, key)) return false;
      const property = s.properties?.[key] ?? s.additionalProperties;
      return typeof property === 'object' ? accepts(property, item) : property !== false;
    });
  }
  return true;
}

function isType(type: string, value: unknown): boolean {
  if (type === 'integer') return Number.isInteger(value);
  if (type === 'array') return Array.isArray(value);
  if (type === 'null') return value === null;
  if (type === 'object') return typeof value === 'object' && value !== null && !Array.isArray(value);
  return typeof value === type;
}

/** JSON schema of `codegen.config.json`. A slip in a key is refused by name, so nothing is silently ignored. */
const folder = { out: { type: 'string', minLength: 1, pattern: '^[^/\\\\]' } } as const;

const target = (properties: Readonly<Record<string, unknown>> = {}): object => ({
  type: 'object',
  additionalProperties: false,
  required: ['out', ...Object.keys(properties)],
  properties: { ...folder, ...properties },
});

const word = { type: 'string', minLength: 1 } as const;

export const CONFIG_SCHEMA = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'pvm-codegen configuration',
  type: 'object',
  additionalProperties: false,
  required: ['header', 'library', 'targets', 'builtins'],
  properties: {
    $schema: { type: 'string' },
    header: { type: 'string', pattern: '\\.h$' },
    library: { type: 'string', pattern: '^[A-Z][A-Za-z0-9]*$' },
    initialisms: { type: 'array', items: { type: 'string', pattern: '^[A-Za-z0-9]+$' } },
    targets: {
      type: 'object',
      additionalProperties: false,
      properties: {
        ts: target({ package: word }),
        napi: target({ addon: { type: 'string', pattern: '^[A-Za-z0-9_-]+$' } }),
        go: target({ package: { type: 'string', pattern: '^[a-z][a-z0-9]*$' }, module: word }),
        c: target(),
        docs: target(),
        swig: target(),
        abi: target(),
        rules: target(),
      },
    },
    builtins: {
      type: 'array',
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['name', 'prefix', 'sources'],
        properties: {
          name: { type: 'string', pattern: '^[a-z][a-z0-9-]*$' },
          prefix: { type: 'string', pattern: '^[a-z][a-z0-9_]*_$' },
          sources: { type: 'array', items: word },
          library: word,
        },
      },
    },
  },
} as const;

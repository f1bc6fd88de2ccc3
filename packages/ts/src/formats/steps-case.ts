import type { Contents, ExpectedState, Status, Step, StepsCase } from './case.js';
import type { JsonReader } from './json-reader.js';

const U64_MAX = 2n ** 64n - 1n;
const STATUS_WORDS = ['panic', 'halt', 'page-fault', 'out-of-gas', 'ecalli'] as const;

/** Families `random`, where a case names its gas model, and `gas-model`, where it is the one per block. */
export function readStepsCase(json: JsonReader): StepsCase {
  const named = json.optional('gas-model')?.oneOf(['instruction', 'block']);
  const costs = json.optional('block-gas-costs');
  const scripted = named !== undefined || json.has('steps');
  return {
    family: named === undefined ? 'gas-model' : 'random',
    gasModel: named ?? 'block',
    program: json.field('program').octets(),
    pc: scripted ? json.field('initial-pc').u64() : 0n,
    gas: scripted ? json.field('initial-gas').u64() : 0n,
    steps: scripted ? readSteps(json.field('steps')) : [],
    ...(costs === undefined ? {} : { blockCosts: readCosts(costs) }),
  };
}

function readSteps(json: JsonReader): readonly Step[] {
  let hasRun = false;
  return json.items().map((item) => {
    const step = readStep(item);
    hasRun ||= step.kind === 'run';
    return step.kind === 'assert' && !hasRun ? item.fail('asserts a state before the first run') : step;
  });
}

function readStep(json: JsonReader): Step {
  const kind = json.field('kind').oneOf(['map', 'write', 'set-reg', 'run', 'assert']);
  switch (kind) {
    case 'map':
      return {
        kind,
        pages: {
          address: json.field('address').u32(),
          length: json.field('length').integer(2 ** 32),
          isWritable: json.field('is_writable').boolean(),
        },
      };
    case 'write':
      return { kind, contents: readContents(json) };
    case 'set-reg':
      return { kind, index: json.field('reg').integer(12), value: json.field('value').u64() };
    case 'run':
      return { kind };
    case 'assert':
      return { kind, expected: readExpected(json) };
  }
}

function readExpected(json: JsonReader): ExpectedState {
  const word = json.field('status').oneOf(STATUS_WORDS);
  const status: Status = word === 'ecalli' ? 'host-call' : word;
  return {
    status,
    pc: json.field('pc').u64(),
    gas: json.field('gas').u64(),
    registers: json.field('regs').registers(),
    memory: json.field('memory').items().map(readContents),
    ...(status === 'page-fault' ? { faultAddress: json.field('page_fault_address').u32() } : {}),
    ...(status === 'host-call' ? { hostCall: json.field('hostcall').u64() } : {}),
  };
}

function readContents(json: JsonReader): Contents {
  return { address: json.field('address').u32(), bytes: json.field('contents').octets() };
}

function readCosts(json: JsonReader): ReadonlyMap<bigint, bigint> {
  return new Map(
    json.names().map((start) => {
      const cost = json.field(start);
      const offset = /^\d{1,20}$/.test(start) ? BigInt(start) : undefined;
      if (offset === undefined || offset > U64_MAX) {
        return cost.fail('expected the code offset of a block as the name of the field');
      }
      return [offset, cost.u64()];
    }),
  );
}

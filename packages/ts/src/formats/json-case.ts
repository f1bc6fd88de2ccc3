import type { BlobCase, Contents, InstructionCase, JsonCase, Pages } from './case.js';
import { JsonReader } from './json-reader.js';
import { readProgramCase } from './program-case.js';
import { readStepsCase } from './steps-case.js';

/** Reads a case of any family but the traces, recognised by the fields it has. */
export function readJsonCase(text: string, file: string): JsonCase {
  const json = JsonReader.parse(text, file);
  if (json.has('blob')) return readBlobCase(json);
  if (json.has('file')) return readProgramCase(json);
  if (json.has('expected-status')) return readInstructionCase(json);
  if (json.has('gas-model') || json.has('block-gas-costs')) return readStepsCase(json);
  return json.fail(
    'no case of a known family: expected a field blob, file, expected-status, gas-model or block-gas-costs',
  );
}

function readBlobCase(json: JsonReader): BlobCase {
  return {
    family: 'blobs',
    kind: json.field('kind').oneOf(['program', 'standard']),
    blob: json.field('blob').hex(),
    isValid: json.field('valid').boolean(),
    isContainerValid: json.optional('container-valid')?.boolean(),
  };
}

function readInstructionCase(json: JsonReader): InstructionCase {
  const faultAddress = json.optional('expected-page-fault-address')?.u32();
  return {
    family: 'instructions',
    program: json.field('program').octets(),
    registers: json.field('initial-regs').registers(),
    pc: json.field('initial-pc').u64(),
    gas: json.field('initial-gas').u64(),
    pages: json.field('initial-page-map').items().map(readPages),
    memory: json.field('initial-memory').items().map(readContents),
    expected: {
      status: json.field('expected-status').oneOf(['halt', 'panic', 'page-fault', 'out-of-gas', 'host-call']),
      pc: json.field('expected-pc').u64(),
      gas: json.field('expected-gas').u64(),
      registers: json.field('expected-regs').registers(),
      memory: json.field('expected-memory').items().map(readContents),
      ...(faultAddress === undefined ? {} : { faultAddress }),
    },
  };
}

function readPages(json: JsonReader): Pages {
  return {
    address: json.field('address').u32(),
    length: json.field('length').integer(2 ** 32),
    isWritable: json.field('is-writable').boolean(),
  };
}

function readContents(json: JsonReader): Contents {
  return { address: json.field('address').u32(), bytes: json.field('contents').octets() };
}

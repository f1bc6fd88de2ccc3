import type { Contents, ExpectedOutput, HostPolicy, Pages, ProgramCase } from './case.js';
import type { JsonReader } from './json-reader.js';

/** Family `programs`: a whole program in a file of its own, its host, and how it ends. */
export function readProgramCase(json: JsonReader): ProgramCase {
  const initial = json.field('initial');
  const expected = json.field('expected');
  const format = json.field('format').oneOf(['generic', 'spi', 'spi+metadata']);
  const faultAddress = expected.optional('fault_address')?.u32();
  const hostCall = expected.optional('host_call')?.u64();
  return {
    family: 'programs',
    programFile: json.field('file').text(),
    format,
    argument: json.optional('args')?.hex() ?? new Uint8Array(),
    registers: format === 'generic' ? initial.field('registers').registers() : undefined,
    pages: initial.optional('pages')?.items().map(readPages) ?? [],
    pc: initial.field('pc').u64(),
    gas: json.field('gas').u64(),
    host: readHost(json.field('host')),
    expected: {
      status: expected.field('status').oneOf(['halt', 'panic', 'page-fault', 'out-of-gas', 'host-call']),
      pc: expected.field('pc').u64(),
      gas: expected.field('gas').u64(),
      registers: expected.field('registers').registers(),
      ...(faultAddress === undefined ? {} : { faultAddress }),
      ...(hostCall === undefined ? {} : { hostCall }),
    },
    instructions: expected.field('instructions').u64(),
    hostCalls: expected.field('host_calls').u64(),
    memorySha256: expected.field('memory_sha256').text(),
    memory: expected.optional('memory')?.items().map(readContents) ?? [],
    result: readOutput(expected.optional('result')),
    fileSha256: json.optional('file_sha256')?.text(),
  };
}

function readOutput(json: JsonReader | undefined): ExpectedOutput | undefined {
  return (
    json && {
      length: json.field('length').u64(),
      sha256: json.field('sha256').text(),
      bytes: json.optional('bytes')?.hex(),
    }
  );
}

function readContents(json: JsonReader): Contents {
  return { address: json.field('address').u32(), bytes: json.field('bytes').hex() };
}

function readHost(json: JsonReader): HostPolicy {
  const policy = json.field('policy').oneOf(['none', 'constant', 'fetch']);
  switch (policy) {
    case 'none':
      return { policy };
    case 'constant':
      return {
        policy,
        register: json.field('register').integer(12),
        value: json.field('value').u64(),
        gas: json.field('gas').u64(),
      };
    case 'fetch':
      return { policy, data: json.field('data').hex(), gas: json.field('gas').u64() };
  }
}

function readPages(json: JsonReader): Pages {
  return {
    address: json.field('address').u32(),
    length: json.field('length').integer(2 ** 32),
    isWritable: json.field('access').oneOf(['read', 'read-write']) === 'read-write',
  };
}

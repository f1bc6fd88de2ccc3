import type { Range, Scalar } from '../model/abi.js';

/** What an integer type holds on 64-bit systems; undefined for what is no integer. */
export function limitsOf(scalar: Scalar): Range | undefined {
  switch (scalar) {
    case 'bool':
    case 'f32':
    case 'f64':
      return undefined;
    case 'u8':
      return unsigned(8n);
    case 'u16':
      return unsigned(16n);
    case 'u32':
      return unsigned(32n);
    case 'u64':
    case 'size':
      return unsigned(64n);
    case 'i8':
      return signed(8n);
    case 'i16':
      return signed(16n);
    case 'i32':
    case 'int':
      return signed(32n);
    case 'i64':
      return signed(64n);
  }
}

function unsigned(bits: bigint): Range {
  return { min: 0n, max: (1n << bits) - 1n };
}

function signed(bits: bigint): Range {
  return { min: -(1n << (bits - 1n)), max: (1n << (bits - 1n)) - 1n };
}

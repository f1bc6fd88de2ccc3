import type { Pages } from '../formats/case.js';
import { Access, type Vm } from '../index.js';

export function mapPages(vm: Vm, { address, length, isWritable }: Pages): void {
  vm.mapMemory(address, BigInt(length), isWritable ? Access.ReadWrite : Access.Read);
}

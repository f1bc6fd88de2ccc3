import type { HostPolicy } from '../formats/case.js';
import { type Engine, Result, type Vm } from '../index.js';
import { wanted } from './refused.js';

const FETCH = 1n;
const WHAT = 2n ** 64n - 2n;

/** Answers host calls as the case says, and counts. */
export class PolicyHost {
  /** How many host calls were answered. */
  calls = 0;
  /** Gas that they cost. */
  charged = 0n;

  constructor(
    private readonly vm: Vm,
    private readonly policy: HostPolicy,
    private readonly engine: Engine,
  ) {
    vm.yieldMode = true;
  }

  /** Runs the machine to its end: with policy `none` that is the first host call. */
  run(pc: bigint): Result {
    const { vm, policy } = this;
    let result = vm.execute(pc);
    while (result === Result.HostCall && policy.policy !== 'none') {
      if (vm.gas < policy.gas) return this.#runOut();
      vm.gas -= policy.gas;
      this.charged += policy.gas;
      this.calls++;
      if (policy.policy === 'constant') vm.setRegister(policy.register, policy.value);
      else if (vm.state.hostCall === FETCH) this.#fetch(policy.data);
      else vm.setRegister(7, WHAT);
      result = vm.resume();
    }
    return result;
  }

  #runOut(): Result {
    this.charged += this.vm.gas;
    this.vm.gas = 0n;
    return Result.Oog;
  }

  #fetch(data: Uint8Array): void {
    const { vm } = this;
    const length = BigInt(data.length);
    const offset = smaller(vm.getRegister(8), length);
    const count = smaller(vm.getRegister(9), length - offset);
    if (count > 0n) {
      const piece = data.subarray(Number(offset), Number(offset + count));
      // An address past 2^32 is refused like any that is not writable.
      const address = Number(smaller(vm.getRegister(7), 0xffff_ffffn));
      wanted('host', this.engine, () => vm.writeMemory(address, piece));
    }
    vm.setRegister(7, length);
  }
}

function smaller(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}

import type { AbiFinding } from '../finding.js';
import { type AbiRule, effects, type Family } from '../rule.js';
import { annotated } from './values.js';

const releaseChanged: AbiRule = {
  id: 'abi/handle-release-changed',
  summary: 'A handle is given back, or referred to, through another function.',
  effects: effects('shifts', 'shifts', 'shifts', 'shifts'),
  why: {
    cSource: 'Callers free with a function that no longer frees.',
    cBinary: 'Callers free with a function that no longer frees.',
    go: 'Close calls the new function; a library that is loaded at run time must have it.',
    typescript: 'destroy calls the new function; a library that is loaded at run time must have it.',
  },
  advice: 'keep the function that frees, and add the other one beside it',
  before: '(handle) (destroy: lib_store_release) (retain: lib_store_retain) (thread: any)',
  after: '(handle) (destroy: lib_store_release) (thread: any)',
};

export const handles: Family = {
  rules: [releaseChanged],
  compare: ({ old, next }) =>
    next.handles.flatMap((handle): readonly AbiFinding[] => {
      const before = old.handles.find(({ name }) => name === handle.name);
      if (before === undefined) return [];
      const at = { symbol: handle.name, location: handle.location, doc: before.doc };
      const text = ({ destroy, retain }: { readonly destroy: string; readonly retain?: string }): string =>
        `destroy: ${destroy}${retain === undefined ? '' : `, retain: ${retain}`}`;
      if (text(before) === text(handle)) return [];
      const gains = before.destroy === handle.destroy && before.retain === undefined;
      const who = gains ? { effects: effects('gains', 'gains', 'gains', 'gains') } : {};
      return [annotated(releaseChanged, at, 'handle', text(before), text(handle), who)];
    }),
};

import type { AbiFinding } from '../finding.js';
import { type AbiRule, effects, type Family, found } from '../rule.js';
import { versionNames } from '../version.js';

const valueChanged: AbiRule = {
  id: 'abi/constant-value-changed',
  summary: 'A constant has another value.',
  effects: effects('shifts', 'shifts', 'shifts', 'shifts'),
  why: {
    cSource: 'It compiles as before and uses the new value; arrays of that many elements have another size.',
    cBinary: 'It goes on with the value that it was compiled with, and the library has another one.',
    go: 'The package is compiled with the new value, and a library that is loaded at run time may have another one.',
    typescript: 'What was built or stored with the old value no longer agrees with the library.',
  },
  advice: 'give the new value a new name, or tell it through a function, or release a new major version',
  before: '#define LIB_LABEL_SIZE 32',
  after: '#define LIB_LABEL_SIZE 48',
};

export const constants: Family = {
  rules: [valueChanged],
  compare: ({ old, next }) => {
    const versions = new Set(versionNames(next));
    return next.constants.flatMap((constant): readonly AbiFinding[] => {
      const before = old.constants.find(({ name }) => name === constant.name);
      if (before === undefined || before.value === constant.value || versions.has(constant.name)) return [];
      return [
        found(valueChanged, {
          symbol: constant.name,
          location: constant.location,
          doc: before.doc,
          message: `${constant.name} was ${before.text} and is ${constant.text}`,
          change: {
            kind: 'value',
            what: 'constant',
            name: constant.name,
            from: String(before.value),
            to: String(constant.value),
          },
        }),
      ];
    });
  },
};

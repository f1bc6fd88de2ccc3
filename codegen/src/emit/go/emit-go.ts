import type { Config, GoTarget } from '../../config/config.js';
import type { Abi, Struct } from '../../model/abi.js';
import type { Names } from '../../names/names.js';
import type { EmittedFile, Emitter } from '../emitter.js';
import { blocks } from '../text.js';
import { debugSupport, withoutCgo } from './build-tags.js';
import { type GoContext, isHidden, makeContext, receiverParameter } from './context.js';
import { constantText, enumText, structText } from './data.js';
import { errorsSource } from './errors.js';
import { callbackSources } from './exports.js';
import { type GoSource, goFile } from './file.js';
import { handleSource } from './handle.js';
import { librarySource } from './library.js';
import { handleSupport } from './life.js';
import { packageDoc } from './package-doc.js';
import { runningSource } from './running.js';
import { isInput } from './signature.js';
import { builtinSources, packageSources } from './sources.js';
import { valueSupport } from './values.js';

/** The Go package: a module that needs nothing but a C compiler, with the libraries' sources in it. */
export const emitGo: Emitter = (abi, names, config) => {
  const target = config.targets.go;
  return target === undefined ? [] : filesOf(abi, names, config, target);
};

function filesOf(abi: Abi, names: Names, config: Config, target: GoTarget): readonly EmittedFile[] {
  const context = makeContext(abi, names, config, target);
  const sources: readonly GoSource[] = [
    { name: 'constants', text: blocks(abi.constants.map((constant) => constantText(context, constant))) },
    { name: 'enums', text: blocks(abi.enums.map((decl) => enumText(context, decl))) },
    {
      name: 'structs',
      text: blocks(abi.structs.map((struct) => structText(context, struct, usesOf(context, struct)))),
    },
    ...callbackSources(context),
    errorsSource(context),
    librarySource(context),
    ...abi.handles.map((handle) => handleSource(context, handle)),
    ...handleSupport(context),
    ...debugSupport(context),
    ...runningSource(context),
  ];
  const filled = withoutCollisions(sources.filter(({ text }) => text !== ''));
  const values = valueSupport(filled.map(({ text }) => text).join('\n'));
  return [
    ...[packageDoc(context), ...filled, ...values, withoutCgo(context)].map((source) => goFile(context, source)),
    ...packageSources(context),
    ...config.builtins.flatMap((builtin) => builtinSources(context, builtin)),
  ];
}

/** A handle may be called like another file of the package: `pvm_errors_t`. */
function withoutCollisions(sources: readonly GoSource[]): readonly GoSource[] {
  const used = new Set(['doc', 'values', 'nocgo']);
  return sources.map((source) => {
    let { name } = source;
    while (used.has(name)) name += 'x';
    used.add(name);
    return { ...source, name };
  });
}

/** In which directions values of a struct cross, so that no conversion is written that nobody calls. */
function usesOf(context: GoContext, struct: Struct): { readonly in: boolean; readonly out: boolean } {
  const { abi } = context;
  const isIt = (type: {
    readonly kind: string;
    readonly name?: string;
    readonly element?: { readonly kind: string; readonly name?: string };
  }): boolean =>
    (type.kind === 'struct' && type.name === struct.name) ||
    (type.element?.kind === 'struct' && type.element.name === struct.name);
  const outer = abi.structs
    .filter(({ fields }) => fields.some(({ type }) => isIt(type)))
    .map((one) => usesOf(context, one));
  const uses = abi.functions.flatMap((func) =>
    func.parameters
      .filter(
        (parameter) => isIt(parameter.type) && !isHidden(parameter, func) && parameter !== receiverParameter(func),
      )
      .map((parameter) => ({
        in: parameter.direction !== 'out' && isInput(context, parameter),
        out: parameter.direction !== 'in',
      })),
  );
  const returned = abi.functions.some(({ returns }) => isIt(returns.type));
  const called = abi.callbacks.some(({ parameters }) => parameters.some(({ type }) => isIt(type)));
  return {
    in: [...outer, ...uses].some((use) => use.in),
    out: returned || called || [...outer, ...uses].some((use) => use.out),
  };
}

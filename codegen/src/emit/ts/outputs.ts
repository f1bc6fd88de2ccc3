import { crossingOf, madeBy } from '../napi/crossing.js';
import type { Body } from './body.js';
import { filledValue } from './fills.js';
import { IN_FRAME, read } from './layout.js';
import type { TsOutput } from './signature.js';

/** The value that a call gives back. */
export function outputExpressions(body: Body): readonly { readonly name: string; readonly value: string }[] {
  return body.signature.outputs.map((output) => ({ name: output.name, value: outputExpression(body, output) }));
}

function outputExpression(body: Body, { parameter, modelType, nullable }: TsOutput): string {
  const { context, func } = body;
  if (parameter === undefined) {
    switch (modelType.kind) {
      case 'string':
        return nullable ? 'returned' : "returned ?? ''";
      case 'handle':
        return `make${context.names.type(madeBy(func) ?? '')}(made, ${body.library})`;
      default:
        return read(context, { type: modelType, offset: 0 }, IN_FRAME);
    }
  }
  if (modelType.kind === 'handle') return `make${context.names.type(modelType.name)}(made, ${body.library})`;
  if (modelType.kind === 'array' || modelType.kind === 'string') return filledValue(body, parameter);
  const offset = crossingOf(context.abi, func).cells.get(parameter.name) ?? 0;
  return read(context, { type: modelType, offset }, IN_FRAME);
}

export function returnLines(body: Body): readonly string[] {
  const outputs = outputExpressions(body);
  const [only] = outputs;
  if (only === undefined) return [];
  if (outputs.length === 1) return [`return ${only.value};`];
  const fields = outputs.map(({ name, value }) => (name === value ? name : `${name}: ${value}`));
  return [`return Object.freeze({ ${fields.join(', ')} });`];
}

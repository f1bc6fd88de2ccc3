import type { Callback, Func, Parameter } from '../../model/abi.js';
import { declare, prototypeLines } from '../c/declarations.js';
import { returnsStatus } from '../messages.js';
import { blocks } from '../text.js';
import { callbackThread, functionFacts, parameterMeaning, returnMeaning } from './facts.js';
import { fenced, list, table, tick } from './markdown.js';
import { closing, docBlocks, opening, type Writer } from './writer.js';

/** Functions and callback types: what it looks like in each language, what goes in, what comes out, what can fail. */

export function functionEntry(writer: Writer, func: Func): string {
  return blocks(
    opening(func.name),
    docBlocks(writer, func.doc, 'brief'),
    fenced('c', prototypeLines(func, 118)),
    writer.columns.map((column) => fenced(column.fence, column.signature(func))),
    docBlocks(writer, func.doc, 'details'),
    parameterTable(writer, func),
    returned(writer, func),
    failureTable(writer, func),
    list([...functionFacts(writer, func), closing(writer, func.doc)]),
  );
}

export function callbackEntry(writer: Writer, callback: Callback): string {
  return blocks(
    opening(callback.name),
    docBlocks(writer, callback.doc, 'brief'),
    fenced('c', [`typedef ${callbackPrototype(callback)};`]),
    writer.columns.map((column) => fenced(column.fence, column.callback(callback))),
    docBlocks(writer, callback.doc, 'details'),
    parameterTable(writer, callback),
    returned(writer, callback),
    list([callbackThread(callback), ...yieldFacts(writer, callback), closing(writer, callback.doc)]),
  );
}

export function callbackPrototype({ name, parameters, returns }: Callback): string {
  const inside = parameters.length === 0 ? 'void' : parameters.map((one) => declare(one.type.c, one.name)).join(', ');
  return declare(returns.type.c, `(*${name})(${inside})`);
}

function yieldFacts({ links, page }: Writer, { yields }: Callback): readonly string[] {
  if (yields === undefined) return [];
  const [answer, result, resume] = [yields.answer, yields.result, yields.resume].map((name) => links.to(name, page));
  return [
    `Bindings call no closure from C: the library answers itself with ${answer}, the call returns ${result}, the closure ` +
      `runs, and ${resume} takes what it returned.`,
  ];
}

function parameterTable(writer: Writer, owner: Func | Callback): string {
  return table(
    ['C', '', ...writer.columns.map(({ title }) => title), 'Meaning'],
    owner.parameters.map((parameter) => [
      tick(parameter.name),
      direction(parameter),
      ...writer.columns.map((column) => column.parameter(owner, parameter)),
      parameterMeaning(writer, parameter, owner),
    ]),
  );
}

function direction({ direction: way }: Parameter): string {
  return way === 'inout' ? 'in, out' : way;
}

function returned(writer: Writer, owner: Func | Callback): string {
  const { type } = owner.returns;
  if (type.kind === 'void' || (owner.kind === 'function' && returnsStatus(owner, writer.abi))) return '';
  const word =
    type.kind === 'enum' || type.kind === 'struct' || type.kind === 'handle'
      ? writer.links.to(type.name, writer.page)
      : tick(type.c);
  return `**Returns** ${word}: ${returnMeaning(writer, owner)}`;
}

function failureTable(writer: Writer, func: Func): string {
  return table(
    ['Fails with', ...writer.columns.map(({ title }) => title), 'When'],
    func.failures.map(({ status, doc }) => [
      writer.links.to(status, writer.page),
      ...writer.columns.map((column) => column.failure(status)),
      writer.links.prose(doc, writer.page),
    ]),
  );
}

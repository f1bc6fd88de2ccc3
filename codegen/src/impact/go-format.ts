import { finished } from './process.js';

/** A longer name moves the columns that gofmt keeps: what was formatted stays so. */
export async function formatted(before: string, after: string): Promise<string> {
  const was = await gofmt(before);
  return was === before ? ((await gofmt(after)) ?? after) : after;
}

async function gofmt(text: string): Promise<string | undefined> {
  const done = await finished('gofmt', [], { cwd: process.cwd(), input: text });
  return done.status === 0 ? done.out : undefined;
}

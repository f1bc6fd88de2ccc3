import { readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { ts } from 'ts-morph';
import { isGenerated } from './files.js';

/** The generated package, as the configuration has it. */
export interface TsPackage {
  /** `@pvm-ffi/core`; empty: not known. */
  readonly name: string;
  /** The folder that its generated modules are in, from the root; empty: not known. */
  readonly out: string;
}

const packages = new Map<string, string>();

/** Whether the generator has written it: its sources say so, its compiled declarations are in that package. */
export function isOfBinding(node: ts.Node, library: TsPackage, program: ts.Program): boolean {
  void program;
  const file = node.getSourceFile();
  if (isGenerated(file.text)) return true;
  if (library.name === '' || !file.isDeclarationFile) return false;
  if (!dirname(file.fileName).split('/').includes(basename(library.out))) return false;
  return packageAbove(dirname(file.fileName)) === library.name;
}

function packageAbove(folder: string): string {
  const known = packages.get(folder);
  if (known !== undefined) return known;
  const up = dirname(folder);
  const name = nameIn(join(folder, 'package.json')) ?? (up === folder ? '' : packageAbove(up));
  packages.set(folder, name);
  return name;
}

function nameIn(path: string): string | undefined {
  try {
    const data: unknown = JSON.parse(readFileSync(path, 'utf8'));
    return typeof data === 'object' && data !== null && 'name' in data ? String(data.name) : undefined;
  } catch {
    return undefined;
  }
}

/** From the outside in: `Vm.gas`, `Result.Oog`, `Vm.queryMemory.end`. */
export function pathOf(declaration: ts.Node): string {
  const names: string[] = [];
  for (let node: ts.Node | undefined = declaration; node !== undefined; node = node.parent) {
    const name = nameOf(node);
    if (name !== undefined) names.unshift(name);
  }
  return names.join('.');
}

function nameOf(node: ts.Node): string | undefined {
  const isNamed =
    ts.isClassDeclaration(node) ||
    ts.isInterfaceDeclaration(node) ||
    ts.isTypeAliasDeclaration(node) ||
    ts.isEnumDeclaration(node) ||
    ts.isEnumMember(node) ||
    ts.isVariableDeclaration(node) ||
    ts.isFunctionDeclaration(node) ||
    ts.isMethodDeclaration(node) ||
    ts.isMethodSignature(node) ||
    ts.isAccessor(node) ||
    ts.isPropertyDeclaration(node) ||
    ts.isPropertySignature(node) ||
    ts.isPropertyAssignment(node);
  if (!isNamed || node.name === undefined) return undefined;
  return ts.isIdentifier(node.name) || ts.isStringLiteralLike(node.name) ? node.name.text : undefined;
}

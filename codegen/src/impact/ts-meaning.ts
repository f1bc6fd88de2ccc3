import { ts } from 'ts-morph';

/** What a name in code refers to. */
export type Meaning =
  | { readonly kind: 'known'; readonly declarations: readonly ts.Node[] }
  /** A member of something whose type is `any`. `owner`: the name before the dot. */
  | { readonly kind: 'unknown'; readonly owner: string | undefined };

const NOTHING: Meaning = { kind: 'known', declarations: [] };

export function meaningOf(node: ts.Identifier | ts.StringLiteralLike, checker: ts.TypeChecker): Meaning {
  const { parent } = node;
  if (isKeyOfLiteral(node)) return ofType(node, contextOf(node, checker), checker);
  if (
    ts.isBindingElement(parent) &&
    ts.isObjectBindingPattern(parent.parent) &&
    (parent.propertyName ?? parent.name) === node
  ) {
    return ofType(node, checker.getTypeAtLocation(parent.parent), checker);
  }
  const symbol = checker.getSymbolAtLocation(node);
  if (symbol !== undefined) {
    const own = symbol.flags & ts.SymbolFlags.Alias ? aliased(node, symbol, checker) : symbol;
    const declarations = own.declarations ?? [];
    // A class of the user's that has a member of the binding's: `class Mine extends Vm`.
    const inherited = declarations.includes(parent as ts.Declaration) ? overridden(parent, node.text, checker) : [];
    return { kind: 'known', declarations: inherited.length > 0 ? inherited : declarations };
  }
  const before = ts.isPropertyAccessExpression(parent) && parent.name === node ? parent.expression : undefined;
  if (before === undefined || !(checker.getTypeAtLocation(before).flags & ts.TypeFlags.Any)) return NOTHING;
  return { kind: 'unknown', owner: lastWord(before) };
}

/** `x` of `{ x: 1 }` and `{ x }`. */
function isKeyOfLiteral({ parent }: ts.Node): boolean {
  return (
    (ts.isPropertyAssignment(parent) || ts.isShorthandPropertyAssignment(parent)) &&
    ts.isObjectLiteralExpression(parent.parent)
  );
}

function contextOf(node: ts.Node, checker: ts.TypeChecker): ts.Type | undefined {
  const literal = node.parent.parent;
  if (!ts.isObjectLiteralExpression(literal)) return undefined;
  const property = node.parent;
  // The value of `{ x: x }` is the same name, and no key.
  if (ts.isPropertyAssignment(property) && property.initializer === node) return undefined;
  return isPattern(literal) ? checker.getTypeAtLocation(literal) : checker.getContextualType(literal);
}

/** `({ gas: mine } = vm)` */
function isPattern(literal: ts.ObjectLiteralExpression): boolean {
  const { parent } = literal;
  return (
    ts.isBinaryExpression(parent) && parent.left === literal && parent.operatorToken.kind === ts.SyntaxKind.EqualsToken
  );
}

function ofType(
  node: ts.Identifier | ts.StringLiteralLike,
  type: ts.Type | undefined,
  checker: ts.TypeChecker,
): Meaning {
  const property = node.parent;
  if (ts.isPropertyAssignment(property) && property.initializer === node) {
    const symbol = checker.getSymbolAtLocation(node);
    return symbol === undefined
      ? NOTHING
      : { kind: 'known', declarations: resolved(symbol, checker).declarations ?? [] };
  }
  if (type === undefined) return shorthandValue(node, checker);
  const parts = type.isUnion() ? type.types : [type];
  const declarations = parts.flatMap((part) => checker.getPropertyOfType(part, node.text)?.declarations ?? []);
  return declarations.length > 0 ? { kind: 'known', declarations } : shorthandValue(node, checker);
}

/** `{ Vm }` names a class, and a key that is nobody's. */
function shorthandValue(node: ts.Node, checker: ts.TypeChecker): Meaning {
  if (!ts.isShorthandPropertyAssignment(node.parent)) return NOTHING;
  const symbol = checker.getShorthandAssignmentValueSymbol(node.parent);
  return symbol === undefined ? NOTHING : { kind: 'known', declarations: resolved(symbol, checker).declarations ?? [] };
}

function resolved(symbol: ts.Symbol, checker: ts.TypeChecker): ts.Symbol {
  return symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
}

/** `X` of `import { Vm as X }` is the user's own name. */
function aliased(node: ts.Node, symbol: ts.Symbol, checker: ts.TypeChecker): ts.Symbol {
  void node;
  return checker.getAliasedSymbol(symbol);
}

function overridden(member: ts.Node, name: string, checker: ts.TypeChecker): readonly ts.Node[] {
  if (!ts.isClassElement(member) && !ts.isTypeElement(member)) return [];
  const { parent } = member;
  if (!ts.isClassLike(parent) && !ts.isInterfaceDeclaration(parent)) return [];
  const bases = (parent.heritageClauses ?? []).flatMap(({ types }) => [...types]);
  return bases.flatMap((base) => checker.getPropertyOfType(checker.getTypeAtLocation(base), name)?.declarations ?? []);
}

function lastWord(node: ts.Node): string | undefined {
  if (ts.isIdentifier(node)) return node.text;
  if (ts.isPropertyAccessExpression(node)) return node.name.text;
  return ts.isCallExpression(node) || ts.isNonNullExpression(node) ? lastWord(node.expression) : undefined;
}

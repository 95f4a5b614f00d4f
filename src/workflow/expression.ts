/** Conditions of workflow steps: a small language of comparisons that is read and worked out here, and never run as code. */

/** `path` is what a condition reads, such as `['steps', 'test', 'output', 'verdict']`. */
export type Expression =
  | { kind: 'literal'; value: string | number | boolean | null }
  | { kind: 'list'; items: Expression[] }
  | { kind: 'path'; path: string[] }
  | { kind: 'not'; of: Expression }
  | { kind: 'and' | 'or'; left: Expression; right: Expression }
  | { kind: 'compare'; by: Comparison; left: Expression; right: Expression };

type Comparison = '==' | '!=' | '>' | '<' | '>=' | '<=' | 'in';

/** Why a text is no condition; the message says where. */
export class ExpressionFault extends Error {}

type Token = { kind: 'name' | 'number' | 'string' | 'sign'; text: string; at: number };

const shape =
  /\s*(?:(?<number>-?\d+(?:\.\d+)?(?![\w.]))|(?<name>[A-Za-z_][\w-]*)|(?<string>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|(?<sign>==|!=|>=|<=|[><()[\],.]))/y;

function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (text.slice(at).trim() !== '') {
    shape.lastIndex = at;
    const found = shape.exec(text);
    if (!found)
      throw new ExpressionFault(`it cannot be read from "${text.slice(at).trim().slice(0, 20)}" on`);
    const [kind, word] = Object.entries(found.groups!).find(([, value]) => value !== undefined)!;
    tokens.push({ kind: kind as Token['kind'], text: word, at });
    at = shape.lastIndex;
  }
  return tokens;
}

/**
 * Reads `steps.test.output.verdict == "red" and not (ticket.priority in ["low", "none"])`. Throws ExpressionFault for
 * anything else, and for names that are neither `ticket`, `steps` nor `inputs`.
 */
export function parseExpression(text: string): Expression {
  const reader = createReader(tokenize(text));
  const whole = readOr(reader, 0);
  const rest = reader.peek();
  if (rest) throw new ExpressionFault(`"${rest.text}" is one word too many`);
  return whole;
}

type Reader = ReturnType<typeof createReader>;

function createReader(tokens: Token[]) {
  let at = 0;
  const peek = (): Token | undefined => tokens[at];
  const take = (...texts: string[]): string | null => {
    const next = tokens[at];
    if (!next || next.kind === 'string' || !texts.includes(next.text)) return null;
    at += 1;
    return next.text;
  };
  return {
    peek,
    take,
    next(): Token {
      const token = tokens[at];
      if (!token) throw new ExpressionFault('it ends too early');
      at += 1;
      return token;
    },
    need(text: string) {
      if (take(text) === null)
        throw new ExpressionFault(`"${text}" is missing before "${peek()?.text ?? 'the end'}"`);
    },
  };
}

/** Deeper than any condition a person would write; a text that nests further is refused before it fills the stack. */
const deepest = 50;

function readOr(reader: Reader, depth: number): Expression {
  if (depth > deepest) throw new ExpressionFault('it is nested too deeply');
  let left = readAnd(reader, depth);
  while (reader.take('or')) left = { kind: 'or', left, right: readAnd(reader, depth) };
  return left;
}

function readAnd(reader: Reader, depth: number): Expression {
  let left = readNot(reader, depth);
  while (reader.take('and')) left = { kind: 'and', left, right: readNot(reader, depth) };
  return left;
}

function readNot(reader: Reader, depth: number): Expression {
  if (depth > deepest) throw new ExpressionFault('it is nested too deeply');
  if (reader.take('not')) return { kind: 'not', of: readNot(reader, depth + 1) };
  const left = readValue(reader, depth);
  const by = reader.take('==', '!=', '>=', '<=', '>', '<', 'in') as Comparison | null;
  return by ? { kind: 'compare', by, left, right: readValue(reader, depth) } : left;
}

function readValue(reader: Reader, depth: number): Expression {
  if (reader.take('(')) {
    const inner = readOr(reader, depth + 1);
    reader.need(')');
    return inner;
  }
  if (reader.take('[')) return readList(reader, depth);
  const token = reader.next();
  if (token.kind === 'number') return { kind: 'literal', value: Number(token.text) };
  if (token.kind === 'string') return { kind: 'literal', value: unquote(token.text) };
  if (token.kind === 'sign') throw new ExpressionFault(`"${token.text}" stands where a value should`);
  if (token.text === 'true' || token.text === 'false')
    return { kind: 'literal', value: token.text === 'true' };
  if (token.text === 'null') return { kind: 'literal', value: null };
  return readPath(reader, token.text);
}

function readList(reader: Reader, depth: number): Expression {
  const items: Expression[] = [];
  while (!reader.take(']')) {
    if (items.length > 0) reader.need(',');
    items.push(readValue(reader, depth + 1));
    if (depth + 1 > deepest) throw new ExpressionFault('it is nested too deeply');
  }
  return { kind: 'list', items };
}

const roots = ['ticket', 'steps', 'inputs'];

function readPath(reader: Reader, root: string): Expression {
  if (!roots.includes(root)) {
    throw new ExpressionFault(
      `"${root}" is nothing it may read; use ${roots.join(', ')}, or quotes around text`,
    );
  }
  const path = [root];
  while (reader.take('.')) path.push(reader.next().text);
  return { kind: 'path', path };
}

function unquote(text: string): string {
  return text.slice(1, -1).replace(/\\(.)/g, '$1');
}

/** Every path the condition reads. */
export function pathsIn(expression: Expression): string[][] {
  switch (expression.kind) {
    case 'literal':
      return [];
    case 'path':
      return [expression.path];
    case 'list':
      return expression.items.flatMap(pathsIn);
    case 'not':
      return pathsIn(expression.of);
    default:
      return [...pathsIn(expression.left), ...pathsIn(expression.right)];
  }
}

/** Works the condition out over plain data. What is not there is null; things of different kinds are neither more nor less. */
export function isTrue(expression: Expression, scope: Record<string, unknown>): boolean {
  return isSomething(evaluate(expression, scope));
}

function evaluate(expression: Expression, scope: Record<string, unknown>): unknown {
  switch (expression.kind) {
    case 'literal':
      return expression.value;
    case 'list':
      return expression.items.map((item) => evaluate(item, scope));
    case 'path':
      return look(scope, expression.path);
    case 'not':
      return !isTrue(expression.of, scope);
    case 'and':
      return isTrue(expression.left, scope) && isTrue(expression.right, scope);
    case 'or':
      return isTrue(expression.left, scope) || isTrue(expression.right, scope);
    case 'compare':
      return compare(expression.by, evaluate(expression.left, scope), evaluate(expression.right, scope));
  }
}

/** Own properties only, so that no condition reaches what every object inherits. */
function look(scope: unknown, path: readonly string[]): unknown {
  let found = scope;
  for (const part of path) {
    if (found === null || typeof found !== 'object' || !Object.hasOwn(found, part)) return null;
    found = (found as Record<string, unknown>)[part];
  }
  return found ?? null;
}

/** An empty list, text or object is nothing, as are 0, false and null. */
function isSomething(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0;
  if (value !== null && typeof value === 'object') return Object.keys(value).length > 0;
  return Boolean(value);
}

function compare(by: Comparison, left: unknown, right: unknown): boolean {
  switch (by) {
    case '==':
      return isSame(left, right);
    case '!=':
      return !isSame(left, right);
    case 'in':
      return isIn(left, right);
    default:
      return isOrdered(by, left, right);
  }
}

function isSame(left: unknown, right: unknown): boolean {
  if (left === null || typeof left !== 'object') return left === right;
  return JSON.stringify(left) === JSON.stringify(right);
}

function isIn(item: unknown, whole: unknown): boolean {
  if (Array.isArray(whole)) return whole.some((one) => isSame(one, item));
  if (typeof whole === 'string') return typeof item === 'string' && whole.includes(item);
  return whole !== null && typeof whole === 'object' && Object.hasOwn(whole, String(item));
}

function isOrdered(by: '>' | '<' | '>=' | '<=', left: unknown, right: unknown): boolean {
  const comparable =
    (typeof left === 'number' && typeof right === 'number') ||
    (typeof left === 'string' && typeof right === 'string');
  if (!comparable) return false;
  const [one, other] = [left as number, right as number];
  switch (by) {
    case '>':
      return one > other;
    case '<':
      return one < other;
    case '>=':
      return one >= other;
    case '<=':
      return one <= other;
  }
}

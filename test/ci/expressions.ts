import { data, Evaluator, Lexer, Parser, wellKnownFunctions } from '@actions/expressions';

/** What `${{ }}` sees: `github`, `inputs`, `steps` and the like. */
export type Contexts = Readonly<Record<string, unknown>>;

/** The value of one expression, by GitHub's own evaluator. */
export function evaluate(expression: string, contexts: Contexts): boolean | string {
  const names = Object.keys(contexts);
  const { tokens } = new Lexer(expression).lex();
  // No function but the well-known ones: `always()` and `success()` are the runner's.
  const parsed = new Parser(tokens, names, Object.values(wellKnownFunctions)).parse();
  const result = new Evaluator(parsed, dictionary(contexts)).evaluate();
  return result.kind === data.Kind.Boolean ? (result as data.BooleanData).value : result.coerceString();
}

/** A text with every `${{ }}` in it replaced by its value. */
export function filledIn(text: string, contexts: Contexts): string {
  return text.replaceAll(/\$\{\{(.*?)\}\}/gs, (_, expression: string) => String(evaluate(expression.trim(), contexts)));
}

function dictionary(record: Contexts): data.Dictionary {
  return new data.Dictionary(...Object.entries(record).map(([key, value]) => ({ key, value: dataOf(value) })));
}

function dataOf(value: unknown): data.ExpressionData {
  if (typeof value === 'string') return new data.StringData(value);
  if (typeof value === 'boolean') return new data.BooleanData(value);
  if (typeof value === 'number') return new data.NumberData(value);
  if (typeof value === 'object' && value !== null) return dictionary({ ...value });
  return new data.Null();
}

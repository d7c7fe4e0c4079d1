import * as v from 'valibot';
import type { FailOn, ImportExtensionSetting, RuleLevel } from './define-config.ts';

const text = v.string('a text');
const failOn = v.picklist(['breaking', 'warning', 'info'], '"breaking", "warning" or "info"');
const nameOverrides = v.optional(v.custom<Readonly<Record<string, unknown>>>(isPlainObject, 'an object of names, { wireName: "tsName" }'));

/** The shape of one config. Each message says what is expected, never what was found: a misplaced key must not be printed. */
const CONFIG_SHAPE = v.strictObject(
  {
    // Not v.record: it drops keys like `constructor` without a word.
    workflows: v.custom<Readonly<Record<string, unknown>>>(isPlainObject, 'an object of workflows, { invoice: "<workflow id>" }'),
    output: v.optional(v.pipe(text, v.nonEmpty('a folder'))),
    lockfile: v.optional(v.pipe(text, v.nonEmpty('a file'))),
    baseUrl: v.optional(text),
    serviceKeyEnv: v.optional(text),
    importExtension: v.optional(v.picklist(['auto', '.ts', '.js', ''], '".ts", ".js", "" or "auto"')),
    barrel: v.optional(v.boolean('true or false')),
    concurrency: v.optional(
      v.pipe(
        v.number('a whole number from 1 to 32'),
        v.integer('a whole number from 1 to 32'),
        v.minValue(1, 'a whole number from 1 to 32'),
        v.maxValue(32, 'a whole number from 1 to 32'),
      ),
    ),
    failOn: v.optional(failOn),
    drift: v.optional(
      v.strictObject(
        {
          rules: v.optional(
            v.record(v.string(), v.picklist(['breaking', 'warning', 'info', 'off'], '"breaking", "warning", "info" or "off"')),
          ),
        },
        'an object, { rules: { … } }',
      ),
    ),
  },
  'a config object',
);

const WORKFLOW_SHAPE = v.strictObject(
  {
    id: v.string('the workflow id'),
    version: v.optional(
      v.pipe(v.number('a whole number from 1 on'), v.integer('a whole number from 1 on'), v.minValue(1, 'a whole number from 1 on')),
    ),
    workflowVersionId: v.optional(v.pipe(text, v.nonEmpty('the id of a version'))),
    inputs: nameOverrides,
    outputs: nameOverrides,
  },
  'a workflow id, or an object { id: "<workflow id>" }',
);

export interface ShapedConfig {
  readonly workflows: Readonly<Record<string, unknown>>;
  readonly output?: string | undefined;
  readonly lockfile?: string | undefined;
  readonly baseUrl?: string | undefined;
  readonly serviceKeyEnv?: string | undefined;
  readonly importExtension?: ImportExtensionSetting | undefined;
  readonly barrel?: boolean | undefined;
  readonly concurrency?: number | undefined;
  readonly failOn?: FailOn | undefined;
  readonly drift?: { readonly rules?: Readonly<Record<string, RuleLevel>> | undefined } | undefined;
}

export interface ShapedWorkflow {
  readonly id: string;
  readonly version?: number | undefined;
  readonly workflowVersionId?: string | undefined;
  readonly inputs?: Readonly<Record<string, unknown>> | undefined;
  readonly outputs?: Readonly<Record<string, unknown>> | undefined;
}

/** Something in a config that is not as it should be, at a path within it. */
export type ShapeProblem =
  | { readonly kind: 'unknown-key'; readonly path: readonly string[]; readonly key: string; readonly known: readonly string[] }
  | { readonly kind: 'missing'; readonly path: readonly string[] }
  | { readonly kind: 'invalid'; readonly path: readonly string[]; readonly expected: string };

export type Shaped<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problems: readonly ShapeProblem[] };

export function shapeConfig(raw: unknown): Shaped<ShapedConfig> {
  return shape(CONFIG_SHAPE, raw, (path) => (path[0] === 'drift' ? ['rules'] : Object.keys(CONFIG_SHAPE.entries)));
}

export function shapeWorkflow(raw: unknown): Shaped<ShapedWorkflow> {
  return shape(WORKFLOW_SHAPE, typeof raw === 'string' ? { id: raw } : raw, () => Object.keys(WORKFLOW_SHAPE.entries));
}

function shape<T>(schema: v.GenericSchema<unknown, T>, raw: unknown, knownKeys: (path: readonly string[]) => readonly string[]): Shaped<T> {
  const parsed = v.safeParse(schema, raw);
  if (parsed.success) return { ok: true, value: parsed.output };
  return {
    ok: false,
    problems: parsed.issues.map((issue): ShapeProblem => {
      const path = (issue.path ?? []).map(({ key }) => String(key));
      const key = path.at(-1);
      if (issue.type === 'strict_object' && issue.expected === 'never' && key !== undefined) {
        return { kind: 'unknown-key', path: path.slice(0, -1), key, known: knownKeys(path.slice(0, -1)) };
      }
      if (issue.type === 'strict_object' && key !== undefined && issue.expected === `"${key}"`) return { kind: 'missing', path };
      return { kind: 'invalid', path, expected: issue.message };
    }),
  };
}

function isPlainObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

import type { ts } from 'ts-morph';
import type { ChangedBindings } from './bindings/changed-bindings.ts';
import { byPlace, callSiteOf, projectError } from './call-site/call-site.ts';
import { explainError, explainMissing, type Explanation } from './cause/explain-error.ts';
import { nodeAt } from './cause/node-at.ts';
import type { CheckedProject } from './check-project.ts';
import type { CallSite, ImpactRequest, ImpactResult, ProjectError } from './impact.ts';

const MAX_UNRELATED = 100;

export interface Report {
  readonly add: (checked: CheckedProject) => void;
  readonly result: () => Pick<ImpactResult, 'callSites' | 'unrelatedErrorCount' | 'unrelated' | 'filesChecked'>;
}

/** Collects what several projects say. What two of them say counts once, and so do two errors at one value with one finding: it is repaired once. */
export function createReport(cwd: string, findings: ImpactRequest['findings'], bindings: ChangedBindings): Report {
  const callSites = new Map<string, CallSite>();
  const unrelated = new Map<string, ProjectError>();
  const files = new Set<string>();

  const tell = (error: ts.DiagnosticWithLocation, reason: Explanation, { worlds }: CheckedProject): void => {
    const value = (reason.next?.value ?? reason.node).getStart(error.file);
    const key = [error.file.fileName, value, reason.cause?.finding?.fingerprint ?? `${error.start} ${error.code}`].join('|');
    if (!callSites.has(key)) callSites.set(key, callSiteOf(error, reason, worlds, bindings, cwd));
  };
  return {
    add: (checked) => {
      const { worlds, fresh, lasting, affected } = checked;
      for (const { fileName } of checked.files) files.add(fileName);
      for (const error of lasting) {
        const told = projectError(error, cwd);
        unrelated.set(JSON.stringify(told), told);
      }
      for (const error of fresh) {
        const reasons = orElse(
          () => explainError(error, worlds, findings, bindings),
          () => [{ node: nodeAt(error.file, error.start, error.length) }],
        );
        for (const reason of reasons) tell(error, reason, checked);
      }
      for (const error of [...fresh, ...lasting.filter(({ file }) => affected.has(file))]) {
        const reasons = orElse(
          () => explainMissing(error, worlds, findings, bindings),
          () => [],
        );
        for (const reason of reasons) tell(error, reason, checked);
      }
    },
    result: () => ({
      callSites: [...callSites.values()].sort(byPlace),
      unrelatedErrorCount: unrelated.size,
      unrelated: [...unrelated.values()].sort(byPlace).slice(0, MAX_UNRELATED),
      filesChecked: files.size,
    }),
  };
}

/** The compiler, asked about code that is wrong, sometimes fails itself: then the place is told without its reason. */
function orElse<T>(explain: () => T, otherwise: () => T): T {
  try {
    return explain();
  } catch {
    return otherwise();
  }
}

import { durationText } from '../duration.ts';

/** What a batch is at. */
export interface BatchProgress {
  readonly rows: number;
  /** Done by this run and by earlier ones. */
  readonly done: number;
  /** Of those, the ones without a good end. */
  readonly failed: number;
  readonly running: number;
  /** Done by this run. */
  readonly doneNow: number;
  readonly elapsedMs: number;
}

const BAR_CELLS = 20;

/** `[████░░░░] 45/100 rows, 2 failed, 8 running, 0.5/s, 1 min 50 s left`. Pure. */
export function progressLine({ rows, done, failed, running, doneNow, elapsedMs }: BatchProgress): string {
  const filled = rows === 0 ? BAR_CELLS : Math.floor((done / rows) * BAR_CELLS);
  const perMs = elapsedMs === 0 ? 0 : doneNow / elapsedMs;
  return [
    `[${'█'.repeat(filled)}${'░'.repeat(BAR_CELLS - filled)}] ${done}/${rows} rows`,
    `${failed} failed`,
    `${running} running`,
    ...(perMs === 0 ? [] : [rateText(perMs), ...(done >= rows ? [] : [`${durationText((rows - done) / perMs)} left`])]),
  ].join(', ');
}

/** `12.5/s`, `3.1/min`, `2/h`: a number one can imagine. */
export function rateText(perMs: number): string {
  const [perUnit, unit] =
    perMs >= 1 / 1_000 ? [perMs * 1_000, 's'] : perMs >= 1 / 60_000 ? [perMs * 60_000, 'min'] : [perMs * 3_600_000, 'h'];
  return `${perUnit >= 100 ? Math.round(perUnit) : Number(perUnit.toFixed(1))}/${unit}`;
}

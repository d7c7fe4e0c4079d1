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
/** A shorter bar tells nothing. */
const LEAST_BAR_CELLS = 5;

/**
 * `[████░░░░] 45/100 rows, 2 failed, 8 running, 0.5/s, 1 min 50 s left`. Where there are not that many columns, the bar gets shorter, and then goes; after
 * it the rate, and what is running: what failed and the time left stay. Pure.
 */
export function progressLine({ rows, done, failed, running, doneNow, elapsedMs }: BatchProgress, columns: number = Infinity): string {
  const perMs = elapsedMs === 0 ? 0 : doneNow / elapsedMs;
  const rate = perMs === 0 ? '' : `, ${rateText(perMs)}`;
  const left = perMs === 0 || done >= rows ? '' : `, ${durationText((rows - done) / perMs)} left`;
  const [counted, going] = [`${done}/${rows}`, `${failed} failed, ${running} running`];
  const whole = `${counted} rows, ${going}${rate}${left}`;
  const barCells = Math.min(BAR_CELLS, columns - whole.length - '[] '.length);
  if (barCells >= LEAST_BAR_CELLS) {
    const filled = rows === 0 ? barCells : Math.floor((done / rows) * barCells);
    return `[${'█'.repeat(filled)}${'░'.repeat(barCells - filled)}] ${whole}`;
  }
  const shorter = [whole, `${counted} rows, ${going}${left}`].find(({ length }) => length <= columns);
  return shorter ?? `${counted}, ${failed} failed${left}`;
}

/** `12.5/s`, `3.1/min`, `2/h`: a number one can imagine. */
export function rateText(perMs: number): string {
  const [perUnit, unit] =
    perMs >= 1 / 1_000 ? [perMs * 1_000, 's'] : perMs >= 1 / 60_000 ? [perMs * 60_000, 'min'] : [perMs * 3_600_000, 'h'];
  return `${perUnit >= 100 ? Math.round(perUnit) : Number(perUnit.toFixed(1))}/${unit}`;
}

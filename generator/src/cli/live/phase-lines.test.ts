import { describe, expect, test } from 'vitest';
import { newPhase, phaseAfter, type Phase, type PhaseEvent } from './phase.ts';
import { goingLines, overLine, type LineOptions } from './phase-lines.ts';
import { NO_COLORS } from '../../reports/text.ts';

const at = (nowMs: number): LineOptions => ({ nowMs, columns: 80, colors: NO_COLORS });
const start = (item: string): PhaseEvent => ({ type: 'start', item });
const note = (item: string, text: string): PhaseEvent => ({ type: 'note', item, text });
const step = (item: string, failure?: string): PhaseEvent => ({ type: 'step', item, failure });

function phase(total: number | undefined, ...events: readonly PhaseEvent[]): Phase {
  return events.reduce(phaseAfter, newPhase('Reading workflows', total, 1_000));
}

describe('a phase that goes on', () => {
  test('says how far it is, for how long, and what it is at', () => {
    const reading = phase(9, start('invoice'), start('sampler'), step('invoice'), start('vendorCheck'));
    expect(goingLines(reading, 8, at(4_200))).toEqual(['• Reading workflows  1/9  3 s', '    sampler', '    vendorCheck']);
    expect(goingLines(newPhase('Compiling', undefined, 0), 8, at(0))).toEqual(['• Compiling']);
  });

  test('names first what is waited for, and the last that failed with its reason', () => {
    const troubled = phase(
      9,
      start('invoice'),
      start('sampler'),
      note('sampler', 'HTTP 503, asking again in 1.0 s'),
      note('sampler', 'HTTP 503, asking again in 2.0 s'),
      start('gone'),
      step('gone', 'HTTP 404'),
    );
    expect(goingLines(troubled, 8, at(1_000))).toEqual([
      '• Reading workflows  1/9  1 failed  1 asked again',
      '  ✗ gone  HTTP 404',
      '    sampler  HTTP 503, asking again in 2.0 s',
      '    invoice',
    ]);
  });

  test('takes no more lines than it is given, and says how much is not shown', () => {
    const busy = phase(1_000, ...Array.from({ length: 40 }, (_, index) => start(`w${index}`)), step('w0', 'no'));
    expect(goingLines(busy, 5, at(1_000))).toEqual([
      '• Reading workflows  1/1000  1 failed',
      '  ✗ w0  no',
      '    w1',
      '    w2',
      '    and 37 more',
    ]);
    for (const lines of [1, 2, 3]) expect(goingLines(busy, lines, at(1_000)).length).toBeLessThanOrEqual(lines);
  });

  test('hides nothing behind the names of others', () => {
    const hostile = phase(1, start('a\u001b[2Jb'), note('a\u001b[2Jb', 'x\u202ey\r\nz'));
    expect(goingLines(hostile, 8, at(1_000))[1]).toBe('    a\\u{1b}[2Jb  x\\u{202e}y⏎z');
  });
});

describe('a phase that is over', () => {
  test('leaves one line: well, with failures, or cut short', () => {
    expect(overLine(phase(1, step('invoice')), at(2_250))).toBe('✓ Reading workflows  1/1  1.2 s');
    expect(overLine(phase(1, note('invoice', 'HTTP 503'), step('invoice')), at(2_250))).toBe(
      '✓ Reading workflows  1/1  1 asked again  1.2 s',
    );
    expect(overLine(phase(2, step('invoice'), step('gone', 'no')), at(2_250))).toBe('✗ Reading workflows  2/2  1 failed  1.2 s');
    expect(overLine(phase(2, start('invoice')), at(2_250))).toBe('✗ Reading workflows  0/2  1.2 s');
    expect(overLine(newPhase('Compiling', undefined, 0), at(100))).toBe('✓ Compiling  0.1 s');
  });
});

import { createLogUpdate } from 'log-update';
import { clearScreenDown, cursorTo, moveCursor } from 'node:readline';
import stringWidth from 'string-width';
import { newPhase, phaseAfter, type Phase, type PhaseEvent } from './phase.ts';
import { goingLines, overLine, type LineOptions } from './phase-lines.ts';
import type { Palette } from '../../reports/text.ts';
import { forTerminal } from '../../reports/escape/terminal.ts';
import type { Progress } from '../../generate/run-context.ts';

/** When to draw: the system's, or a test's. */
export interface LiveClock {
  now(): number;
  /** Calls back again and again; keeps no process alive. Gives back how to stop it. */
  every(periodMs: number, tick: () => void): () => void;
}

const systemClock: LiveClock = {
  now: () => performance.now(),
  every: (periodMs, tick) => {
    const timer = setInterval(tick, periodMs).unref();
    return () => clearInterval(timer);
  },
};

const TICK_MS = 100;
/** Events come in hundreds; an eye sees twenty pictures a second. */
const LEAST_BETWEEN_DRAWS_MS = 50;
const MAX_LINES_A_PHASE = 8;

/**
 * A live list on a terminal: a line for each phase that is over, and for each that goes on how far it is and what it is at. log-update draws it. It
 * listens to no signal, changes no mode of the terminal and hides no cursor, so that nothing has to be put back however a run ends.
 */
export function liveProgress(stream: NodeJS.WriteStream, colors: Palette, clock: LiveClock = systemClock): Progress {
  // Hiding the cursor would need a hook on signals, which are ours to answer.
  const update = createLogUpdate(stream, { showCursor: true });
  const going = new Map<symbol, Phase>();
  let frame: readonly string[] = [];
  let drawnAtMs = -Infinity;
  let drawnColumns = columnsOf(stream);
  let stopTicking: (() => void) | undefined;

  const options = (): LineOptions => ({ nowMs: clock.now(), columns: columnsOf(stream), colors });
  const draw = (): void => {
    const room = Math.max(1, Math.floor(((stream.rows ?? 24) - 1) / Math.max(1, going.size)));
    frame = [...going.values()].flatMap((phase) => goingLines(phase, Math.min(room, MAX_LINES_A_PHASE), options()));
    drawnAtMs = clock.now();
    drawnColumns = columnsOf(stream);
    if (frame.length > 0) update(frame.join('\n'));
  };
  const drawSoon = (): void => {
    if (clock.now() - drawnAtMs >= LEAST_BETWEEN_DRAWS_MS) draw();
  };
  /** Puts a line above the list, to stay. */
  const keep = (line: string): void => {
    update.clear();
    stream.write(`${line}\n`);
    draw();
  };
  const resized = (): void => {
    if (columnsOf(stream) < drawnColumns) {
      eraseReflowed(stream, frame);
      update.done();
    }
    draw();
  };
  const begin = (): void => {
    stream.on('resize', resized);
    stopTicking = clock.every(TICK_MS, draw);
  };
  const end = (): void => {
    stream.off('resize', resized);
    stopTicking?.();
  };

  return {
    note: (text) => keep(forTerminal(text)),
    begin(title, total) {
      const id = Symbol(title);
      if (going.size === 0) begin();
      going.set(id, newPhase(title, total, clock.now()));
      draw();
      const tell = (event: PhaseEvent): void => {
        const phase = going.get(id);
        if (phase === undefined) return;
        going.set(id, phaseAfter(phase, event));
        drawSoon();
      };
      return {
        start: (item) => tell({ type: 'start', item }),
        note: (item, text) => tell({ type: 'note', item, text }),
        step: (item, failure) => tell({ type: 'step', item, failure }),
        end() {
          const phase = going.get(id);
          if (phase === undefined) return;
          going.delete(id);
          if (going.size === 0) end();
          keep(overLine(phase, options()));
        },
      };
    },
  };
}

function columnsOf({ columns }: NodeJS.WriteStream): number {
  return columns > 0 ? columns : 80;
}

/** A terminal that became narrower has broken the lines that are too long for it now: the list takes more rows than were drawn. */
function eraseReflowed(stream: NodeJS.WriteStream, frame: readonly string[]): void {
  const rows = frame.reduce((sum, line) => sum + Math.max(1, Math.ceil(stringWidth(line) / columnsOf(stream))), 0);
  moveCursor(stream, 0, -rows);
  cursorTo(stream, 0);
  clearScreenDown(stream);
}

import { expect, test } from 'vitest';
import { NO_TROUBLES, troubleNews, type Troubles } from './troubles.ts';
import { diagnose } from '../diagnostics/diagnostic.ts';

const outage = diagnose('service-unreachable', { what: 'No answer after 3 tries.', where: 'opus.config.ts' });
const edited = diagnose('file-edited', { where: 'opus/a.ts' });
const collision = diagnose('name-collision', { where: 'opus.config.ts › workflows.a' });

function after(...rounds: readonly (readonly (typeof outage)[])[]): Troubles {
  return rounds.reduce((troubles, round) => troubleNews(troubles, round).troubles, NO_TROUBLES);
}

test('what is new is told, and what was told is not told again, though its sentence differs', () => {
  expect(troubleNews(NO_TROUBLES, [outage, collision]).news).toEqual([outage, collision]);
  const again = { ...outage, what: 'No answer after 5 tries.' };
  expect(troubleNews(after([outage]), [again, edited]).news).toEqual([edited]);
});

test('that it is over is told once, and what comes back is told again', () => {
  expect(troubleNews(after([outage]), [])).toMatchObject({ news: [], over: 'service' });
  expect(troubleNews(after([outage], []), [])).not.toHaveProperty('over');
  expect(troubleNews(after([outage], []), [outage]).news).toEqual([outage]);
  expect(troubleNews(after([outage, edited]), []).over).toBe('other');
  expect(troubleNews(after([outage, edited]), [edited])).not.toHaveProperty('over');
});

test('a warning is no trouble that could be over', () => {
  expect(troubleNews(after([collision]), [])).toMatchObject({ news: [], troubles: { state: 'none' } });
  expect(troubleNews(after([collision]), [])).not.toHaveProperty('over');
});

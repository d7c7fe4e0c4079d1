import { expect, test } from 'vitest';
import { logView, silentView } from './status-view.ts';

const evil = 'a\u001b[2J\nb';

test('a log has lines only, and none that steers a terminal', () => {
  const lines: string[] = [];
  const view = logView((text) => lines.push(text));
  view.show(() => 'moving');
  view.say('stays');
  view.news(evil);
  view.end();
  expect(lines).toEqual(['stays\n', 'a\\u{1b}[2J⏎b\n']);
});

test('silence is silence', () => {
  expect(() => {
    silentView.say('x');
    silentView.news('x');
    silentView.show(() => 'x');
    silentView.end();
  }).not.toThrow();
});

import { expect, test } from 'vitest';
import { SECTIONS, withSection } from '../../../bench/results-document.ts';

test('sections stand in their order, whichever is written first', () => {
  const forwards = SECTIONS.reduce((document, name) => withSection(document, name, `body of ${name}`), '');
  const backwards = SECTIONS.toReversed().reduce(
    (document, name) => withSection(document, name, `body of ${name}`),
    '',
  );
  expect(backwards).toBe(forwards);
  for (const name of SECTIONS) expect(forwards.split(`body of ${name}`)).toHaveLength(2);
});

test('a section written again replaces itself and leaves the others as they are', () => {
  const before = withSection(withSection('', 'service', '## Speed\n\n| a |'), 'outreach', 'old worlds');
  const after = withSection(before, 'outreach', 'new worlds');
  expect(after).toContain('## Speed\n\n| a |');
  expect(after).toContain('new worlds');
  expect(after).not.toContain('old worlds');
  expect(withSection(after, 'outreach', 'old worlds')).toBe(before);
});

import { writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readNote, removeNote, type ServiceNote, writeNote } from '../../../local/service-note.ts';
import { hasState, lockState, stateLayout } from '../../../local/state-directory.ts';
import { temporaryState } from '../../support/local/temporary-state.ts';

describe('the lock of a state folder', () => {
  test('is held by one at a time and free again after its release', () => {
    const layout = stateLayout(temporaryState());
    const release = lockState(layout);
    expect(release).toBeDefined();
    expect(lockState(layout)).toBeUndefined();
    release?.();
    const again = lockState(layout);
    expect(again).toBeDefined();
    again?.();
  });

  test('makes the folder, which is no state yet', () => {
    const folder = `${temporaryState()}/deeper/still`;
    lockState(stateLayout(folder))?.();
    expect(hasState(folder)).toBe(false);
  });
});

describe('the service note', () => {
  const note: ServiceNote = {
    pid: 4711,
    engines: { dynamodb: 40001, sqsS3: 40002 },
    url: 'http://127.0.0.1:8780',
  };

  test('is read back as it was written, and gone once removed', () => {
    const path = stateLayout(temporaryState()).note;
    writeNote(path, note);
    expect(readNote(path)).toEqual(note);
    const { url: _, ...silent } = note;
    writeNote(path, silent);
    expect(readNote(path)).toEqual(silent);
    removeNote(path);
    removeNote(path);
    expect(readNote(path)).toBeUndefined();
  });

  test.each([
    '',
    'null',
    '[]',
    '{"pid":1}',
    '{"pid":"1","engines":{"dynamodb":1,"sqsS3":2}}',
    '{"pid":1,"engines":{"dynamodb":1}}',
  ])('counts as absent when it says %s', (text) => {
    const path = stateLayout(temporaryState()).note;
    writeFileSync(path, text);
    expect(readNote(path)).toBeUndefined();
  });
});

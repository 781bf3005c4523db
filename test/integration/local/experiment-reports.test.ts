import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startService } from '../../../local/service.ts';
import configuration from '../../../rapport.config.ts';
import { callCli } from '../../support/local/call-cli.ts';
import { lastingState } from '../../support/local/temporary-state.ts';

const folder = lastingState();
const AUTHORSHIP = ['--author', 'Ann', '--reason', 'promising'];
const ID = (JSON.parse(readFileSync('docs/examples/experiment.json', 'utf8')) as { id: string }).id;

const here = (...args: readonly string[]) => callCli('experiment', ...args, '--state-dir', folder.path);

beforeAll(async () => {
  const options = { stateDir: folder.path, port: 0, configuration, simulation: false };
  await (await startService(options)).stop();
  await here('propose', 'docs/examples/experiment.json', ...AUTHORSHIP);
});

afterAll(() => folder.remove());

describe('an experiment on the command line', () => {
  test('has a status before anybody is in it', async () => {
    const { code, stdout } = await here('status', ID);
    expect(code).toBe(0);
    expect(stdout).toContain('It is proposed');
    expect(stdout).toContain('Too few yet');
  });

  test('has a report as one JSON document, and as a page', async () => {
    const file = join(folder.path, 'report.html');
    const { code, stdout } = await here('report', ID, '--json', '--html', file);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      booked: { status: 'proposed' },
      share: 0,
      findings: { looks: 0, obstacles: [] },
    });
    expect(readFileSync(file, 'utf8')).toContain(`<h1>${ID}</h1>`);
  });

  test('that nobody proposed is refused', async () => {
    const { code, stderr } = await here('status', 'no-such-one');
    expect(code).toBe(1);
    expect(stderr).toContain('[experiment-unknown]');
  });
});

describe('the plan of one', () => {
  test('says how many units and days it takes', async () => {
    const { stdout } = await callCli(
      'experiment',
      'plan',
      '--sd',
      '0.4',
      '--effect',
      '0.02',
      '--per-day',
      '500',
      '--json',
    );
    const plan = JSON.parse(stdout) as { needed: readonly { looks: string; units: number }[] };
    expect(plan.needed[0]).toMatchObject({ looks: 'once', units: 12_559 });
  });

  test.each([
    [
      'both a rate and a standard deviation',
      ['--baseline-rate', '0.1', '--sd', '1', '--effect', '0.1', '--per-day', '1'],
    ],
    ['a rate above 1 with the effect', ['--baseline-rate', '0.6', '--effect', '0.5', '--per-day', '1']],
    ['no effect', ['--sd', '1', '--per-day', '1']],
    ['an effect of 0', ['--sd', '1', '--effect', '0', '--per-day', '1']],
  ])('is refused for %s', async (_, args) => {
    expect((await callCli('experiment', 'plan', ...args)).code).toBe(2);
  });
});

import { readFileSync } from 'node:fs';
import { Validations } from 'aws-cdk-lib';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { describe, expect, it } from 'vitest';
import { addRapport } from '../../lib/rapport-app.ts';
import type { StageConfig } from '../../lib/stage-config.ts';
import { DEV, newApp, PROD, type Synthesised, synthesise } from '../support/infra/synthesised.ts';

interface Report {
  readonly pluginReports: readonly {
    readonly pluginName: string;
    readonly conclusion: string;
    readonly violations: readonly unknown[];
    readonly suppressedViolations?: readonly Suppressed[];
  }[];
}

interface Suppressed {
  readonly ruleName: string;
  readonly acknowledgedId: string;
  readonly acknowledgedAt: string;
  readonly reason: string;
}

function nagReport({ app }: Synthesised) {
  const { directory } = app.synth();
  const report = JSON.parse(readFileSync(`${directory}/validation-report.json`, 'utf8')) as Report;
  return report.pluginReports.find(({ pluginName }) => pluginName === 'AwsSolutions');
}

/** `construct path → acknowledged ids`, as the app declares them. */
function declared({ app }: Synthesised): string[] {
  return app.node
    .findAll()
    .flatMap(({ node }) =>
      node.metadata
        .filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
        .flatMap(({ data }) => Object.keys(data as Record<string, string>).map((id) => `${node.path} ${id}`)),
    );
}

process.env['CDK_VALIDATION'] = 'true';

const stages: [string, StageConfig][] = [
  ['dev', DEV],
  ['prod', PROD],
  ['an open health check', { ...PROD, openHealth: true }],
  ['warm instances', { ...PROD, provisionedConcurrency: { decide: 5 } }],
  ['a stage to throw away', { ...DEV, removalPolicy: 'destroy', deletionProtection: false }],
];

describe.each(stages)('cdk-nag on %s', (_, config) => {
  const stage = synthesise(config);
  const report = nagReport(stage);

  it('looked at the stacks and leaves nothing unacknowledged', () => {
    expect(report?.conclusion).toBe('success');
    expect(report?.violations).toEqual([]);
    expect(report?.suppressedViolations?.length).toBeGreaterThan(0);
  });

  it('finds what every acknowledgement is for', () => {
    const matched = new Set(
      report?.suppressedViolations?.map(
        ({ acknowledgedAt, acknowledgedId }) => `${acknowledgedAt} ${acknowledgedId}`,
      ),
    );
    expect(declared(stage).filter((each) => !matched.has(each))).toEqual([]);
  });

  it('is given a reason for each', () => {
    for (const { reason } of report?.suppressedViolations ?? []) expect(reason.length).toBeGreaterThan(60);
  });
});

it('cdk-nag stops a synthesis with a finding that nobody acknowledged', () => {
  const app = newApp();
  const { service } = addRapport(app, DEV);
  new Queue(service, 'QueueWithoutTlsPolicy');
  expect(() => app.synth()).toThrow(/[Vv]alidation/);
});

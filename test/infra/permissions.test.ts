import { describe, expect, it } from 'vitest';
import { constructId, FUNCTION_NAMES, type FunctionName } from '../../lib/function-names.ts';
import { PERMISSIONS } from '../../lib/permissions.ts';
import { grantsOf, list, statementsOf } from '../support/infra/grants.ts';
import { PROD, resourcesOf, synthesise } from '../support/infra/synthesised.ts';

const prod = synthesise(PROD);
const service = prod.serviceTemplate;
const allStatements = FUNCTION_NAMES.flatMap((name) => statementsOf(prod, name));

/** What the matrix of lib/permissions.ts promises, spelt out by hand. */
function promisedTo(name: FunctionName): Record<string, string[]> {
  const {
    tables,
    indexes = [],
    snapshots = [],
    maturedLog = [],
    sendsTo = [],
    ...sources
  } = PERMISSIONS[name];
  const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);
  const scheduled = ['mature', 'publish', 'advance-erasures', 'guard'].includes(name);
  const onObjects = (granted: readonly ('read' | 'write')[]) => [
    ...(granted.includes('read') ? ['s3:GetObject'] : []),
    ...(granted.includes('write') ? ['s3:PutObject'] : []),
  ];
  const entries: [string, string[]][] = [
    ...Object.entries(tables).map(([table, actions]): [string, string[]] => [
      `${capital(table)}Table`,
      actions.map((action) => `dynamodb:${action}`).sort(),
    ]),
    ...indexes.map((index): [string, string[]] => [`DecisionsTable/index/${index}`, ['dynamodb:Query']]),
    ...sendsTo.map((queue): [string, string[]] => [`${capital(queue)}Queue`, ['sqs:SendMessage']]),
    ['DataKey', ['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey']],
    [`own:${constructId(name)}Logs`, ['logs:CreateLogStream', 'logs:PutLogEvents']],
    ['*', ['xray:PutTelemetryRecords', 'xray:PutTraceSegments']],
  ];
  const receives = [
    ...(sources.receivesFrom === undefined ? [] : [`${capital(sources.receivesFrom)}Queue`]),
    ...(sources.receivesDeadLettersOf ?? []).map((queue) => `${capital(queue)}DeadLetters`),
  ];
  for (const source of receives) {
    const actions = ['ChangeMessageVisibility', 'DeleteMessage', 'GetQueueAttributes', 'ReceiveMessage'];
    entries.push([source, actions.map((action) => `sqs:${action}`)]);
  }
  if (snapshots.length > 0) entries.push(['SnapshotStoreSnapshots/snapshots/*', onObjects(snapshots)]);
  if (snapshots.includes('read')) entries.push(['SnapshotStoreSnapshots', ['s3:ListBucket']]);
  if (maturedLog.length > 0) entries.push(['MaturedLog/matured/v1/*', onObjects(maturedLog)]);
  if (maturedLog.includes('read')) entries.push(['MaturedLog', ['s3:ListBucket']]);
  if (scheduled) entries.push(['own:ScheduleDeadLetters', ['sqs:SendMessage']]);
  return Object.fromEntries(entries);
}

describe('the roles', () => {
  it.each(FUNCTION_NAMES)('%s may do what the matrix says and nothing else', (name) => {
    expect(grantsOf(prod, name)).toEqual(promisedTo(name));
  });

  it('are assumed by Lambda alone and take no managed policy', () => {
    const roles = resourcesOf<{
      ManagedPolicyArns?: unknown;
      Policies?: unknown;
      AssumeRolePolicyDocument: unknown;
    }>(service, 'AWS::IAM::Role');
    expect(roles).toHaveLength(FUNCTION_NAMES.length);
    for (const { id, Properties } of roles) {
      expect(Properties.ManagedPolicyArns, id).toBeUndefined();
      expect(Properties.Policies, id).toBeUndefined();
      expect(Properties.AssumeRolePolicyDocument, id).toMatchObject({
        Statement: [{ Action: 'sts:AssumeRole', Principal: { Service: 'lambda.amazonaws.com' } }],
      });
    }
  });

  it('hold no action with a wildcard', () => {
    const actions = allStatements.flatMap(({ Action }) => list(Action));
    expect(actions.length).toBeGreaterThan(FUNCTION_NAMES.length);
    expect(actions.filter((action) => action.includes('*'))).toEqual([]);
  });

  it('hold the resource * for X-Ray only, which knows no other', () => {
    const everywhere = allStatements.filter(({ Resource }) => list(Resource).includes('*'));
    expect(everywhere).toHaveLength(FUNCTION_NAMES.length);
    for (const { Action } of everywhere) {
      expect(Action).toEqual(['xray:PutTelemetryRecords', 'xray:PutTraceSegments']);
    }
  });

  it('open the data key through the services that hold the data only', () => {
    const grants = allStatements.filter(({ Action }) =>
      list(Action).some((action) => action.startsWith('kms:')),
    );
    expect(grants).toHaveLength(FUNCTION_NAMES.length);
    for (const { Condition } of grants) {
      expect(JSON.stringify(Condition?.StringEquals?.['kms:ViaService'])).toMatch(/"(dynamodb|s3|sqs)\."/);
    }
  });

  it('let only those delete an item that erase', () => {
    const deleting = FUNCTION_NAMES.filter((name) =>
      Object.values(grantsOf(prod, name)).flat().includes('dynamodb:DeleteItem'),
    );
    expect(deleting).toEqual(['erase', 'advance-erasures']);
  });

  it('let nobody read the queue of another or touch a queue it does not name', () => {
    const actions = new Set(FUNCTION_NAMES.flatMap((name) => Object.values(grantsOf(prod, name)).flat()));
    for (const never of ['dynamodb:Scan', 'sqs:PurgeQueue', 's3:DeleteObject', 'kms:CreateGrant']) {
      expect(actions).not.toContain(never);
    }
  });
});

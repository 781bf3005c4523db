import { describe, expect, it } from 'vitest';
import { constructId, FUNCTION_NAMES, type FunctionName } from '../../lib/function-names.ts';
import { PERMISSIONS } from '../../lib/permissions.ts';
import { type GetAtt, importedFrom, PROD, resourcesOf, synthesise } from '../support/infra/synthesised.ts';

interface Statement {
  readonly Effect: 'Allow' | 'Deny';
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
  readonly Condition?: { readonly StringEquals?: { readonly 'kms:ViaService'?: unknown } };
}

const { serviceTemplate: service, dataTemplate: data } = synthesise(PROD);
const policies = resourcesOf<{
  PolicyDocument: { Statement: readonly Statement[] };
  Roles: readonly { Ref: string }[];
}>(service, 'AWS::IAM::Policy');

const list = <T>(value: T | readonly T[]): readonly T[] => (Array.isArray(value) ? value : [value as T]);

function statementsOf(name: FunctionName): readonly Statement[] {
  return policies
    .filter(({ Properties }) => Properties.Roles[0]?.Ref.startsWith(`${constructId(name)}Role`))
    .flatMap(({ Properties }) => Properties.PolicyDocument.Statement);
}

/** A resource as `<resource of the data stack><path>` or `own:<resource of this stack>`; anything else as it is. */
function nameOf(resource: unknown): string {
  const bare = (id: string | undefined) => id?.replace(/[0-9A-F]{8}$/, '');
  if (typeof resource === 'string') return resource;
  const { 'Fn::Join': join, 'Fn::GetAtt': own } = resource as Partial<GetAtt> & {
    'Fn::Join'?: [string, unknown[]];
  };
  if (own !== undefined) return `own:${bare(own[0])}`;
  const [head, ...path] = join?.[1] ?? [resource];
  const imported = bare(importedFrom(data, head));
  return imported === undefined ? JSON.stringify(resource) : [imported, ...path].join('');
}

/** `resource → actions` of everything that the function may do. */
function grantsOf(name: FunctionName): Record<string, string[]> {
  const grants = new Map<string, Set<string>>();
  for (const { Action, Resource } of statementsOf(name)) {
    for (const resource of list(Resource)) {
      const actions = grants.get(nameOf(resource)) ?? new Set();
      for (const action of list(Action)) actions.add(action);
      grants.set(nameOf(resource), actions);
    }
  }
  return Object.fromEntries([...grants].map(([resource, actions]) => [resource, [...actions].sort()]));
}

/** What the matrix of lib/permissions.ts promises, spelt out by hand. */
function promisedTo(name: FunctionName): Record<string, string[]> {
  const { tables, indexes = [], snapshots = [], sendsTo = [], receivesFrom } = PERMISSIONS[name];
  const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);
  const scheduled = name === 'mature' || name === 'publish';
  const reads = snapshots.includes('read') ? ['s3:GetObject'] : [];
  const writes = snapshots.includes('write') ? ['s3:PutObject'] : [];
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
  if (receivesFrom !== undefined) {
    const actions = ['ChangeMessageVisibility', 'DeleteMessage', 'GetQueueAttributes', 'ReceiveMessage'];
    entries.push([`${capital(receivesFrom)}Queue`, actions.map((action) => `sqs:${action}`)]);
  }
  if (snapshots.length > 0) entries.push(['SnapshotStoreSnapshots/snapshots/*', [...reads, ...writes]]);
  if (reads.length > 0) entries.push(['SnapshotStoreSnapshots', ['s3:ListBucket']]);
  if (scheduled) entries.push(['own:ScheduleDeadLetters', ['sqs:SendMessage']]);
  return Object.fromEntries(entries);
}

describe('the roles', () => {
  it.each(FUNCTION_NAMES)('%s may do what the matrix says and nothing else', (name) => {
    expect(grantsOf(name)).toEqual(promisedTo(name));
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
    const actions = FUNCTION_NAMES.flatMap(statementsOf).flatMap(({ Action }) => list(Action));
    expect(actions.length).toBeGreaterThan(FUNCTION_NAMES.length);
    expect(actions.filter((action) => action.includes('*'))).toEqual([]);
  });

  it('hold the resource * for X-Ray only, which knows no other', () => {
    const everywhere = FUNCTION_NAMES.flatMap(statementsOf).filter(({ Resource }) =>
      list(Resource).includes('*'),
    );
    expect(everywhere).toHaveLength(FUNCTION_NAMES.length);
    for (const { Action } of everywhere) {
      expect(Action).toEqual(['xray:PutTelemetryRecords', 'xray:PutTraceSegments']);
    }
  });

  it('open the data key through the services that hold the data only', () => {
    const grants = FUNCTION_NAMES.flatMap(statementsOf).filter(({ Action }) =>
      list(Action).some((action) => action.startsWith('kms:')),
    );
    expect(grants).toHaveLength(FUNCTION_NAMES.length);
    for (const { Condition } of grants) {
      expect(JSON.stringify(Condition?.StringEquals?.['kms:ViaService'])).toMatch(/"(dynamodb|s3|sqs)\."/);
    }
  });

  it('let nobody read the queue of another, delete an item or touch a queue it does not name', () => {
    const actions = new Set(FUNCTION_NAMES.flatMap((name) => Object.values(grantsOf(name)).flat()));
    for (const never of [
      'dynamodb:DeleteItem',
      'dynamodb:Scan',
      'sqs:PurgeQueue',
      's3:DeleteObject',
      'kms:CreateGrant',
    ]) {
      expect(actions).not.toContain(never);
    }
  });
});

import { describe, expect, it } from 'vitest';
import { MAX_RECEIVE_COUNT, TABLES, type TableShape } from '../../src/shared-names.ts';
import {
  allResources,
  DEV,
  type GetAtt,
  PROD,
  resourcesOf,
  synthesise,
} from '../support/infra/synthesised.ts';

interface TableProperties {
  readonly TableName?: string;
  readonly BillingMode: string;
  readonly KeySchema: readonly KeyElement[];
  readonly AttributeDefinitions: readonly {
    readonly AttributeName: string;
    readonly AttributeType: string;
  }[];
  readonly GlobalSecondaryIndexes?: readonly {
    readonly IndexName: string;
    readonly KeySchema: readonly KeyElement[];
    readonly Projection: { readonly ProjectionType: string };
  }[];
  readonly PointInTimeRecoverySpecification: { readonly PointInTimeRecoveryEnabled: boolean };
  readonly DeletionProtectionEnabled: boolean;
  readonly SSESpecification: { readonly SSEType: string; readonly KMSMasterKeyId: GetAtt };
}

interface KeyElement {
  readonly AttributeName: string;
  readonly KeyType: 'HASH' | 'RANGE';
}

interface QueueProperties {
  readonly QueueName?: string;
  readonly KmsMasterKeyId: GetAtt;
  readonly MessageRetentionPeriod: number;
  readonly VisibilityTimeout?: number;
  readonly RedrivePolicy?: { readonly maxReceiveCount: number; readonly deadLetterTargetArn: GetAtt };
}

interface BucketProperties {
  readonly BucketName?: string;
  readonly PublicAccessBlockConfiguration: Readonly<Record<string, boolean>>;
  readonly VersioningConfiguration?: { readonly Status: string };
  readonly LoggingConfiguration?: unknown;
}

interface Policy {
  readonly Statement: readonly {
    readonly Effect: string;
    readonly Action: string | readonly string[];
    readonly Principal: unknown;
    readonly Condition?: unknown;
  }[];
}

const prod = synthesise(PROD);
const data = prod.dataTemplate;
const tables = resourcesOf<TableProperties>(data, 'AWS::DynamoDB::Table');
const queues = resourcesOf<QueueProperties>(data, 'AWS::SQS::Queue');
const buckets = resourcesOf<BucketProperties>(data, 'AWS::S3::Bucket');
const keys = resourcesOf<{ EnableKeyRotation: boolean; KeyPolicy: Policy }>(data, 'AWS::KMS::Key');
const dataKey = keys.find(({ id }) => id.startsWith('DataKey'))?.id;

/** A table of the template in the words of `TABLES`. */
function shapeOf({
  KeySchema,
  AttributeDefinitions,
  GlobalSecondaryIndexes = [],
}: TableProperties): TableShape {
  const attribute = (schema: readonly KeyElement[], type: 'HASH' | 'RANGE') => {
    const name = schema.find(({ KeyType }) => KeyType === type)?.AttributeName;
    const found = AttributeDefinitions.find(({ AttributeName }) => AttributeName === name);
    return found && { name: found.AttributeName, type: found.AttributeType };
  };
  const sortKey = attribute(KeySchema, 'RANGE');
  return {
    partitionKey: attribute(KeySchema, 'HASH'),
    ...(sortKey && { sortKey }),
    indexes: GlobalSecondaryIndexes.map((index) => ({
      name: index.IndexName,
      partitionKey: attribute(index.KeySchema, 'HASH'),
      sortKey: attribute(index.KeySchema, 'RANGE'),
      projection: index.Projection.ProjectionType,
    })),
  } as TableShape;
}

describe('the tables', () => {
  it('have the keys and indexes that the runtime and the embedded engine use', () => {
    expect(tables).toHaveLength(Object.keys(TABLES).length);
    for (const [name, shape] of Object.entries(TABLES)) {
      const id = `${name.charAt(0).toUpperCase()}${name.slice(1)}Table`;
      const table = tables.find((each) => each.id.startsWith(id));
      expect(table && shapeOf(table.Properties), name).toEqual(shape);
    }
  });

  it('define no attribute that no key uses, which DynamoDB refuses', () => {
    for (const { id, Properties } of tables) {
      const schemas = [
        Properties.KeySchema,
        ...(Properties.GlobalSecondaryIndexes ?? []).map((each) => each.KeySchema),
      ];
      const used = new Set(schemas.flat().map(({ AttributeName }) => AttributeName));
      expect(Properties.AttributeDefinitions.map(({ AttributeName }) => AttributeName).sort(), id).toEqual(
        [...used].sort(),
      );
    }
  });

  it.each(tables)('$id can be restored, is encrypted under our key and is hard to lose', (table) => {
    expect(table.Properties).toMatchObject({
      BillingMode: 'PAY_PER_REQUEST',
      DeletionProtectionEnabled: true,
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      SSESpecification: {
        SSEEnabled: true,
        SSEType: 'KMS',
        KMSMasterKeyId: { 'Fn::GetAtt': [dataKey, 'Arn'] },
      },
    });
    expect([table.DeletionPolicy, table.UpdateReplacePolicy]).toEqual(['Retain', 'Retain']);
  });
});

describe('the queues', () => {
  const working = queues.filter(({ Properties }) => Properties.RedrivePolicy !== undefined);

  it('are outcomes, credits, features and log, each with a dead-letter queue of its own', () => {
    expect(working.map(({ id }) => id.replace(/Queue.*/, ''))).toEqual([
      'Outcomes',
      'Credits',
      'Features',
      'Log',
    ]);
    const deadLetters = working.map(
      ({ Properties }) => Properties.RedrivePolicy?.deadLetterTargetArn['Fn::GetAtt'][0],
    );
    expect(new Set(deadLetters).size).toBe(4);
    expect(queues.map(({ id }) => id)).toEqual(expect.arrayContaining(deadLetters));
    for (const { Properties } of working) {
      expect(Properties.RedrivePolicy?.maxReceiveCount).toBe(MAX_RECEIVE_COUNT);
    }
  });

  it.each(queues)(
    '$id is encrypted under our key and keeps messages as long as SQS can',
    ({ Properties }) => {
      expect(Properties.KmsMasterKeyId).toEqual({ 'Fn::GetAtt': [dataKey, 'Arn'] });
      expect(Properties.MessageRetentionPeriod).toBe(14 * 24 * 3600);
    },
  );

  it.each(queues)('$id refuses unencrypted connections', ({ id }) => {
    expect(deniesPlainHttp('AWS::SQS::QueuePolicy', (policy) => policy.Queues?.[0], id)).toBe(true);
  });
});

describe('the buckets', () => {
  it.each(buckets)('$id is closed to the public and to unencrypted connections', ({ id, Properties }) => {
    expect(Object.values(Properties.PublicAccessBlockConfiguration)).toEqual([true, true, true, true]);
    expect(deniesPlainHttp('AWS::S3::BucketPolicy', (policy) => policy.Bucket, id)).toBe(true);
  });

  it('keep versions and access logs of the snapshots, encrypted under our key', () => {
    const snapshots = buckets.find(({ id }) => id.startsWith('SnapshotStoreSnapshots'));
    expect(snapshots?.Properties.LoggingConfiguration).toBeDefined();
    expect(snapshots?.Properties).toMatchObject({
      VersioningConfiguration: { Status: 'Enabled' },
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [
          {
            BucketKeyEnabled: true,
            ServerSideEncryptionByDefault: {
              SSEAlgorithm: 'aws:kms',
              KMSMasterKeyID: { 'Fn::GetAtt': [dataKey, 'Arn'] },
            },
          },
        ],
      },
    });
  });

  it('keep the matured log encrypted under our key, and no version of what was taken out of it', () => {
    const log = buckets.find(({ id }) => id.startsWith('MaturedLog'));
    expect(log?.Properties).toMatchObject({
      LoggingConfiguration: { LogFilePrefix: 'matured-log/' },
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [
          { ServerSideEncryptionByDefault: { KMSMasterKeyID: { 'Fn::GetAtt': [dataKey, 'Arn'] } } },
        ],
      },
    });
    expect(log?.Properties.VersioningConfiguration).toBeUndefined();
    expect(JSON.stringify(log)).not.toContain('Expiration');
  });

  it('never expire a snapshot that is current: replaying a decision needs it', () => {
    const rules = JSON.stringify(
      data.findResources('AWS::S3::Bucket', { Properties: { VersioningConfiguration: {} } }),
    );
    expect(rules).toContain('NoncurrentVersionExpiration');
    expect(rules).not.toContain('"ExpirationInDays"');
  });
});

describe('the keys', () => {
  it('rotate', () => {
    expect(keys).toHaveLength(2);
    for (const { id, Properties } of keys) expect(Properties.EnableKeyRotation, id).toBe(true);
  });

  it('open to this account, and the operations key to its logs and alarms; to nobody else', () => {
    const services = (id: string | undefined) =>
      keys
        .find((each) => each.id === id)
        ?.Properties.KeyPolicy.Statement.filter(({ Principal }) =>
          JSON.stringify(Principal).includes('Service'),
        )
        .map(({ Condition }) => Condition !== undefined);
    expect(services(dataKey)).toEqual([]);
    expect(services(keys.find(({ id }) => id.startsWith('OperationsKey'))?.id)).toEqual([true, true]);
  });
});

describe('the data stack', () => {
  it('holds what has state and nothing else', () => {
    const policies = ['AWS::SQS::QueuePolicy', 'AWS::S3::BucketPolicy'];
    const stateful = ['AWS::DynamoDB::Table', 'AWS::SQS::Queue', 'AWS::S3::Bucket', 'AWS::KMS::Key'];
    for (const { id, Type, DeletionPolicy, UpdateReplacePolicy } of allResources(data)) {
      expect([...stateful, ...policies], id).toContain(Type);
      if (stateful.includes(Type))
        expect([DeletionPolicy, UpdateReplacePolicy], id).toEqual(['Retain', 'Retain']);
    }
  });

  it('gives no physical names, so that a resource can be replaced beside its successor', () => {
    for (const { id, Properties } of allResources(data)) {
      expect(Object.keys(Properties), id).not.toEqual(
        expect.arrayContaining([expect.stringMatching(/^(Table|Queue|Bucket)Name$/)]),
      );
    }
  });

  /** A changed logical id is a new, empty resource: whoever edits this list moves the data first. */
  it('keeps the logical ids of what holds data', () => {
    const ids = allResources(data).filter(({ Type }) => !Type.endsWith('Policy'));
    expect(ids.map(({ id }) => id).sort()).toEqual([
      'ControlTableF3E1E223',
      'CreditsDeadLetters623A24EC',
      'CreditsQueue0EA2339C',
      'DataKey17AFBB84',
      'DecisionsTable2B2636B5',
      'FeaturesDeadLettersAB2FA372',
      'FeaturesQueueFBD5C667',
      'LogDeadLetters79ECE495',
      'LogQueue90B2E8A8',
      'MaturedLog65565E03',
      'OperationsKey2329F47A',
      'OutcomesDeadLetters297FD6F6',
      'OutcomesQueue0A989C3B',
      'ProfilesTable3B48B4C6',
      'SnapshotStoreAccessLogs8AD823A5',
      'SnapshotStoreSnapshots4F3E432F',
      'StatisticsTableA0EC13A6',
    ]);
  });

  it('is protected from deletion in every stage', () => {
    for (const stage of [prod, synthesise(DEV)]) expect(stage.data.terminationProtection).toBe(true);
  });

  it('can be thrown away in a stage that asks for it', () => {
    const { dataTemplate, data: stack } = synthesise({
      ...DEV,
      removalPolicy: 'destroy',
      deletionProtection: false,
    });
    expect(stack.terminationProtection).toBe(false);
    for (const { id, DeletionPolicy } of resourcesOf(dataTemplate, 'AWS::DynamoDB::Table')) {
      expect(DeletionPolicy, id).toBe('Delete');
    }
  });
});

interface PolicyOwner {
  readonly Queues?: readonly { readonly Ref: string }[];
  readonly Bucket?: { readonly Ref: string };
  readonly PolicyDocument: Policy;
}

function deniesPlainHttp(
  type: string,
  subject: (policy: PolicyOwner) => { readonly Ref: string } | undefined,
  id: string,
): boolean {
  return resourcesOf<PolicyOwner>(data, type)
    .filter(({ Properties }) => subject(Properties)?.Ref === id)
    .flatMap(({ Properties }) => Properties.PolicyDocument.Statement)
    .some(
      ({ Effect, Condition }) =>
        Effect === 'Deny' &&
        JSON.stringify(Condition) === JSON.stringify({ Bool: { 'aws:SecureTransport': 'false' } }),
    );
}

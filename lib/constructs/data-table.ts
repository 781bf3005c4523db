import type { RemovalPolicy } from 'aws-cdk-lib';
import {
  type Attribute,
  AttributeType,
  BillingMode,
  ProjectionType,
  Table,
  TableEncryption,
} from 'aws-cdk-lib/aws-dynamodb';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import type { AttributeShape, TableShape } from '../../src/shared-names.ts';

export interface DataTableProps {
  readonly shape: TableShape;
  readonly key: IKey;
  readonly removalPolicy: RemovalPolicy;
  readonly deletionProtection: boolean;
}

/** The longest that DynamoDB offers. */
const RECOVERY_DAYS = 35;

/**
 * An on-demand table with the given key schema, encrypted under `key`, restorable to any second of 35 days.
 * @remarks Not a `TableV2`: under a customer's key that one can't be synthesised without knowing the region.
 */
export function makeDataTable(scope: Construct, id: string, props: DataTableProps): Table {
  const { partitionKey, sortKey, indexes } = props.shape;
  const table = new Table(scope, id, {
    partitionKey: attribute(partitionKey),
    ...(sortKey && { sortKey: attribute(sortKey) }),
    billingMode: BillingMode.PAY_PER_REQUEST,
    encryption: TableEncryption.CUSTOMER_MANAGED,
    encryptionKey: props.key,
    pointInTimeRecoverySpecification: {
      pointInTimeRecoveryEnabled: true,
      recoveryPeriodInDays: RECOVERY_DAYS,
    },
    deletionProtection: props.deletionProtection,
    removalPolicy: props.removalPolicy,
  });
  for (const index of indexes) {
    table.addGlobalSecondaryIndex({
      indexName: index.name,
      partitionKey: attribute(index.partitionKey),
      sortKey: attribute(index.sortKey),
      projectionType: ProjectionType[index.projection],
    });
  }
  return table;
}

function attribute({ name, type }: AttributeShape): Attribute {
  return { name, type: type === 'S' ? AttributeType.STRING : AttributeType.NUMBER };
}

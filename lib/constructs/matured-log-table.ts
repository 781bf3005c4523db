import { Aws } from 'aws-cdk-lib';
import { CfnDatabase, CfnTable } from 'aws-cdk-lib/aws-glue';
import type { Construct } from 'constructs';
import { LOG_PREFIX } from '../../src/shared-names.ts';
import { MATURED_LOG_COLUMNS } from '../matured-log-columns.ts';

export interface MaturedLogTableProps {
  readonly stage: string;
  readonly bucketName: string;
}

/** No stage has decided anything before. */
const FIRST_DAY = '2026-01-01';

/**
 * A database with one table over the matured log, for Athena. The days are reckoned from their names, so that no crawler
 * has to find them. It holds nothing: who may query it is decided by who may read the bucket.
 */
export function makeMaturedLogTable(scope: Construct, id: string, props: MaturedLogTableProps): CfnTable {
  const database = new CfnDatabase(scope, `${id}Database`, {
    catalogId: Aws.ACCOUNT_ID,
    databaseInput: { name: `rapport_${props.stage.replaceAll('-', '_')}` },
  });
  const location = `s3://${props.bucketName}/${LOG_PREFIX}`;
  return new CfnTable(scope, id, {
    catalogId: Aws.ACCOUNT_ID,
    databaseName: database.ref,
    tableInput: {
      name: 'matured_log',
      description: 'One row for every decision that was learned from; docs/matured-log.md',
      tableType: 'EXTERNAL_TABLE',
      partitionKeys: [{ name: 'day', type: 'string', comment: 'The UTC date of decidedAt, YYYY-MM-DD' }],
      parameters: {
        EXTERNAL: 'TRUE',
        classification: 'json',
        'projection.enabled': 'true',
        'projection.day.type': 'date',
        'projection.day.format': 'yyyy-MM-dd',
        'projection.day.range': `${FIRST_DAY},NOW`,
        'storage.location.template': `${location}day=\${day}/`,
      },
      storageDescriptor: {
        location,
        inputFormat: 'org.apache.hadoop.mapred.TextInputFormat',
        outputFormat: 'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat',
        columns: Object.entries(MATURED_LOG_COLUMNS).map(([name, type]) => ({
          name: name.toLowerCase(),
          type,
        })),
        serdeInfo: {
          serializationLibrary: 'org.openx.data.jsonserde.JsonSerDe',
          parameters: {
            'ignore.malformed.json': 'false',
            // The serde would fold the case of the context's names too; so it is told the name of each column instead.
            'case.insensitive': 'false',
            ...Object.fromEntries(
              Object.keys(MATURED_LOG_COLUMNS).map((name) => [`mapping.${name.toLowerCase()}`, name]),
            ),
          },
        },
      },
    },
  });
}

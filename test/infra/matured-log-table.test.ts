import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { MATURED_LOG_COLUMNS } from '../../lib/matured-log-columns.ts';
import { maturedRowSchema } from '../../src/contracts/matured-row.ts';
import { LOG_PREFIX } from '../../src/shared-names.ts';
import { importedFrom, PROD, resourcesOf, synthesise } from '../support/infra/synthesised.ts';

interface TableProperties {
  readonly DatabaseName: { readonly Ref: string };
  readonly TableInput: {
    readonly Name: string;
    readonly PartitionKeys: readonly { readonly Name: string; readonly Type: string }[];
    readonly Parameters: Readonly<Record<string, unknown>>;
    readonly StorageDescriptor: {
      readonly Location: unknown;
      readonly Columns: readonly { readonly Name: string; readonly Type: string }[];
      readonly SerdeInfo: { readonly Parameters: Readonly<Record<string, string>> };
    };
  };
}

const { serviceTemplate, dataTemplate } = synthesise(PROD);
const [table, ...others] = resourcesOf<TableProperties>(serviceTemplate, 'AWS::Glue::Table');
const { TableInput: input } = table?.Properties ?? expect.unreachable();

/** The JSON schema of a value as a Hive type. */
// biome-ignore lint/suspicious/noExplicitAny: JSON schema is walked, not described
function hiveType(schema: any): string {
  if (schema.anyOf !== undefined) {
    const types = new Set(schema.anyOf.filter(({ type }: { type: string }) => type !== 'null').map(hiveType));
    return types.size === 1 ? String([...types][0]) : 'string';
  }
  // Words and numbers side by side are words.
  if (Array.isArray(schema.type)) return 'string';
  switch (schema.type) {
    case 'array':
      return `array<${hiveType(schema.items)}>`;
    case 'object': {
      if (schema.properties === undefined) return `map<string,${hiveType(schema.additionalProperties)}>`;
      const fields = Object.entries(schema.properties).map(([name, each]) => `${name}:${hiveType(each)}`);
      return `struct<${fields.join(',')}>`;
    }
    case 'integer':
      return 'bigint';
    case 'number':
      return schema.const === undefined ? 'double' : 'int';
    default:
      return schema.type;
  }
}

describe('the table over the matured log', () => {
  it('is one, with the fields of the rows as columns of fitting types, in their order', () => {
    expect(others).toEqual([]);
    const { properties } = z.toJSONSchema(maturedRowSchema) as { properties: Record<string, object> };
    const expected = Object.entries(properties).map(([name, schema]) => [name, hiveType(schema)]);
    expect(Object.entries(MATURED_LOG_COLUMNS)).toEqual(expected);
    expect(input.StorageDescriptor.Columns.map(({ Name, Type }) => [Name, Type])).toEqual(
      expected.map(([name = '', type]) => [name.toLowerCase(), type]),
    );
  });

  it('is told the name of each field, whose case columns lack; no deeper name has capitals', () => {
    const { Parameters } = input.StorageDescriptor.SerdeInfo;
    for (const name of Object.keys(MATURED_LOG_COLUMNS)) {
      expect(Parameters[`mapping.${name.toLowerCase()}`]).toBe(name);
    }
    expect(Object.values(MATURED_LOG_COLUMNS).join()).toMatch(/^[a-z<>:,]+$/);
  });

  it('reckons its days from the layout of the bucket', () => {
    expect(input.PartitionKeys).toMatchObject([{ Name: 'day', Type: 'string' }]);
    const template = input.Parameters['storage.location.template'] as { 'Fn::Join': [string, unknown[]] };
    const [scheme, bucket, path] = template['Fn::Join'][1];
    expect([scheme, path]).toEqual(['s3://', `/${LOG_PREFIX}day=\${day}/`]);
    expect(importedFrom(dataTemplate, bucket)).toMatch(/^MaturedLog/);
    expect(input.Parameters['projection.day.range']).toMatch(/^\d{4}-\d\d-\d\d,NOW$/);
  });

  it('has a name that a query can use without quotes', () => {
    const [database] = resourcesOf<{ DatabaseInput: { Name: string } }>(
      synthesise({ ...PROD, stage: 'a-b' }).serviceTemplate,
      'AWS::Glue::Database',
    );
    expect(database?.Properties.DatabaseInput.Name).toBe('rapport_a_b');
    expect(input.Name).toMatch(/^[a-z_]+$/);
  });
});

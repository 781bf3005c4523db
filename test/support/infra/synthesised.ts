import { readFileSync } from 'node:fs';
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { addRapport, type RapportStacks } from '../../../lib/rapport-app.ts';
import type { StageConfig } from '../../../lib/stage-config.ts';
import { stageConfig } from '../../../lib/stages.ts';

/**
 * CDK's own template rules take seconds to start in each test file; test/infra/nag.test.ts turns them on again, and so
 * does every real synthesis.
 */
process.env['CDK_VALIDATION'] ??= 'false';

export interface Synthesised extends RapportStacks {
  readonly app: App;
  readonly dataTemplate: Template;
  readonly serviceTemplate: Template;
}

export const PROD = stageConfig({ stage: 'prod', alarmEmail: 'on-call@example.com' });
export const DEV = stageConfig({});

/** An app with the context of cdk.json that leaves the functions unbundled. */
export function newApp(): App {
  const { context } = JSON.parse(readFileSync('cdk.json', 'utf8')) as { context: Record<string, unknown> };
  return new App({ context: { ...context, 'aws:cdk:bundling-stacks': [] } });
}

/** Both stacks of a stage, synthesised. */
export function synthesise(config: StageConfig): Synthesised {
  const app = newApp();
  const stacks = addRapport(app, config);
  return {
    ...stacks,
    app,
    dataTemplate: Template.fromStack(stacks.data),
    serviceTemplate: Template.fromStack(stacks.service),
  };
}

export interface Resource<Properties> {
  readonly id: string;
  readonly Type: string;
  readonly Properties: Properties;
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
}

/** The resources of a type, as the template has them; the caller says which properties it looks at. */
export function resourcesOf<Properties>(template: Template, type: string): Resource<Properties>[] {
  const found = Object.entries(template.findResources(type)) as [string, Omit<Resource<Properties>, 'id'>][];
  return found.map(([id, resource]) => ({ id, ...resource }));
}

/** Every resource of the template. */
export function allResources(template: Template): Resource<Readonly<Record<string, unknown>>>[] {
  const { Resources } = template.toJSON() as {
    Resources: Record<string, Omit<Resource<Readonly<Record<string, unknown>>>, 'id'>>;
  };
  return Object.entries(Resources).map(([id, resource]) => ({ id, ...resource }));
}

export interface GetAtt {
  readonly 'Fn::GetAtt': readonly [id: string, attribute: string];
}

/** The logical id of the data stack's resource that an imported value belongs to; `undefined` for anything else. */
export function importedFrom(data: Template, value: unknown): string | undefined {
  const { 'Fn::ImportValue': name } = (value ?? {}) as { 'Fn::ImportValue'?: string };
  const { Outputs } = data.toJSON() as {
    Outputs: Record<string, { Export: { Name: string }; Value: { Ref?: string; 'Fn::GetAtt'?: string[] } }>;
  };
  const output = Object.values(Outputs).find((each) => each.Export.Name === name);
  return output?.Value.Ref ?? output?.Value['Fn::GetAtt']?.[0];
}

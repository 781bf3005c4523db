import { constructId, type FunctionName } from '../../../lib/function-names.ts';
import { type GetAtt, importedFrom, resourcesOf, type Synthesised } from './synthesised.ts';

export interface Statement {
  readonly Effect: 'Allow' | 'Deny';
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
  readonly Condition?: { readonly StringEquals?: { readonly 'kms:ViaService'?: unknown } };
}

interface PolicyProperties {
  readonly PolicyDocument: { readonly Statement: readonly Statement[] };
  readonly Roles: readonly { readonly Ref: string }[];
}

type Templates = Pick<Synthesised, 'serviceTemplate' | 'dataTemplate'>;

export const list = <T>(value: T | readonly T[]): readonly T[] =>
  Array.isArray(value) ? value : [value as T];

/** Every statement of the function's role. */
export function statementsOf({ serviceTemplate }: Templates, name: FunctionName): readonly Statement[] {
  return resourcesOf<PolicyProperties>(serviceTemplate, 'AWS::IAM::Policy')
    .filter(({ Properties }) => Properties.Roles[0]?.Ref.startsWith(`${constructId(name)}Role`))
    .flatMap(({ Properties }) => Properties.PolicyDocument.Statement);
}

/** `resource → actions`, sorted, of everything that the function may do. */
export function grantsOf(templates: Templates, name: FunctionName): Record<string, string[]> {
  const grants = new Map<string, Set<string>>();
  for (const { Action, Resource } of statementsOf(templates, name)) {
    for (const resource of list(Resource)) {
      const key = nameOf(templates, resource);
      grants.set(key, new Set([...(grants.get(key) ?? []), ...list(Action)]));
    }
  }
  return Object.fromEntries([...grants].map(([resource, actions]) => [resource, [...actions].sort()]));
}

/** `<resource of the data stack><path>` or `own:<resource of this stack>`, without hashes; anything else as it is. */
function nameOf({ dataTemplate }: Templates, resource: unknown): string {
  const bare = (id: string | undefined) => id?.replace(/[0-9A-F]{8}$/, '');
  if (typeof resource === 'string') return resource;
  const { 'Fn::Join': join, 'Fn::GetAtt': own } = resource as Partial<GetAtt> & {
    'Fn::Join'?: [string, unknown[]];
  };
  if (own !== undefined) return `own:${bare(own[0])}`;
  const [head, ...path] = join?.[1] ?? [resource];
  const imported = bare(importedFrom(dataTemplate, head));
  return imported === undefined ? JSON.stringify(resource) : [imported, ...path].join('');
}

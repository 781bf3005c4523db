import * as z from 'zod';
import { ROUTES } from '../shared-names.ts';
import { OPERATIONS, type Operation, routeKeyOf } from './operations.ts';
import { problemSchema } from './problem.ts';
import { PROBLEMS, type ProblemCode } from './problem-catalogue.ts';

type Json = { readonly [name: string]: unknown };

/** Faults that any route may answer with. */
const EVERYWHERE = ['storage-unavailable', 'internal'] as const satisfies readonly ProblemCode[];

/** The OpenAPI 3.1 document of the HTTP API, made from the contracts. */
export function openApiDocument(): Json {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Rapport',
      version: '1.0.0',
      summary:
        'Decides whether, on which channel and when to contact a borrower, and learns from what happens next.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    security: [{ sigv4: [] }],
    paths: paths(),
    components: {
      schemas: { ...componentsOf(requestSchemas(), 'input'), ...componentsOf(answerSchemas(), 'output') },
      securitySchemes: {
        sigv4: {
          type: 'apiKey',
          in: 'header',
          name: 'Authorization',
          description: 'AWS Signature Version 4 (IAM). The embedded service asks for none.',
          'x-amazon-apigateway-authtype': 'awsSigv4',
        },
      },
    },
  };
}

function paths(): Json {
  const byPath: Record<string, Record<string, Json>> = {};
  for (const route of ROUTES) {
    const described = operation(route.path, OPERATIONS[routeKeyOf(route)]);
    byPath[route.path] = { ...byPath[route.path], [route.method.toLowerCase()]: described };
  }
  return byPath;
}

function operation(path: string, described: Operation): Json {
  const parameters = [
    ...[...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
      name,
      in: 'path',
      required: true,
      schema: { type: 'string', maxLength: 128 },
    })),
    ...(described.idempotencyKey ? [IDEMPOTENCY_KEY] : []),
  ];
  return {
    operationId: described.id,
    summary: described.summary,
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(described.body === undefined
      ? {}
      : {
          requestBody: {
            required: described.body.required,
            content: content('application/json', described.body.schema),
          },
        }),
    responses: { ...successes(described), ...failures([...described.problems, ...EVERYWHERE]) },
  };
}

const IDEMPOTENCY_KEY = {
  name: 'Idempotency-Key',
  in: 'header',
  required: true,
  description: 'Your name for this request: the same key gets the same answer.',
  schema: { type: 'string', pattern: '^[\\x21-\\x7e]{1,128}$' },
};

function successes({ answers, answer }: Operation): Json {
  const body =
    answer === undefined
      ? { 'application/json': { schema: { type: 'object' } } }
      : content('application/json', answer);
  return Object.fromEntries(
    Object.entries(answers).map(([status, description]) => [status, { description, content: body }]),
  );
}

function failures(codes: readonly ProblemCode[]): Json {
  const byStatus = new Map<number, string[]>();
  for (const code of codes) {
    const { status, title } = PROBLEMS[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), `\`${code}\`: ${title}.`]);
  }
  return Object.fromEntries(
    [...byStatus].map(([status, lines]) => [
      status,
      { description: lines.join('\n'), content: content('application/problem+json', problemSchema) },
    ]),
  );
}

function content(mediaType: string, schema: z.ZodType): Json {
  return { [mediaType]: { schema: { $ref: reference(idOf(schema)) } } };
}

function requestSchemas(): z.ZodType[] {
  return Object.values(OPERATIONS).flatMap(({ body }) => (body === undefined ? [] : [body.schema]));
}

function answerSchemas(): z.ZodType[] {
  return [
    ...Object.values(OPERATIONS).flatMap(({ answer }) => (answer === undefined ? [] : [answer])),
    problemSchema,
  ];
}

/** JSON Schemas by id, with everything they refer to. */
function componentsOf(schemas: readonly z.ZodType[], io: 'input' | 'output'): Json {
  const components: Record<string, unknown> = {};
  for (const schema of schemas) {
    const { $defs = {} } = z.toJSONSchema(z.strictObject({ schema }), {
      io,
      override: ({ jsonSchema }) => {
        // Answers may gain members; a caller that checks them must not break then.
        if (io === 'output' && jsonSchema.additionalProperties === false)
          delete jsonSchema.additionalProperties;
        // The format says it; zod's pattern for it is half a kilobyte.
        if (jsonSchema.format === 'date-time') delete jsonSchema.pattern;
      },
    });
    for (const [id, definition] of Object.entries($defs)) {
      const { id: _, $id: __, ...rest } = definition as Json;
      components[id] = relocated(rest);
    }
  }
  return components;
}

/** The same schema with its references led from `$defs` to the components of the document. */
function relocated(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(relocated);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [
      key,
      key === '$ref' && typeof member === 'string'
        ? member.replace('#/$defs/', reference(''))
        : relocated(member),
    ]),
  );
}

function reference(id: string): string {
  return `#/components/schemas/${id}`;
}

function idOf(schema: z.ZodType): string {
  const id = schema.meta()?.id;
  if (id === undefined) throw new TypeError('A schema of the API document needs an id: .meta({ id })');
  return id;
}

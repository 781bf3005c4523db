import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { openApiDocument } from '../../../src/contracts/openapi.ts';
import { OPERATIONS, routeKeyOf } from '../../../src/contracts/operations.ts';
import { PROBLEMS } from '../../../src/contracts/problem-catalogue.ts';
import { problemsPage } from '../../../src/contracts/problems-page.ts';
import { ROUTES } from '../../../src/shared-names.ts';

const docs = (name: string) => readFile(new URL(`../../../docs/${name}`, import.meta.url), 'utf8');

// biome-ignore lint/suspicious/noExplicitAny: the document is checked here as its readers see it
const document: any = JSON.parse(JSON.stringify(openApiDocument()));

describe('the API document', () => {
  test('is the committed one; else run: npm run openapi', async () => {
    expect(await docs('openapi.json')).toBe(`${JSON.stringify(document, null, 2)}\n`);
  });

  test('describes every route, and no other', () => {
    const described = Object.entries<object>(document.paths).flatMap(([path, item]) =>
      Object.keys(item).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect(described.sort()).toEqual(ROUTES.map(routeKeyOf).sort());
    expect(Object.keys(OPERATIONS).sort()).toEqual(ROUTES.map(routeKeyOf).sort());
  });

  test('names every operation once and declares its path parameters', () => {
    const ids: string[] = [];
    for (const [path, item] of Object.entries<
      Record<string, { operationId: string; parameters?: { name: string; in: string }[] }>
    >(document.paths)) {
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      for (const { operationId, parameters = [] } of Object.values(item)) {
        ids.push(operationId);
        expect(parameters.filter((each) => each.in === 'path').map(({ name }) => name)).toEqual(inPath);
      }
    }
    expect(new Set(ids).size).toBe(ROUTES.length);
  });

  test('has every schema that it refers to, and no schema of another kind', () => {
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map(
      ([, target]) => target,
    );
    const known = Object.keys(document.components.schemas).map((id) => `#/components/schemas/${id}`);
    expect(known).toEqual(expect.arrayContaining([...new Set(references)]));
    expect(references).toEqual(expect.arrayContaining(known.filter((id) => !id.endsWith('DecisionState'))));
    expect(JSON.stringify(document)).not.toMatch(/"\$(?:defs|schema|id)"/);
  });

  test('answers with a success and with problem documents of the statuses told', () => {
    for (const route of ROUTES) {
      const { responses } = document.paths[route.path][route.method.toLowerCase()];
      const { answers, problems } = OPERATIONS[routeKeyOf(route)];
      const statuses = [
        ...Object.keys(answers),
        ...problems.map((code) => String(PROBLEMS[code].status)),
        '500',
        '503',
      ];
      expect(Object.keys(responses).sort()).toEqual([...new Set(statuses)].sort());
      for (const [status, response] of Object.entries<{ content: object }>(responses)) {
        expect(Object.keys(response.content)).toEqual([
          Number(status) < 300 ? 'application/json' : 'application/problem+json',
        ]);
      }
    }
  });

  test('refuses unknown members in requests and allows new ones in answers', () => {
    const { schemas } = document.components;
    expect(schemas.DecisionRequest.additionalProperties).toBe(false);
    expect(schemas.DecisionRequest.properties.borrower.additionalProperties).toBe(false);
    expect(schemas.SelectedDecision).not.toHaveProperty('additionalProperties');
  });
});

describe('the list of problems', () => {
  test('is the committed one; else run: npm run openapi', async () => {
    expect(await docs('problems.md')).toBe(problemsPage());
  });

  test('has a row for every code, with a status that fits', () => {
    const page = problemsPage();
    for (const [code, { status, title, fix }] of Object.entries(PROBLEMS)) {
      expect(page).toContain(`| \`${code}\` |`);
      expect(status).toBeGreaterThanOrEqual(400);
      expect([title, fix]).not.toContain('');
    }
  });
});

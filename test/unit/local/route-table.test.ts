import { describe, expect, test } from 'vitest';
import { matchRoute } from '../../../local/route-table.ts';
import { ROUTES } from '../../../src/shared-names.ts';

describe('matchRoute', () => {
  test.each(ROUTES.map((route) => [`${route.method} ${route.path}`, route] as const))(
    'finds %s',
    (key, route) => {
      const path = route.path.replace('{id}', 'b%2D1029');
      expect(matchRoute(route.method, path)).toEqual({
        kind: 'found',
        routeKey: key,
        function: route.function,
        pathParameters: path === route.path ? {} : { id: 'b-1029' },
      });
    },
  );

  test('names the methods that a known path takes', () => {
    expect(matchRoute('PATCH', '/v1/borrowers/b-1')).toEqual({
      kind: 'wrong-method',
      allowed: ['PUT', 'GET', 'DELETE'],
    });
  });

  test.each([
    '/',
    '/v1',
    '/v1/decisions/',
    '/v1/decisions//confirm',
    '/v2/decisions',
    '/v1/decisions/%E0%A4%A',
    '/V1/health',
  ])('knows no route for %s', (path) => {
    expect(matchRoute('GET', path)).toEqual({ kind: 'unknown' });
  });
});

import { type HttpFunctionName, ROUTES } from '../src/shared-names.ts';

export type RouteMatch =
  | {
      readonly kind: 'found';
      /** In API Gateway's notation, e.g. `GET /v1/decisions/{id}`. */
      readonly routeKey: string;
      readonly function: HttpFunctionName;
      /** Decoded, e.g. `{ id: 'b-1029' }`; empty for a route without parameters. */
      readonly pathParameters: Readonly<Record<string, string>>;
    }
  | { readonly kind: 'wrong-method'; readonly allowed: readonly string[] }
  | { readonly kind: 'unknown' };

/** The route that API Gateway would choose for this method and undecoded path. */
export function matchRoute(method: string, path: string): RouteMatch {
  const allowed: string[] = [];
  for (const route of ROUTES) {
    const pathParameters = parametersOf(route.path, path);
    if (pathParameters === undefined) continue;
    if (route.method === method) {
      return {
        kind: 'found',
        routeKey: `${route.method} ${route.path}`,
        function: route.function,
        pathParameters,
      };
    }
    allowed.push(route.method);
  }
  return allowed.length > 0 ? { kind: 'wrong-method', allowed } : { kind: 'unknown' };
}

function parametersOf(template: string, path: string): Record<string, string> | undefined {
  const expected = template.split('/');
  const given = path.split('/');
  if (expected.length !== given.length) return undefined;
  const parameters: Record<string, string> = {};
  for (const [index, part] of expected.entries()) {
    const segment = given[index] ?? '';
    const name = /^\{(\w+)\}$/.exec(part)?.[1];
    if (name === undefined) {
      if (part !== segment) return undefined;
      continue;
    }
    const value = decoded(segment);
    if (value === undefined || value === '') return undefined;
    parameters[name] = value;
  }
  return parameters;
}

/** `undefined` for a broken percent-encoding, which names nothing. */
function decoded(segment: string): string | undefined {
  try {
    return decodeURIComponent(segment);
  } catch {
    return undefined;
  }
}

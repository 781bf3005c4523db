import { describe, expect, it } from 'vitest';
import { constructId } from '../../lib/function-names.ts';
import type { StageConfig } from '../../lib/stage-config.ts';
import { ROUTES } from '../../src/shared-names.ts';
import { importedFrom, PROD, resourcesOf, synthesise } from '../support/infra/synthesised.ts';

interface RouteProperties {
  readonly RouteKey: string;
  readonly AuthorizationType: string;
  readonly Target: { readonly 'Fn::Join': readonly [string, readonly [string, { readonly Ref: string }]] };
}

interface IntegrationProperties {
  readonly IntegrationUri: { readonly 'Fn::GetAtt': readonly [string, string] };
  readonly PayloadFormatVersion: string;
}

interface StageProperties {
  readonly DefaultRouteSettings: {
    readonly ThrottlingRateLimit: number;
    readonly ThrottlingBurstLimit: number;
  };
  readonly AccessLogSettings: { readonly DestinationArn: unknown; readonly Format: string };
}

function api(config: StageConfig) {
  const { serviceTemplate } = synthesise(config);
  return {
    routes: resourcesOf<RouteProperties>(serviceTemplate, 'AWS::ApiGatewayV2::Route'),
    integrations: resourcesOf<IntegrationProperties>(serviceTemplate, 'AWS::ApiGatewayV2::Integration'),
    stages: resourcesOf<StageProperties>(serviceTemplate, 'AWS::ApiGatewayV2::Stage'),
    authorizers: resourcesOf<{ JwtConfiguration: unknown }>(serviceTemplate, 'AWS::ApiGatewayV2::Authorizer'),
  };
}

const { routes, integrations, stages } = api(PROD);

describe('the routes', () => {
  it('are those of ROUTES, each to its function', () => {
    const targets = routes.map(({ Properties }) => {
      const integration = integrations.find(({ id }) => id === Properties.Target['Fn::Join'][1][1].Ref);
      expect(integration?.Properties.PayloadFormatVersion).toBe('2.0');
      return [
        Properties.RouteKey,
        integration?.Properties.IntegrationUri['Fn::GetAtt'][0].replace(/Function.{8}$/, ''),
      ];
    });
    const expected = ROUTES.map((route) => [`${route.method} ${route.path}`, constructId(route.function)]);
    expect(Object.fromEntries(targets)).toEqual(Object.fromEntries(expected));
    expect(targets).toHaveLength(ROUTES.length);
  });

  it('all ask for IAM authorisation', () => {
    expect(routes.map(({ Properties }) => Properties.AuthorizationType)).toEqual(ROUTES.map(() => 'AWS_IAM'));
  });

  it('leave the health check open only in a stage that asks for it, and nothing else with it', () => {
    const open = api({ ...PROD, openHealth: true }).routes.filter(
      ({ Properties }) => Properties.AuthorizationType !== 'AWS_IAM',
    );
    expect(open.map(({ Properties }) => [Properties.RouteKey, Properties.AuthorizationType])).toEqual([
      ['GET /v1/health', 'NONE'],
    ]);
  });

  it('take the tokens of an identity provider where the stage asks for them', () => {
    const jwt = { kind: 'jwt', issuer: 'https://id.example.com', audience: ['rapport'] } as const;
    const other = api({ ...PROD, authorisation: jwt });
    expect(new Set(other.routes.map(({ Properties }) => Properties.AuthorizationType))).toEqual(
      new Set(['JWT']),
    );
    expect(other.authorizers.map(({ Properties }) => Properties.JwtConfiguration)).toEqual([
      { Issuer: jwt.issuer, Audience: jwt.audience },
    ]);
  });
});

describe('the stage', () => {
  it('lets through what the settings say', () => {
    expect(stages).toHaveLength(1);
    expect(stages[0]?.Properties.DefaultRouteSettings).toEqual({
      ThrottlingRateLimit: PROD.throttle.ratePerSecond,
      ThrottlingBurstLimit: PROD.throttle.burst,
    });
  });

  it('logs every request as JSON, by route and never by path, which holds borrower ids', () => {
    const format = stages[0]?.Properties.AccessLogSettings.Format ?? '';
    expect(JSON.parse(format)).toMatchObject({ requestId: '$context.requestId', route: '$context.routeKey' });
    expect(format).not.toMatch(/\$context\.path|\$context\.authorizer|querystring/i);
  });
});

it('imports nothing that the data stack does not export', () => {
  const { serviceTemplate, dataTemplate } = synthesise(PROD);
  const imports = JSON.stringify(serviceTemplate.toJSON()).match(/"Fn::ImportValue":"[^"]+"/g) ?? [];
  expect(imports.length).toBeGreaterThan(0);
  for (const each of new Set(imports))
    expect(importedFrom(dataTemplate, JSON.parse(`{${each}}`)), each).toBeDefined();
});

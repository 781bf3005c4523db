import { Validations } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import {
  HttpApi,
  HttpMethod,
  HttpNoneAuthorizer,
  HttpStage,
  type IHttpRouteAuthorizer,
  LogGroupLogDestination,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpIamAuthorizer, HttpJwtAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type { ILogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { type HttpFunctionName, ROUTES } from '../../src/shared-names.ts';
import { constructId } from '../function-names.ts';
import { HEALTH_IS_OPEN } from '../nag-acknowledgements.ts';
import type { Authorisation, StageConfig } from '../stage-config.ts';
import type { ServiceFunction } from './service-function.ts';

export interface DecisionApiProps {
  readonly config: Pick<StageConfig, 'stage' | 'authorisation' | 'openHealth' | 'throttle'>;
  readonly functions: Readonly<Record<HttpFunctionName, ServiceFunction>>;
  readonly accessLogs: ILogGroup;
}

const HEALTH_PATH = '/v1/health';

/** What a line of the access log says: never the path, which holds borrower ids, only its route. */
const ACCESS_LOG = {
  requestId: '$context.requestId',
  time: '$context.requestTimeEpoch',
  route: '$context.routeKey',
  status: '$context.status',
  caller: '$context.identity.userArn',
  sourceIp: '$context.identity.sourceIp',
  responseBytes: '$context.responseLength',
  latencyMs: '$context.responseLatency',
  integrationMs: '$context.integrationLatency',
  integrationError: '$context.integrationErrorMessage',
  error: '$context.error.message',
};

/** The HTTP API: the routes of `ROUTES`, each to its function and none without authorisation. */
export class DecisionApi extends Construct {
  readonly api: HttpApi;

  constructor(scope: Construct, id: string, props: DecisionApiProps) {
    super(scope, id);
    const { config, functions, accessLogs } = props;
    const authorizer = authorizerFor(config.authorisation);
    this.api = new HttpApi(this, 'Api', {
      apiName: `rapport-${config.stage}`,
      description: 'Decides whether, on which channel and when to contact each borrower',
      createDefaultStage: false,
      defaultAuthorizer: authorizer,
    });
    new HttpStage(this, 'Stage', {
      httpApi: this.api,
      autoDeploy: true,
      throttle: { rateLimit: config.throttle.ratePerSecond, burstLimit: config.throttle.burst },
      accessLogSettings: {
        destination: new LogGroupLogDestination(accessLogs),
        format: AccessLogFormat.custom(JSON.stringify(ACCESS_LOG)),
      },
    });
    for (const { method, path, function: name } of ROUTES) {
      const open = config.openHealth && path === HEALTH_PATH;
      const [route] = this.api.addRoutes({
        path,
        methods: [HttpMethod[method]],
        integration: new HttpLambdaIntegration(constructId(name), functions[name].target),
        authorizer: open ? new HttpNoneAuthorizer() : authorizer,
      });
      if (open && route !== undefined) Validations.of(route).acknowledge(HEALTH_IS_OPEN);
    }
  }
}

function authorizerFor(authorisation: Authorisation): IHttpRouteAuthorizer {
  return authorisation.kind === 'iam'
    ? new HttpIamAuthorizer()
    : new HttpJwtAuthorizer('Tokens', authorisation.issuer, { jwtAudience: [...authorisation.audience] });
}

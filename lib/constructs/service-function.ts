import { type Acknowledgment, Duration, RemovalPolicy, Validations } from 'aws-cdk-lib';
import { Effect, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import {
  ApplicationLogLevel,
  type IFunction,
  type Function as LambdaFunction,
  LoggingFormat,
  SystemLogLevel,
  Tracing,
} from 'aws-cdk-lib/aws-lambda';
import { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { type FunctionName, isHttpFunction } from '../function-names.ts';
import { FUNCTIONS } from '../function-settings.ts';
import { X_RAY_HAS_NO_RESOURCES } from '../nag-acknowledgements.ts';
import type { StageConfig } from '../stage-config.ts';
import { bundleOf } from './bundling.ts';

export interface ServiceFunctionProps {
  readonly name: FunctionName;
  readonly config: StageConfig;
  readonly environment: Readonly<Record<string, string>>;
  readonly statements: readonly PolicyStatement[];
  /** Findings on its role that stay. */
  readonly acknowledgements: readonly Acknowledgment[];
  readonly logKey: IKey;
  /** Takes the event of an asynchronous call that failed every time. */
  readonly deadLetterQueue?: IQueue;
}

/** Readable stack traces for 50 ms at each cold start: worth it only where no caller waits. */
const SOURCE_MAPS = { NODE_OPTIONS: '--enable-source-maps' };

/** `lambdas/<name>/entry.ts` as a function with a role, a log group and tracing of its own. */
export class ServiceFunction extends Construct {
  readonly function: LambdaFunction;
  /** What callers call: the warm alias where instances are provisioned, else the function. */
  readonly target: IFunction;

  constructor(scope: Construct, id: string, props: ServiceFunctionProps) {
    super(scope, id);
    const { name, config, environment, statements, acknowledgements, logKey, deadLetterQueue } = props;
    const logGroup = new LogGroup(this, 'Logs', {
      encryptionKey: logKey,
      retention: config.logRetentionDays,
      removalPolicy: config.removalPolicy === 'retain' ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    const role = new Role(this, 'Role', {
      description: `Rapport ${config.stage}: ${name}`,
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
    });
    for (const statement of [...statements, mayWriteTo(logGroup)]) role.addToPolicy(statement);
    Validations.of(role).acknowledge(X_RAY_HAS_NO_RESOURCES, ...acknowledgements);

    const { description, timeoutSeconds } = FUNCTIONS[name];
    const reserved = config.reservedConcurrency[name];
    this.function = new NodejsFunction(this, 'Function', {
      description: `Rapport ${config.stage}: ${description}`,
      ...bundleOf(name),
      timeout: Duration.seconds(timeoutSeconds),
      memorySize: config.memoryMb[name],
      environment: { ...environment, ...(isHttpFunction(name) ? {} : SOURCE_MAPS) },
      role,
      logGroup,
      loggingFormat: LoggingFormat.JSON,
      applicationLogLevelV2: ApplicationLogLevel.INFO,
      systemLogLevelV2: SystemLogLevel[config.systemLogLevel],
      tracing: Tracing.ACTIVE,
      ...(reserved !== undefined && { reservedConcurrentExecutions: reserved }),
      ...(deadLetterQueue && { deadLetterQueue }),
    });
    const warm = isHttpFunction(name) ? config.provisionedConcurrency[name] : undefined;
    // An alias misses `IFunction` by an optional property that may be undefined.
    this.target =
      warm === undefined
        ? this.function
        : (this.function.addAlias('live', { provisionedConcurrentExecutions: warm }) as IFunction);
  }
}

/** Its own log group and nothing else: the managed policy for Lambda would allow every log group of the account. */
function mayWriteTo(logGroup: LogGroup): PolicyStatement {
  return new PolicyStatement({
    effect: Effect.ALLOW,
    actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
    resources: [logGroup.logGroupArn],
  });
}

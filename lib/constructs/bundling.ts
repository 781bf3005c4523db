import { fileURLToPath } from 'node:url';
import { Architecture, Runtime } from 'aws-cdk-lib/aws-lambda';
import { LogLevel, type NodejsFunctionProps, OutputFormat } from 'aws-cdk-lib/aws-lambda-nodejs';
import type { FunctionName } from '../function-names.ts';

const PROJECT = fileURLToPath(new URL('../..', import.meta.url));

/**
 * What makes a function out of `lambdas/<name>/entry.ts`: one self-contained ES module by the local esbuild, never in
 * a container, for the Node that runs the tests.
 */
export function bundleOf(name: FunctionName): NodejsFunctionProps {
  return {
    entry: `${PROJECT}lambdas/${name}/entry.ts`,
    projectRoot: PROJECT,
    depsLockFilePath: `${PROJECT}package-lock.json`,
    runtime: Runtime.NODEJS_24_X,
    architecture: Architecture.ARM_64,
    bundling: {
      format: OutputFormat.ESM,
      target: 'node24',
      // The `module` builds are the ones that esbuild can shake.
      mainFields: ['module', 'main'],
      minify: true,
      sourceMap: true,
      sourcesContent: false,
      // The SDK that was tested is the SDK that runs, whatever the runtime brings along.
      bundleAwsSDK: true,
      esbuildArgs: Object.fromEntries([
        ['--alias:@aws-sdk/credential-provider-node', `${PROJECT}lib/bundled/environment-credentials.mjs`],
        ...['http', 'https'].flatMap((module) => [
          [`--alias:${module}`, `${PROJECT}lib/bundled/node-${module}.cjs`],
          [`--alias:node:${module}`, `${PROJECT}lib/bundled/node-${module}.cjs`],
        ]),
      ]),
      forceDockerBundling: false,
      logLevel: LogLevel.WARNING,
    },
  };
}

import { type BundlingOptions, OutputFormat, SourceMapMode } from 'aws-cdk-lib/aws-lambda-nodejs';

/** How every function is bundled: one self-contained ES module by the local esbuild, never in a container. */
export const BUNDLING: BundlingOptions = {
  format: OutputFormat.ESM,
  target: 'node24',
  // The `module` builds are the ones that esbuild can shake.
  mainFields: ['module', 'main'],
  minify: true,
  sourceMap: true,
  sourceMapMode: SourceMapMode.DEFAULT,
  sourcesContent: false,
  // The SDK that was tested is the SDK that runs, whatever the runtime brings along.
  bundleAwsSDK: true,
  forceDockerBundling: false,
};

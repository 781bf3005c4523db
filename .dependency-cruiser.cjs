/** The import rules of docs/architecture.md. `npm run check:deps`; test/architecture proves that it sees modules. */
module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      comment: 'A cycle means that two ideas are one, or that one of them is in the wrong place.',
      severity: 'error',
      from: {},
      to: { circular: true, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'core-is-pure',
      comment: 'src/core imports only itself and ml-matrix: no clock, no randomness, no process, no SDK.',
      severity: 'error',
      from: { path: '^src/core/' },
      to: { pathNot: ['^src/core/', '^node_modules/ml-matrix/'] },
    },
    {
      name: 'core-reaches-no-sdk',
      comment: 'Not through a third module either.',
      severity: 'error',
      from: { path: '^src/core/' },
      to: { path: ['^node_modules/@aws', '^node_modules/zod'], reachable: true },
    },
    {
      name: 'app-knows-core-only',
      comment: 'Use cases declare ports; they never see an adapter, a contract or an event type.',
      severity: 'error',
      from: { path: '^src/app/' },
      to: { pathNot: ['^src/app/', '^src/core/'] },
    },
    {
      name: 'adapters-behind-ports',
      comment: 'Adapters implement ports; they know the core and the ports, not the use cases.',
      severity: 'error',
      from: { path: '^src/adapters/' },
      to: { path: ['^src/app/(?!ports/)', '^lambdas/', '^cli/', '^local/', '^lib/'] },
    },
    {
      name: 'contracts-know-no-adapters',
      severity: 'error',
      from: { path: '^src/contracts/' },
      to: { path: ['^src/adapters/', '^lambdas/', '^cli/', '^local/', '^lib/'] },
    },
    {
      name: 'stacks-know-names-only',
      comment: 'Infrastructure shares spelling with the runtime, nothing else.',
      severity: 'error',
      from: { path: '^lib/' },
      to: { path: ['^src/(?!shared-names)', '^lambdas/', '^cli/', '^local/'] },
    },
    {
      name: 'lambdas-stand-alone',
      severity: 'error',
      from: { path: '^lambdas/' },
      to: {
        path: [
          '^local/',
          '^cli/',
          '^lib/',
          '^node_modules/aws-cdk-lib',
          '^node_modules/dynalite',
          '^node_modules/fauxqs',
        ],
      },
    },
    {
      name: 'product-never-imports-tests',
      severity: 'error',
      from: { pathNot: '^test/' },
      to: { path: '^test/' },
    },
    {
      name: 'no-orphans',
      severity: 'error',
      from: {
        orphan: true,
        path: '^(src|lib|lambdas|local|cli)/',
        pathNot: ['/entry\\.ts$', '\\.d\\.ts$', '^lib/bundled/'],
      },
      to: {},
    },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default'],
    },
  },
};

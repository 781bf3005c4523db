import { provenance } from '../circumstances.ts';
import { writeSection } from '../results-document.ts';
import { markdownTable } from '../table.ts';
import type { CoverageFindings } from './measure-coverage.ts';
import type { OutreachFindings } from './measure-worlds.ts';
import { claimTable, coverageTable, worldTable } from './tables.ts';

/** Puts the worlds' figures into bench/RESULTS.md. */
export function recordWorlds(findings: OutreachFindings): void {
  const { seeds, decisions, worlds, claims } = findings;
  const sections = worlds.map((world) => `### World: ${world.world}\n\n${markdownTable(worldTable(world))}`);
  writeSection(
    'outreach',
    `## Outreach worlds

${provenance(findings)}
168 arms, 12 features, ${decisions} decisions, ${seeds} seeds; expected rewards are exact, ± is the 95 % interval over seeds.

${markdownTable(claimTable(claims))}

${sections.join('\n\n')}`,
  );
}

/** Puts the intervals' coverage into bench/RESULTS.md. */
export function recordCoverage(findings: CoverageFindings): void {
  const { world, strategy, decisions, seeds } = findings;
  writeSection(
    'coverage',
    `## Off-policy intervals

${provenance(findings)}
The even policy valued by inverse propensity from the log of \`${strategy}\` in the ${world} world, ${decisions} decisions, ${seeds} seeds.

${markdownTable(coverageTable(findings))}`,
  );
}

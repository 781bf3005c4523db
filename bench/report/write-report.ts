import { writeFileSync } from 'node:fs';
import type { BakeoffFindings } from '../bakeoff/findings.ts';
import { readFindings } from '../findings-file.ts';
import type { InferenceFindings } from '../inference/findings.ts';
import type { CoverageFindings } from '../outreach/measure-coverage.ts';
import type { OutreachFindings } from '../outreach/measure-worlds.ts';
import { reportPage } from './page.ts';

/** Writes bench/report.html with what each benchmark last found here; its path within the project. */
export function writeReport(): string {
  const bakeoff = readFindings<BakeoffFindings>('bakeoff');
  const outreach = readFindings<OutreachFindings>('outreach');
  const coverage = readFindings<CoverageFindings>('coverage');
  const inference = readFindings<InferenceFindings>('inference');
  const page = reportPage({
    ...(bakeoff === undefined ? {} : { bakeoff }),
    ...(outreach === undefined ? {} : { outreach }),
    ...(coverage === undefined ? {} : { coverage }),
    ...(inference === undefined ? {} : { inference }),
  });
  writeFileSync(new URL('../report.html', import.meta.url), page);
  return 'bench/report.html';
}

import type { Design } from '../../src/core/experiment/design.ts';

/** What is assigned as a whole, in the plural. */
export function unitsNoun(design: Design): string {
  switch (design.kind) {
    case 'borrower':
      return 'borrowers';
    case 'cluster':
      return `clusters (${design.by})`;
    case 'switchback':
      return design.by === undefined ? 'periods' : `periods of a ${design.by}`;
  }
}

/** One of them. */
function unitNoun(design: Design): string {
  switch (design.kind) {
    case 'borrower':
      return 'borrower';
    case 'cluster':
      return design.by;
    case 'switchback':
      return 'period';
  }
}

/** A metric's name for people. @param metric As `metricsOf` in the core names it. */
export function metricName(metric: string, design: Design): string {
  const unit = unitNoun(design);
  if (metric === 'reward-per-decision') return 'reward after cost per decision';
  if (metric === 'reward-per-unit') return `reward after cost per ${unit}`;
  if (metric === 'contacts-per-unit') return `contacts per ${unit}`;
  return `share of ${unit}s with ${metric.slice(metric.indexOf(':') + 1)}`;
}

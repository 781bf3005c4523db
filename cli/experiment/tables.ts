import type { ExperimentReport } from '../../src/app/experiment-report.ts';
import type { Reading } from '../../src/core/experiment/analysis/findings.ts';
import { policyInWords } from '../../src/core/experiment/transitions/in-words.ts';
import { decimal } from '../terminal/number-text.ts';
import {
  differenceText,
  estimateText,
  intervalText,
  pValueText,
  shareText,
  wholeText,
} from './estimate-text.ts';
import { metricName, unitsNoun } from './names.ts';

/** A table before it is known where it will be shown. */
export interface ReportTable {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export function groupsTable({ booked, findings }: ExperimentReport): ReportTable {
  const { design, variants, control } = booked.experiment;
  const policyOf = (group: string) => {
    const variant = variants.find(({ id }) => id === group);
    return variant === undefined ? 'whoever is not held out' : policyInWords(variant.policy);
  };
  return {
    head: ['variant', 'policy', 'share', `${unitsNoun(design)} assigned`, 'compared', 'decisions'],
    rows: findings.groups.map(({ group, share, assigned, units, decisions }) => [
      group === control ? `${group} (control)` : group,
      policyOf(group),
      shareText(share),
      wholeText(assigned),
      wholeText(units),
      wholeText(decisions),
    ]),
  };
}

/** Every metric of every variant. */
export function valuesTable({ booked }: ExperimentReport, { metrics }: Reading): ReportTable {
  const { design } = booked.experiment;
  return {
    head: ['metric', 'variant', 'value', 'interval'],
    rows: metrics.flatMap(({ metric, groups }) =>
      groups.map((each) => [metricName(metric, design), each.group, estimateText(each), intervalText(each)]),
    ),
  };
}

/** Every metric's difference to the control. */
export function differencesTable({ booked }: ExperimentReport, { metrics }: Reading): ReportTable {
  const { design } = booked.experiment;
  const areSeveral = metrics.some(({ differences }) => differences.length > 1);
  return {
    head: [
      'metric',
      'variant − control',
      'adjusted',
      'interval',
      'p',
      ...(areSeveral ? ['p (Holm)'] : []),
      'plain',
      'interval of plain',
    ],
    rows: metrics.flatMap(({ metric, differences }) =>
      differences.map(({ group, adjusted, plain, holm }) => [
        metricName(metric, design),
        group,
        differenceText(adjusted),
        intervalText(adjusted),
        pValueText(adjusted.pValue),
        ...(areSeveral ? [pValueText(holm)] : []),
        differenceText(plain),
        intervalText(plain),
      ]),
    ),
  };
}

export function segmentsTable({ segments }: Reading): ReportTable {
  return {
    head: ['segment', 'variant', 'units', 'effect', 'interval', 'real', 'differs from others'],
    rows: segments.map(({ feature, level, group, units, effect, isReal, differs, contrast }) => [
      `${feature}: ${level}`,
      group,
      wholeText(units),
      differenceText(effect),
      intervalText(effect),
      isReal ? 'yes' : 'not known',
      contrast === undefined ? '' : `${differs ? 'yes' : 'not known'}, by ${differenceText(contrast)}`,
    ]),
  };
}

export function channelsTable({ channels }: Reading): ReportTable {
  return {
    head: ['variant', 'always this channel', 'decisions', 'chosen', 'value', 'interval'],
    rows: channels.flatMap(({ group, values }) =>
      values.map((each) => [
        group,
        each.channel,
        wholeText(each.decisions),
        wholeText(each.chosen),
        estimateText(each),
        intervalText(each),
      ]),
    ),
  };
}

const MOST_CHOICES = 8;

/** The choices that are furthest from their propensities. */
export function choicesTable({ findings }: ExperimentReport): ReportTable {
  const worst = findings.checks.choices
    .toSorted((a, b) => a.pValue - b.pValue || distance(b) - distance(a))
    .slice(0, MOST_CHOICES);
  return {
    head: ['variant', 'what', 'decisions', 'chosen beyond propensities', 'standard deviations', 'p'],
    rows: worst.map(({ group, kind, arm, offered, surplus, variance, pValue }) => [
      group,
      `${kind} ${arm}`,
      wholeText(offered),
      decimal(surplus, 1),
      variance > 0 ? decimal(surplus / Math.sqrt(variance), 2) : '',
      pValueText(pValue),
    ]),
  };
}

function distance({ surplus, variance }: { readonly surplus: number; readonly variance: number }): number {
  return variance > 0 ? Math.abs(surplus) / Math.sqrt(variance) : 0;
}

export function guardrailsTable({ guardrails }: ExperimentReport): ReportTable {
  return {
    head: ['guardrail', 'variant', 'state', 'what is known'],
    rows: guardrails.map(({ guardrail, variant, breached, words }) => [
      guardrail,
      variant,
      breached ? 'breached' : 'holds',
      words,
    ]),
  };
}

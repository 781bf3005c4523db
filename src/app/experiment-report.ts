import type { Configuration } from '../core/configuration.ts';
import { comparedGroups } from '../core/experiment/analysis/compared-groups.ts';
import { experimentTally } from '../core/experiment/analysis/experiment-tally.ts';
import type { ExperimentFindings } from '../core/experiment/analysis/findings.ts';
import { countExposures } from '../core/experiment/guardrails/count-exposures.ts';
import { judgeGuardrails, watchesOf } from '../core/experiment/guardrails/judge-guardrails.ts';
import type { Verdict } from '../core/experiment/guardrails/verdict.ts';
import type { BookedExperiment } from '../core/experiment/policy-book.ts';
import { shareAt } from '../core/experiment/share-at.ts';
import { requireBooked } from '../core/experiment/transitions/booked.ts';
import type { ExperimentId } from '../core/identifiers.ts';
import { DAY_MS, HOUR_MS, type Instant, plusMs } from '../core/time/instant.ts';
import { type UtcDate, utcDateOf } from '../core/time/utc-date.ts';
import type { Dependencies } from './dependencies.ts';
import { experimentRows } from './experiment-rows.ts';

export interface ExperimentReport {
  readonly booked: BookedExperiment;
  /** Of its layer's units that take part now, in [0, 1]. */
  readonly share: number;
  /** The last day that is looked at; absent while no day of it is complete. */
  readonly through?: UtcDate;
  readonly findings: ExperimentFindings;
  /**
   * As the exposures stand now, of variants whose traffic goes on; they know of decisions that are not mature. After a stop the
   * control's goes on alone, which a comparison by shares would take for safety.
   */
  readonly guardrails: readonly Verdict[];
}

/**
 * @throws {NotFoundError} `experiment-unknown`.
 * @throws {CorruptStateError} `log-corrupt` when the log can't be read.
 */
export type ReportExperiment = (
  id: ExperimentId,
  now: Instant,
  onProgress?: (days: number) => void,
) => Promise<ExperimentReport>;

type Needs = Pick<Dependencies, 'configuration' | 'maturedLog' | 'policyBooks' | 'exposures'>;

/**
 * Analyses an experiment over the matured log, with a look for each day.
 * @remarks Only days on which every decision is mature are looked at: on later ones, those actions whose outcomes take long
 * would be missing, and what is left would not be what was drawn.
 */
export function makeReportExperiment({
  configuration,
  maturedLog,
  policyBooks,
  exposures,
}: Needs): ReportExperiment {
  return async function reportExperiment(id, now, onProgress = () => {}) {
    const book = await policyBooks.get(configuration.model);
    const booked = requireBooked(book, id);
    const { experiment, startedAt, stoppedAt, status } = booked;
    const { slice, ramp } = experiment;
    const compared = comparedGroups(booked);
    const events = configuration.reward.events.map(({ type }) => type);
    const tally = experimentTally({ compared, plan: experiment.analysis, events });
    let through: UtcDate | undefined;
    if (startedAt !== undefined) {
      const until = lastCompleteDay(configuration, now);
      const stoppedOn = stoppedAt === undefined ? until : utcDateOf(stoppedAt);
      const stoppedEarlier = stoppedOn < until;
      const to = stoppedEarlier ? stoppedOn : until;
      const wanted = { from: utcDateOf(startedAt), to };
      const named = compared.others === undefined ? { experiment: id } : {};
      let days = 0;
      for await (const { day, rows } of experimentRows(maturedLog, { ...wanted, ...named })) {
        tally.look(day, rows);
        through = day;
        days += 1;
        onProgress(days);
      }
    }
    return {
      booked,
      share: status === 'running' ? (slice.to - slice.from) * shareAt(ramp, now) : 0,
      ...(through === undefined ? {} : { through }),
      findings: tally.findings(),
      guardrails: await guardrailsOf(booked),
    };
  };

  async function guardrailsOf({ experiment, stopped }: BookedExperiment): Promise<readonly Verdict[]> {
    if (experiment.guardrails.length === 0) return [];
    const counter = countExposures(watchesOf(experiment));
    for await (const exposure of exposures.list(experiment.id)) counter.add(exposure);
    return judgeGuardrails(experiment, counter.counts()).filter(
      ({ variant }) => !stopped.some((stop) => stop.variant === variant),
    );
  }
}

/** A window is at most a day long, and credits and rows follow within hours. */
const SLACK_MS = DAY_MS + 6 * HOUR_MS;

/** The last day whose decisions are all mature, credited and in the log. */
function lastCompleteDay({ channels, noContact, horizonHours }: Configuration, now: Instant): UtcDate {
  const longest = Math.max(
    noContact.rewardWindowHours,
    ...channels.map(({ rewardWindowHours }) => rewardWindowHours),
  );
  const age = (horizonHours + longest) * HOUR_MS + SLACK_MS;
  return utcDateOf(plusMs(now, -Math.ceil(age) - DAY_MS));
}

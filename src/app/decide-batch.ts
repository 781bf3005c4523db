import type { Configuration } from '../core/configuration.ts';
import { chooseAction } from '../core/decision/choose-action.ts';
import { decisionIdOf, decisionIdSeed, drawSeed } from '../core/decision/decision-key.ts';
import type { Duty } from '../core/decision/decision-record.ts';
import { type PolicyInput, scorePolicy } from '../core/decision/score-policy.ts';
import type { Assignment } from '../core/experiment/assignment.ts';
import type { PolicyBook } from '../core/experiment/policy-book.ts';
import { explainForcedChoice } from '../core/explain/explain-forced-choice.ts';
import type { Explanation } from '../core/explain/explanation.ts';
import { makeEncoder } from '../core/features/encoder.ts';
import type { Context } from '../core/features/feature-schema.ts';
import {
  type ActionId,
  type DecisionId,
  type ExperimentId,
  NO_CONTACT,
  type SnapshotId,
  type VariantId,
} from '../core/identifiers.ts';
import type { Distribution } from '../core/policy/distribution.ts';
import { drawNumber } from '../core/policy/draw.ts';
import { drawFrom } from '../core/policy/draw-from.ts';
import type { PlainPolicy } from '../core/policy/served-policy.ts';
import type { StrategyName } from '../core/policy/strategy.ts';
import type { Candidate } from '../core/rules/candidate.ts';
import type { ContactProfile } from '../core/rules/contact-profile.ts';
import type { Instant, Interval } from '../core/time/instant.ts';
import { HELD_BACK } from './choose-by-plan.ts';
import { ruleOn } from './contact-mask.ts';
import { reasonsOf } from './decide.ts';
import { checkRequest } from './decide-request.ts';
import type { FindModel } from './deciding-policy.ts';
import type { ServedModel } from './model-source.ts';
import { assign, planOf } from './plan-decision.ts';
import type { Sha256 } from './ports/sha256.ts';

/** One borrower to decide about, with everything that a decision looks at. */
export interface BatchRequest {
  /** Tells this decision from the run's others. */
  readonly key: string;
  readonly profile: ContactProfile;
  /** The debt that it is about; absent: none in particular, so that the rules for any apply. */
  readonly accountId?: string;
  readonly clusters?: Readonly<Record<string, string>>;
  readonly context: Context;
  readonly exclude: readonly string[];
  readonly purpose?: string;
  readonly horizonHours?: number;
}

export type BatchAnswer = BatchSelected | BatchWithheld;

export interface BatchSelected {
  readonly key: string;
  readonly decisionId: DecisionId;
  readonly status: 'selected';
  readonly action: ActionId;
  /** Absent for `no-contact`. */
  readonly window?: Interval & { readonly timeZone: string };
  readonly propensity: number;
  readonly strategy: StrategyName;
  /** Absent when the fixed rules decided. */
  readonly snapshot?: SnapshotId;
  /** The law demanded it; absent for a free choice. */
  readonly forced?: Duty;
  /** The experiments that it takes part in; absent for none. */
  readonly experiments?: readonly { readonly id: ExperimentId; readonly variant: VariantId }[];
  /** How many actions there were to choose from. */
  readonly eligible: number;
  readonly draw: number;
  /** Asked for only. */
  readonly distribution?: Distribution;
  /** Asked for only. */
  readonly explanation?: Explanation;
}

export interface BatchWithheld {
  readonly key: string;
  readonly decisionId: DecisionId;
  readonly status: 'withheld';
  readonly because: readonly string[];
  readonly experiments?: BatchSelected['experiments'];
}

const FIXED_RULES: PlainPolicy = { kind: 'fixed-rules' };

export interface BatchSettings {
  readonly configuration: Configuration;
  /** The fixed rules decide without one. */
  readonly model: ServedModel | undefined;
  /** What is served to whom; absent: everything is as configured. */
  readonly book?: PolicyBook;
  /** Finds the models of its policies. @defaultValue none but `model` */
  readonly find?: FindModel;
  /** The moment at which all decisions are made. */
  readonly at: Instant;
  /** Names the run: `<run>/<key>` is the `Idempotency-Key` under which the API makes the same decision. */
  readonly run: string;
  /** Whether answers carry the distribution and the explanation. */
  readonly full: boolean;
  readonly sha256: Sha256;
}

/** The key under which `POST /v1/decisions` makes the same decision. */
export function batchIdempotencyKey(run: string, key: string): string {
  return `${run}/${key}`;
}

/**
 * Decides as the service does, from the facts given alone: nothing is read, reserved, booked or recorded.
 * @remarks On the same facts and snapshot the API gives the same action with the same propensity. Only once it is posted
 * there is a decision recorded, its slot reserved and anything learned of it; room on a scarce channel's day is looked at
 * only then, too.
 * @throws {InvalidInputError} for what the request says wrong, from the function returned.
 */
export function makeDecideBatch(settings: BatchSettings): (request: BatchRequest) => BatchAnswer {
  const { configuration, model, book, find, at, run, full, sha256 } = settings;
  const encoder = makeEncoder(configuration.features);
  const purpose = configuration.purposes[0] ?? '';

  return function decideOne(request) {
    const { key, profile } = request;
    const asked = {
      idempotencyKey: key,
      borrower: {
        id: profile.borrowerId,
        ...(request.accountId === undefined ? {} : { accountId: request.accountId }),
        ...(request.clusters === undefined ? {} : { clusters: request.clusters }),
      },
      purpose: request.purpose ?? purpose,
      context: request.context,
      exclude: request.exclude,
      ...(request.horizonHours === undefined ? {} : { horizonHours: request.horizonHours }),
      requireConfirm: false,
    };
    checkRequest(asked, configuration);
    const x = encoder.encode(request.context);
    const decisionId = decisionIdOf(
      sha256(decisionIdSeed(configuration.model, batchIdempotencyKey(run, key))),
    );
    const facts = { kind: 'known', profile, version: 0 } as const;
    const { mask, forced } = ruleOn(configuration, facts, asked, at, decisionId, sha256);
    const { assignments, policy } = planOf(
      configuration,
      assign({ request: asked, context: request.context, book, now: at }, sha256),
      book?.shadow,
      (each) => (each.kind === 'configured' ? model : find?.(each)),
    );
    if (mask.eligible.length === 0) {
      return {
        key,
        decisionId,
        status: 'withheld',
        because: reasonsOf(mask),
        ...inExperiments(assignments),
      };
    }
    const draw = drawNumber(sha256(drawSeed(decisionId)));
    const plain = forced === undefined ? policy.plain : FIXED_RULES;
    const eligible = mask.eligible.map(({ action }) => action);
    if (plain?.kind === 'no-contact' && !eligible.includes(NO_CONTACT)) {
      return { key, decisionId, status: 'withheld', because: [HELD_BACK], ...inExperiments(assignments) };
    }
    const input: PolicyInput = {
      snapshot: policy.model?.snapshot,
      x,
      eligible,
      fallback: configuration.fallback,
      ...(plain === undefined ? {} : { plain }),
    };
    const answer = scorePolicy(input);
    const { action, distribution, propensity } = drawFrom(answer, draw);
    const used =
      plain !== undefined || (answer.kind === 'plain' && answer.fallback) ? undefined : policy.model;
    const chosen = mask.eligible.find((candidate) => candidate.action === action) as Candidate;
    return {
      key,
      decisionId,
      status: 'selected',
      action,
      ...(chosen.window === undefined
        ? {}
        : { window: { ...chosen.window.interval, timeZone: chosen.window.timeZone } }),
      propensity,
      strategy: answer.strategy,
      ...(used === undefined ? {} : { snapshot: used.id }),
      eligible: mask.eligible.length,
      draw,
      ...(forced === undefined ? {} : { forced }),
      ...inExperiments(assignments),
      ...(full ? { distribution, explanation: explained(input, draw, forced) } : {}),
    };
  };
}

function inExperiments(assignments: readonly Assignment[]): Pick<BatchSelected, 'experiments'> {
  return assignments.length === 0
    ? {}
    : { experiments: assignments.map(({ experiment: id, variant }) => ({ id, variant })) };
}

function explained(input: PolicyInput, draw: number, forced: Duty | undefined): Explanation {
  if (forced !== undefined) return explainForcedChoice(input.eligible[0] as ActionId, forced);
  return chooseAction({ ...input, draw }).explanation;
}

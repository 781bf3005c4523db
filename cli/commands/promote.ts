import { type Command, InvalidArgumentError } from 'commander';
import configuration from '../../rapport.config.ts';
import { nodeSha256 } from '../../src/adapters/node-sha256.ts';
import { makeReportExperiment } from '../../src/app/experiment-report.ts';
import type { Ports } from '../../src/app/ports/ports.ts';
import { evidenceOfExperiment } from '../../src/app/promotion/evidence-of-experiment.ts';
import { evidenceOfLog } from '../../src/app/promotion/evidence-of-log.ts';
import { makePromote } from '../../src/app/promotion/promote.ts';
import type { PromotionEvidence } from '../../src/app/promotion/promotion-evidence.ts';
import { servedStrategy, servedToAll } from '../../src/app/promotion/served-strategy.ts';
import { watchedHarms } from '../../src/app/promotion/watched-harms.ts';
import type { SearchLog } from '../../src/app/search/search-log.ts';
import type { PolicyBook, Signature } from '../../src/core/experiment/policy-book.ts';
import {
  PROMOTION_MARGINS,
  type PromotionMargins,
} from '../../src/core/experiment/promotion/promotion-gate.ts';
import type { ExperimentId } from '../../src/core/identifiers.ts';
import type { ServedPolicy } from '../../src/core/policy/served-policy.ts';
import { type Instant, instant } from '../../src/core/time/instant.ts';
import { type AuthorshipOptions, requireAuthorship, withAuthorshipOptions } from '../authorship-options.ts';
import { onPorts, type PlaceOptions, withPlaceOptions } from '../open-ports.ts';
import { readGroups } from '../promotion/groups-file.ts';
import { policyOption } from '../promotion/policy-option.ts';
import { printPromotion } from '../promotion/print-promotion.ts';
import { readPast } from '../search/read-past.ts';
import { readSearch } from '../search/search-file.ts';
import { printJson } from '../terminal/print.ts';
import { wholeNumber } from '../terminal/whole-number.ts';

interface PromoteOptions extends PlaceOptions, AuthorshipOptions {
  readonly policy: string;
  readonly log?: string;
  readonly search?: string;
  readonly experiment?: string;
  readonly variant?: string;
  readonly learn: number;
  readonly gap?: number;
  readonly alpha: number;
  readonly seed: number;
  readonly harm?: readonly string[];
  readonly harmMargin: number;
  readonly groups?: string;
  readonly contactMargin: number;
  readonly valueMargin: number;
  readonly withoutFairness?: string;
  readonly approvedBy?: string;
  readonly approvalReason?: string;
  readonly dryRun?: true;
  readonly json?: true;
}

/** What the command exits with when a gate refuses. */
const REFUSED = 3;

export function registerPromoteCommand(program: Command): void {
  withAuthorshipOptions(
    withPlaceOptions(
      program
        .command('promote')
        .description('Serve a policy to everybody who is in no experiment, if every gate lets it pass.')
        .requiredOption('--policy <policy>', 'a file, a strategy, or with --search a candidate or best')
        .option('--log <place>', 'what it is judged by: as for search; absent: the matured log')
        .option('--search <file>', 'the search that found it: judges by what that kept apart')
        .option('--experiment <id>', 'judge by an experiment instead of the log')
        .option('--variant <id>', 'of that experiment, with this very policy')
        .option('--learn <share>', 'the first part of the log, which it learns from', share, 0.5)
        .option(
          '--gap <hours>',
          'between the two parts; absent: as long as outcomes take',
          wholeNumber(0, 100_000),
        )
        .option('--alpha <probability>', 'how often, at most, it passes what is no better', share, 0.05)
        .option('--seed <number>', 'of what is drawn by lot', wholeNumber(0, 2 ** 31), 1)
        .option('--harm <events...>', 'what must not become more frequent; absent: as configured')
        .option('--harm-margin <rate>', 'by which it may, per decision', atLeastZero, PROMOTION_MARGINS.harm)
        .option('--groups <file>', 'the group of each borrower, for the fairness gate alone')
        .option(
          '--contact-margin <rate>',
          "by which the lowest group's contact rate may fall",
          atLeastZero,
          PROMOTION_MARGINS.fairness.contact,
        )
        .option(
          '--value-margin <reward>',
          "by which the lowest group's value may fall",
          atLeastZero,
          PROMOTION_MARGINS.fairness.value,
        )
        .option('--without-fairness <reason>', 'why fairness need not be judged; kept with the promotion'),
    ),
  )
    .option('--approved-by <name>', 'the second person')
    .option('--approval-reason <text>', 'why they approve')
    .option('--dry-run', 'judge, and change nothing')
    .option('--json', 'print one JSON document')
    .addHelpText('after', HELP)
    .action(promote);
}

const HELP = `
Gates: the evidence can tell what the policy is worth; it is surely better than what is served; no watched harm is likely
to become more frequent; no group falls behind. A refusal exits with ${REFUSED} and says what would do. What passes is served at
once, with the figures in the policy book's history; npx rapport rollback takes it back.

Examples:
  $ npx rapport promote --policy best --search search.json --without-fairness 'no groups are known yet' --dry-run
  $ npx rapport promote --policy pooled-linucb --groups groups.csv --author analyst --reason 'won the search' \\
      --approved-by reviewer --approval-reason 'figures checked'
  $ npx rapport promote --policy policy.json --experiment evening-calls --variant treatment --dry-run`;

async function promote(options: PromoteOptions, command: Command): Promise<void> {
  const isDryRun = options.dryRun === true;
  const by = isDryRun ? authorOf(options) : requireAuthorship(options, command);
  const approvedBy = approvalOf(options, command);
  if ((options.experiment === undefined) !== (options.variant === undefined)) {
    command.error('error: --experiment and --variant go together');
  }
  const search = options.search === undefined ? undefined : await readSearch(options.search);
  const policy = await policyOption(options.policy, search);
  const now = instant(Date.now());
  let book: PolicyBook | undefined;
  let served: string | undefined;
  await onPorts(options, async (ports) => {
    book = await ports.policyBooks.get(configuration.model);
    served = await servedStrategy({ ...ports, configuration }, book);
  });
  const evidence = await evidenceFor(options, { policy, search, now, book, served: served ?? 'unknown' });
  await onPorts(options, async (ports) => {
    const outcome = await makePromote({ ...ports, configuration })({
      policy,
      evidence,
      champion: servedToAll(book),
      at: now,
      by,
      ...(approvedBy === undefined ? {} : { approvedBy }),
      margins: marginsOf(options),
      isDryRun,
    });
    if (options.json === true) {
      const { verdict, book, snapshot } = outcome;
      printJson({
        policy,
        promoted: book !== undefined,
        ...verdict,
        ...evidence,
        ...(book === undefined ? {} : { bookVersion: book.version }),
        ...(snapshot === undefined ? {} : { snapshot }),
      });
    } else printPromotion(evidence, outcome);
    if (!outcome.verdict.passed) process.exitCode = REFUSED;
  });
}

interface Asked {
  readonly policy: ServedPolicy;
  readonly search: SearchLog | undefined;
  readonly now: Instant;
  readonly book: PolicyBook | undefined;
  readonly served: string;
}

async function evidenceFor(
  options: PromoteOptions,
  { policy, search, now, book, served }: Asked,
): Promise<PromotionEvidence> {
  const { experiment, variant, withoutFairness: waiver, learn, gap, alpha, seed } = options;
  const withPorts = (work: (ports: Ports) => Promise<void>) => onPorts(options, work);
  const kept = waiver === undefined ? {} : { waiver };
  if (experiment !== undefined && variant !== undefined) {
    let evidence: PromotionEvidence | undefined;
    await withPorts(async (ports) => {
      const report = await makeReportExperiment({ ...ports, configuration })(experiment as ExperimentId, now);
      evidence = evidenceOfExperiment({ report, variant, policy, book, ...kept });
    });
    if (evidence !== undefined) return evidence;
  }
  const groups = options.groups === undefined ? undefined : await readGroups(options.groups);
  const log = await readPast(options.log, configuration, withPorts);
  return evidenceOfLog({
    log,
    configuration,
    policy,
    served,
    harms: options.harm ?? watchedHarms(configuration),
    ...(groups === undefined ? {} : { groups }),
    ...kept,
    ...(search === undefined ? {} : { search }),
    split: { shares: [learn], ...(gap === undefined ? {} : { gapHours: gap }) },
    alpha,
    seed,
    sha256: nodeSha256,
  });
}

function authorOf({ author = '', reason = '' }: AuthorshipOptions): Signature {
  return { author, reason };
}

function approvalOf({ approvedBy, approvalReason }: PromoteOptions, command: Command): Signature | undefined {
  if (approvedBy === undefined && approvalReason === undefined) return undefined;
  const [author, reason] = [approvedBy?.trim() ?? '', approvalReason?.trim() ?? ''];
  if (author === '' || reason === '') {
    command.error('error: an approval needs --approved-by and --approval-reason: they are kept with it');
  }
  return { author, reason };
}

function marginsOf({ harmMargin, contactMargin, valueMargin }: PromoteOptions): PromotionMargins {
  return { harm: harmMargin, fairness: { contact: contactMargin, value: valueMargin } };
}

function share(text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && value > 0 && value < 1) return value;
  throw new InvalidArgumentError('Give a number between 0 and 1, e.g. 0.05.');
}

function atLeastZero(text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && value >= 0 && Number.isFinite(value)) return value;
  throw new InvalidArgumentError('Give a number of at least 0, e.g. 0.01.');
}

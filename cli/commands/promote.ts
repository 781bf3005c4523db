import { type Command, InvalidArgumentError } from 'commander';
import configuration from '../../rapport.config.ts';
import { makePromote } from '../../src/app/promotion/promote.ts';
import { servedStrategy, servedToAll } from '../../src/app/promotion/served-strategy.ts';
import type { PolicyBook, Signature } from '../../src/core/experiment/policy-book.ts';
import {
  PROMOTION_MARGINS,
  type PromotionMargins,
} from '../../src/core/experiment/promotion/promotion-gate.ts';
import { instant } from '../../src/core/time/instant.ts';
import { type AuthorshipOptions, requireAuthorship, withAuthorshipOptions } from '../authorship-options.ts';
import { onPorts, withPlaceOptions } from '../open-ports.ts';
import { type EvidenceOptions, gatherEvidence } from '../promotion/gather-evidence.ts';
import { policyOption } from '../promotion/policy-option.ts';
import { printPromotion } from '../promotion/print-promotion.ts';
import { readSearch } from '../search/search-file.ts';
import { printJson } from '../terminal/print.ts';
import { wholeNumber } from '../terminal/whole-number.ts';

interface PromoteOptions extends EvidenceOptions, AuthorshipOptions {
  readonly policy: string;
  readonly search?: string;
  readonly harmMargin: number;
  readonly contactMargin: number;
  readonly valueMargin: number;
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
  const evidence = await gatherEvidence(options, { policy, search, now, book, served: served ?? 'unknown' });
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

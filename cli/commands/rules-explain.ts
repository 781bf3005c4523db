import type { Command } from 'commander';
import running from '../../rapport.config.ts';
import { ruleSetOf } from '../../src/app/rule-set.ts';
import { NotFoundError } from '../../src/core/errors.ts';
import type { DecisionId } from '../../src/core/identifiers.ts';
import { ruleBookOf } from '../../src/core/rules/rule-book.ts';
import { onPorts, type PlaceOptions, withPlaceOptions } from '../open-ports.ts';
import { explainRuling } from '../rules/explanation.ts';
import { explanationDocument } from '../rules/explanation-document.ts';
import { printExplanation } from '../rules/print-explanation.ts';
import { printJson } from '../terminal/print.ts';

interface ExplainOptions extends PlaceOptions {
  readonly decision: string;
  readonly json?: true;
}

export function registerRulesExplain(rules: Command): void {
  withPlaceOptions(
    rules
      .command('explain')
      .description(
        'Every action of a decision, allowed or blocked, by which rules, on which facts of what age.',
      )
      .requiredOption('--decision <id>', 'the decision'),
  )
    .option('--json', 'print one JSON document')
    .addHelpText(
      'after',
      `
Told from the record of the decision alone, which nothing changes afterwards.

Examples:
  $ npx rapport rules explain --decision d_abc…
  $ npx rapport rules explain --decision d_abc… --json | jq '.actions[] | select(.allowed | not)'`,
    )
    .action(async ({ decision, json, ...place }: ExplainOptions) => {
      await onPorts(place, async ({ ledger, sha256 }) => {
        const record = await ledger.getRecord(decision as DecisionId);
        if (record === undefined) {
          throw new NotFoundError('decision-unknown', 'No decision with this id is in the ledger.');
        }
        const explanation = explainRuling(record, running, ruleSetOf(ruleBookOf(running), sha256));
        if (json === true) printJson(explanationDocument(explanation));
        else printExplanation(explanation);
      });
    });
}

import { Command } from 'commander';
import { encodeSet } from './encode-set.ts';
import { readClassificationSet } from './read-classification-set.ts';
import { writePrepared } from './write-prepared.ts';

/** `node bench/bakeoff/data/prepare.ts`: one classification file → a folder for the peers' scripts. */
const program = new Command('prepare')
  .description(
    'Encode an ARFF or CSV file (plain or gzipped) as the product does and write it for bench/peers.',
  )
  .requiredOption('--data <file>', 'ARFF or CSV file')
  .option('--label <column>', 'label column: a name, a position from 1, or "last"', 'last')
  .requiredOption('--out <folder>', 'folder to write')
  .option('--shuffles <count>', 'row orders to draw', '5')
  .option('--seed <number>', 'seed of the first order; the others follow it', '1')
  .addHelpText(
    'after',
    '\nExample:\n  node bench/bakeoff/data/prepare.ts --data letter.arff.gz --label class --out bench/out/letter',
  )
  .parse();
const { data, label, out, shuffles, seed } =
  program.opts<Record<'data' | 'label' | 'out' | 'shuffles' | 'seed', string>>();
const set = readClassificationSet(data, label);
const seeds = Array.from({ length: Number(shuffles) }, (_, index) => Number(seed) + index);
const { rows, classes, names } = writePrepared(set, encodeSet(set), seeds, out);
const left = set.withoutLabel === 0 ? '' : `, ${set.withoutLabel} rows without a label left out`;
process.stderr.write(
  `${set.name}: ${rows} rows, ${classes.length} classes, ${names.length} columns${left} → ${out}\n`,
);

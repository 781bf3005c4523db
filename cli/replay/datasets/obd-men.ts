import { readReplaySchema } from '../read-replay-schema.ts';
import type { DataSet } from './data-set.ts';

const ITEMS = Array.from({ length: 34 }, (_, item) => String(item));

/** The four user features are published as hashes only. */
const LEVELS = {
  user_feature_0: [
    'cef3390ed299c09874189c387777674a',
    '81ce123cbb5bd8ce818f60fb3586bba5',
    '4ae385d792f81dde128124a925a830de',
  ],
  user_feature_1: [
    '03a5648a76832f83c859d46bc06cb64a',
    '2d03db5543b14483e52d761760686b64',
    'f1c2d6a32ec39249160cf784b63f4c6f',
    '6ff54aa8ff7a9dde75161c20a3ee4231',
    '8b50621825ffd909dd8d8317d366271f',
  ],
  user_feature_2: [
    'c2e4f76cdbabecd33b8c762aeef386b3',
    '2723d2eb8bba04e0362098011fa3997b',
    '7bc94a2da491829b777c49c4b5e480f2',
    '9b2d331c329ceb74d3dcfb48d8798c78',
    '719dab53a7560218a9d1f96b25d6fa32',
    '302deff13f835d731df1c842eed95971',
    '9f4e8271d3d3014af5f35124c2de5082',
    '7ae37150e596e6e8f19e27a06bd4d359',
    'c7cce49040b6630e9b5484dfcc0e6cd1',
  ],
  user_feature_3: [
    '9bde591ffaab8d54c457448e4dca6f53',
    'c39b0c7dd5d4eb9a18e7db6ba2f258f8',
    'f97571b9c14a786aab269f0b427d2a85',
    '06128286bcc64b6a4b0fb7bc0328fe17',
    '05b76f5e97e51128862059ac7df9e42a',
    '270b3e1c052b4f2e9c90bf0ebeb84f34',
    '3aef83d337306549f1f8ca5a8b8ecff8',
    '1f5491ca59138af653430c90c33319b5',
  ],
};

/**
 * A fashion shop's banner clicks, 34 items shown uniformly at random. An item takes the place of a send window, so
 * the actions are `banner@item-0` to `banner@item-33`.
 */
export const OBD_MEN: DataSet = {
  file: 'obd/random/men/men.csv.gz',
  origin: 'Open Bandit Dataset, small sample, random/men; Saito et al. 2020, arXiv 2008.07146, CC BY 4.0',
  caveat:
    'A row is kept only where the item drawn by Rapport is the item that was shown: about 294 of 10,000, with a click rate of 0.0046, so one or two clicks. That proves the plumbing on a real log; it says nothing about value.',
  schema: readReplaySchema({
    name: 'obd-men',
    mode: 'logged',
    features: {
      features: [
        { kind: 'categorical', name: 'position', levels: ['1', '2', '3'], missing: { rule: 'refuse' } },
        ...Object.entries(LEVELS).map(([name, levels]) => ({
          kind: 'categorical',
          name,
          levels,
          missing: { rule: 'refuse' },
        })),
      ],
      crosses: [],
    },
    action: {
      channel: { fixed: 'banner' },
      window: {
        column: 'item_id',
        values: Object.fromEntries(ITEMS.map((item) => [item, `item-${item}`])),
      },
    },
    reward: { column: 'click', events: { '1': { type: 'clicked', value: 1 } }, nothing: ['0'] },
    propensity: { column: 'propensity_score' },
    learning: { ridge: 1, beta: 1, epsilon: 0.1 },
  }),
};

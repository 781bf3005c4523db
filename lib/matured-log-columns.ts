/**
 * The columns of the Athena table over the matured log, as Hive types, in the order of a row's fields.
 * test/infra/matured-log-table.test.ts compares them with the schema of the rows.
 */
export const MATURED_LOG_COLUMNS = {
  schema: 'int',
  decisionId: 'string',
  model: 'string',
  borrowerId: 'string',
  accountId: 'string',
  decidedAt: 'string',
  purpose: 'string',
  context: 'map<string,string>',
  sources:
    'struct<taken:array<struct<feature:string,observed:string>>,unused:array<struct<feature:string,observed:string,why:string>>,unreadable:boolean>',
  features: 'struct<names:array<string>,encoded:array<double>>',
  mask: 'struct<eligible:array<string>,blocked:array<struct<action:string,rules:array<string>>>>',
  ruleSet: 'string',
  support: 'string',
  distribution: 'array<struct<action:string,weight:bigint>>',
  action: 'string',
  channel: 'string',
  sendWindow: 'struct<id:string,opens:string,closes:string,zone:string>',
  propensity: 'double',
  redraws: 'bigint',
  strategy: 'string',
  snapshot: 'string',
  exploration: 'boolean',
  fallback: 'boolean',
  expectedReward: 'double',
  cost: 'double',
  shadow:
    'struct<strategy:string,snapshot:string,action:string,propensity:double,expected:double,baseline:double>',
  variant: 'string',
  assignments:
    'array<struct<experiment:string,version:bigint,role:string,variant:string,unit:string,counts:boolean>>',
  training: 'string',
  predicted: 'double',
  dispatch: 'string',
  sentAt: 'string',
  rewardWindowEndsAt: 'string',
  events: 'array<struct<type:string,at:string>>',
  attributed: 'array<struct<type:string,at:string,share:double>>',
  reward: 'double',
  maturity: 'string',
  seq: 'bigint',
} as const;

/**
 * On-demand list prices in US dollars, region us-east-1, without free tiers, as of July 2025: look them up again before quoting the bill.
 * @see https://aws.amazon.com/dynamodb/pricing/on-demand, …/sqs/pricing, …/lambda/pricing (Arm), …/s3/pricing,
 * …/api-gateway/pricing (HTTP APIs)
 */
export const PRICES = {
  region: 'us-east-1',
  asOf: 'July 2025',
  perWriteUnit: 0.625 / 1e6,
  perReadUnit: 0.125 / 1e6,
  perSqsRequest: 0.4 / 1e6,
  perLambdaRequest: 0.2 / 1e6,
  perLambdaGbSecond: 0.000_013_333_4,
  perS3Put: 0.005 / 1e3,
  perS3Get: 0.0004 / 1e3,
  perHttpCall: 1 / 1e6,
} as const;

/** What a million decisions may cost by the capacity units that were measured and the requests that come with them. */
export const TARGET_USD = 15;

/** Messages in one SQS request, where there is enough to do. */
export const MESSAGES_PER_REQUEST = 10;

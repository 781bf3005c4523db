import { CreateBucketCommand, HeadBucketCommand, type S3Client } from '@aws-sdk/client-s3';
import { CreateQueueCommand, SetQueueAttributesCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { MAX_RECEIVE_COUNT } from '../src/shared-names.ts';
import { BUCKET, deadLetterName, LOG_BUCKET, queueArn, queueName, WORK_QUEUES } from './resource-names.ts';

/** Makes the work queues with their dead-letter queues, or brings existing ones up to date; messages stay. */
export async function createQueues(sqs: SQSClient): Promise<void> {
  for (const queue of WORK_QUEUES) {
    const deadLetters = deadLetterName(queue);
    await sqs.send(new CreateQueueCommand({ QueueName: deadLetters }));
    const { QueueUrl: url } = await sqs.send(new CreateQueueCommand({ QueueName: queueName(queue) }));
    const redrive = { deadLetterTargetArn: queueArn(deadLetters), maxReceiveCount: MAX_RECEIVE_COUNT };
    await sqs.send(
      new SetQueueAttributesCommand({
        QueueUrl: url,
        Attributes: { RedrivePolicy: JSON.stringify(redrive) },
      }),
    );
  }
}

/** Makes the buckets of the snapshots and of the matured log unless they exist. */
export async function createBuckets(s3: S3Client): Promise<void> {
  for (const Bucket of [BUCKET, LOG_BUCKET]) {
    try {
      await s3.send(new HeadBucketCommand({ Bucket }));
    } catch {
      await s3.send(new CreateBucketCommand({ Bucket }));
    }
  }
}

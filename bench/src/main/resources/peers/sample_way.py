"""The AWS sample's way, for measurements: one picture an invocation, two functions, a queue each.

usage: sample_way.py detect|store

Takes messages as AWS Lambda does with a batch size of 1, and prints how long each one took.
"""

import decimal
import json
import os
import random
import sys
import time

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

RETRIES = 3
THROTTLES = ("ProvisionedThroughputExceededException", "ThrottlingException")

# Its own retries are the only ones, so that two layers do not multiply.
once = Config(retries={"total_max_attempts": 1})
sqs = boto3.client("sqs")
rekognition = boto3.client("rekognition", config=once)
table = boto3.resource("dynamodb").Table(os.environ["PEER_TABLE"])


def detect_faces(bucket, key):
    for attempt in range(RETRIES + 1):
        if attempt:
            time.sleep(0.1 * 2**attempt + random.uniform(0.2, 1.0))
        try:
            return rekognition.detect_faces(
                Image={"S3Object": {"Bucket": bucket, "Name": key}}, Attributes=["ALL"]
            )
        except ClientError as error:
            if error.response["Error"]["Code"] not in THROTTLES or attempt == RETRIES:
                raise


def detect(body):
    event = json.loads(body)
    if "Records" not in event:
        return  # what Amazon S3 sends when a notification is set up
    stored = event["Records"][0]["s3"]
    key = stored["object"]["key"]
    answer = detect_faces(stored["bucket"]["name"], key)
    sqs.send_message(
        QueueUrl=os.environ["PEER_ANSWERS"],
        MessageBody=json.dumps({"key": key, "answer": answer}),
    )


def store(body):
    message = json.loads(body, parse_float=decimal.Decimal)
    answer = message["answer"]
    table.put_item(
        Item={
            "id": message["key"],
            "FaceDetails": answer["FaceDetails"],
            "ResponseMetadata": answer["ResponseMetadata"],
        }
    )


def work(queue, handle):
    parent = os.getppid()
    while os.getppid() == parent:  # nobody else would end it where the bench was killed
        received = sqs.receive_message(QueueUrl=queue, WaitTimeSeconds=5)
        for message in received.get("Messages", []):
            begin = time.perf_counter()
            try:
                handle(message["Body"])
                sqs.delete_message(QueueUrl=queue, ReceiptHandle=message["ReceiptHandle"])
            except ClientError as error:
                # The message comes back when its visibility time-out is over.
                print("failed", error.response["Error"]["Code"], file=sys.stderr)
            finally:
                print((time.perf_counter() - begin) * 1000, flush=True)


if __name__ == "__main__":
    if sys.argv[1] == "detect":
        work(os.environ["PEER_PICTURES"], detect)
    else:
        work(os.environ["PEER_ANSWERS"], store)

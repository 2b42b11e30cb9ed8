"""Calls that are refused, and one that is refused at first: FACE.

Endpoint, Region and key are the environment's; LIMITED_ID and LIMITED_SECRET are of a client with one call a day.
Prints the names of the errors by boto3's model, and the tries.
"""

import json
import os
import sys

import boto3
from botocore.exceptions import ClientError

image = {"Bytes": open(sys.argv[1], "rb").read()}
key = os.environ["AWS_ACCESS_KEY_ID"]


def client(key_id, secret):
    return boto3.client("rekognition", aws_access_key_id=key_id, aws_secret_access_key=secret)


def refusal(call, **parameters):
    try:
        call(**parameters)
    except ClientError as error:
        tries = 1 + error.response["ResponseMetadata"]["RetryAttempts"]
        return [error.response["Error"]["Code"], tries, type(error).__name__]
    return ["none", 1, ""]


own = boto3.client("rekognition")
busy = own.detect_moderation_labels(Image=image)
limited = client(os.environ["LIMITED_ID"], os.environ["LIMITED_SECRET"])
limited.recognize_celebrities(Image=image)
print(
    json.dumps(
        {
            "busy": 1 + busy["ResponseMetadata"]["RetryAttempts"],
            "limited": refusal(limited.recognize_celebrities, Image=image),
            "secret": refusal(client(key, "wrong").detect_faces, Image=image),
            "key": refusal(client("FL" + "A" * 18, "wrong").detect_faces, Image=image),
            "operation": refusal(own.list_collections),
            "picture": refusal(own.detect_faces, Image={"Bytes": b"no picture"}),
            "parameter": refusal(own.detect_labels, Image=image, MinConfidence=400.0),
            "object": refusal(own.detect_faces, Image={"S3Object": {"Bucket": "others", "Name": "a"}}),
        }
    )
)

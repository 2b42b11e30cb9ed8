"""Calls each image operation of Amazon Rekognition with two pictures: FACE TEXT.

Endpoint, Region and key are the environment's, as in anyone's program. Prints what boto3 made of the answers as JSON, and what is in an answer although botocore's model does not know it.
"""

import json
import sys

import boto3

face_file, text_file = sys.argv[1:]
face = open(face_file, "rb").read()
text = open(text_file, "rb").read()
client = boto3.client("rekognition")

KINDS = {"string": str, "boolean": bool, "float": (int, float), "integer": int, "long": int}
unknown = []


def check(shape, value, path):
    if shape.type_name == "structure":
        for name, member in value.items():
            if name in shape.members:
                check(shape.members[name], member, path + "." + name)
            else:
                unknown.append(path + "." + name)
    elif shape.type_name == "list":
        for member in value:
            check(shape.member, member, path + "[]")
    elif not isinstance(value, KINDS[shape.type_name]):
        unknown.append("%s is no %s" % (path, shape.type_name))
    elif getattr(shape, "enum", None) and value not in shape.enum:
        unknown.append("%s is %s" % (path, value))


def before_parse(operation_model, response_dict, **_):
    if response_dict["status_code"] == 200:
        check(operation_model.output_shape, json.loads(response_dict["body"]), operation_model.name)


client.meta.events.register("before-parse.rekognition", before_parse)


def lines(**filters):
    answer = client.detect_text(Image={"Bytes": text}, **filters)
    return [each["DetectedText"] for each in answer["TextDetections"] if each["Type"] == "LINE"]


def region(top, height):
    return [{"BoundingBox": {"Left": 0.0, "Top": top, "Width": 1.0, "Height": height}}]


def refusal():
    try:
        client.detect_text(Image={"Bytes": text}, Filters={"WordFilter": {"MinConfidence": 101.0}})
    except client.exceptions.InvalidParameterException as error:
        return error.response["Error"]["Code"]
    return "none"


image = {"Bytes": face}
faces = client.detect_faces(Image=image, Attributes=["ALL"])["FaceDetails"]
labels = client.detect_labels(Image=image, MaxLabels=50, MinConfidence=55.0)["Labels"]
moderation = client.detect_moderation_labels(Image=image, MinConfidence=60.0)
compared = client.compare_faces(SourceImage=image, TargetImage=image, SimilarityThreshold=90.0)
celebrities = client.recognize_celebrities(Image=image)
protection = client.detect_protective_equipment(
    Image=image,
    SummarizationAttributes={"MinConfidence": 80.0, "RequiredEquipmentTypes": ["HEAD_COVER"]},
)
print(
    json.dumps(
        {
            "faces": len(faces),
            "labels": [label["Name"] for label in labels],
            "moderation": moderation["ModerationLabels"],
            "matches": len(compared["FaceMatches"]),
            "celebrities": len(celebrities["CelebrityFaces"]),
            "unrecognized": len(celebrities["UnrecognizedFaces"]),
            "persons": len(protection["Persons"]),
            "indeterminate": protection["Summary"]["PersonsIndeterminate"],
            "lines": lines(),
            "above": lines(Filters={"RegionsOfInterest": region(0.0, 0.4)}),
            "below": lines(Filters={"RegionsOfInterest": region(0.4, 0.6)}),
            "high": lines(Filters={"WordFilter": {"MinBoundingBoxHeight": 0.5}}),
            "sure": lines(Filters={"WordFilter": {"MinConfidence": 80.0}}),
            "refused": refusal(),
            "unknown": unknown,
        }
    )
)

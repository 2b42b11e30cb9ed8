// Calls each image operation of Amazon Rekognition with two pictures: FACE TEXT. Endpoint, Region and key are the
// environment's, as in anyone's program. Prints what the SDK made of the answers as JSON.
import fs from "node:fs";
import {
  CompareFacesCommand,
  DetectFacesCommand,
  DetectLabelsCommand,
  DetectModerationLabelsCommand,
  DetectProtectiveEquipmentCommand,
  DetectTextCommand,
  RecognizeCelebritiesCommand,
  RekognitionClient,
} from "@aws-sdk/client-rekognition";

const [face, text] = process.argv.slice(2).map((file) => ({ Bytes: fs.readFileSync(file) }));
const client = new RekognitionClient({});
const call = (Command, parameters) => client.send(new Command(parameters));

const faces = await call(DetectFacesCommand, { Image: face, Attributes: ["ALL"] });
const labels = await call(DetectLabelsCommand, { Image: face, MaxLabels: 50, MinConfidence: 55 });
const moderation = await call(DetectModerationLabelsCommand, { Image: face, MinConfidence: 60 });
const compared = await call(CompareFacesCommand, { SourceImage: face, TargetImage: face, SimilarityThreshold: 90 });
const celebrities = await call(RecognizeCelebritiesCommand, { Image: face });
const protection = await call(DetectProtectiveEquipmentCommand, {
  Image: face,
  SummarizationAttributes: { MinConfidence: 80, RequiredEquipmentTypes: ["HEAD_COVER"] },
});
const lines = await call(DetectTextCommand, {
  Image: text,
  Filters: { WordFilter: { MinConfidence: 80 } },
});
console.log(
  JSON.stringify({
    faces: faces.FaceDetails.length,
    confident: faces.FaceDetails[0].Confidence > 90,
    labels: labels.Labels.map((label) => label.Name),
    moderation: moderation.ModerationLabels,
    matches: compared.FaceMatches.length,
    celebrities: celebrities.CelebrityFaces.length,
    unrecognized: celebrities.UnrecognizedFaces.length,
    persons: protection.Persons.length,
    indeterminate: protection.Summary.PersonsIndeterminate,
    lines: lines.TextDetections.filter((each) => each.Type === "LINE").map((each) => each.DetectedText),
  }),
);

// Calls that are refused, and one that is refused at first: FACE. Endpoint, Region and key are the environment's;
// LIMITED_ID and LIMITED_SECRET are of a client with one call a day. Prints the names of the errors by the SDK's model,
// and the tries.
import fs from "node:fs";
import {
  DetectFacesCommand,
  DetectLabelsCommand,
  DetectModerationLabelsCommand,
  ListCollectionsCommand,
  RecognizeCelebritiesCommand,
  RekognitionClient,
} from "@aws-sdk/client-rekognition";

const face = { Bytes: fs.readFileSync(process.argv[2]) };
const { AWS_ACCESS_KEY_ID, LIMITED_ID, LIMITED_SECRET } = process.env;
const client = (accessKeyId, secretAccessKey) =>
  new RekognitionClient({ credentials: { accessKeyId, secretAccessKey } });

async function refusal(of, Command, parameters) {
  try {
    await of.send(new Command(parameters));
  } catch (error) {
    return [error.name, error.$metadata.attempts, error.constructor.name];
  }
  return ["none", 1, ""];
}

const own = new RekognitionClient({});
const busy = await own.send(new DetectModerationLabelsCommand({ Image: face }));
const limited = client(LIMITED_ID, LIMITED_SECRET);
await limited.send(new RecognizeCelebritiesCommand({ Image: face }));
console.log(
  JSON.stringify({
    busy: busy.$metadata.attempts,
    limited: await refusal(limited, RecognizeCelebritiesCommand, { Image: face }),
    secret: await refusal(client(AWS_ACCESS_KEY_ID, "wrong"), DetectFacesCommand, { Image: face }),
    key: await refusal(client("FL" + "A".repeat(18), "wrong"), DetectFacesCommand, { Image: face }),
    operation: await refusal(own, ListCollectionsCommand, {}),
    picture: await refusal(own, DetectFacesCommand, { Image: { Bytes: Buffer.from("no picture") } }),
    parameter: await refusal(own, DetectLabelsCommand, { Image: face, MinConfidence: 400 }),
    object: await refusal(own, DetectFacesCommand, { Image: { S3Object: { Bucket: "others", Name: "a" } } }),
  }),
);

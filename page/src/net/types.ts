/** What the page's server says; the names are those of its JSON. */

export interface Config {
  stack: string;
  signIn: {
    issuer: string;
    clientId: string;
    authorize: string;
    token: string;
    revoke?: string;
    signOut?: string;
    scope: string;
  };
  selfRegistration: boolean;
  /** Owed for every upload, in the order in which they are shown. */
  operations: string[];
  upload: { maxBytes: number; formSeconds: number; filesPerRequest: number };
}

export type RowStatus = "SUCCEEDED" | "FAILED" | "PROCESSING" | "WAITING";

export interface Row {
  operation: string;
  status: RowStatus;
  count?: number;
  found?: string;
  region?: string;
  finishedAt?: string;
  errorCode?: string;
  errorMessage?: string;
  latencyMs?: number;
  attempts?: number;
  sent?: { format?: string; width?: number; height?: number; bytes?: number; convertedFrom?: string };
  answer?: Answer;
}

export interface Picture {
  key: string;
  name: string;
  size: number;
  uploadedAt: string;
  eTag: string;
  preview?: string;
  rows: Row[];
}

export interface PictureDetail extends Picture {
  original: string;
  download: string;
  shown: "original" | "preview";
  width?: number;
  height?: number;
}

export interface PicturePage {
  pictures: Picture[];
  next?: string;
}

export interface Lookup {
  pictures: Picture[];
  gone: string[];
}

export interface Form {
  key: string;
  url: string;
  fields: Record<string, string>;
  expiresAt: string;
}

export type Breaker = "CLOSED" | "OPEN" | "HALF_OPEN" | "DENIED";

export interface Target {
  operation: string;
  account: string;
  region: string;
  permitsPerSecond: number;
  rate: number;
  breaker: Breaker;
  until?: string;
  bookedAheadMs: number;
  permits: number;
  unused: number;
  throttles: number;
}

export interface Client {
  name: string;
  state: string;
  dayCount: number;
  perDay?: number;
  monthCount: number;
  perMonth?: number;
}

export interface Live {
  at: string;
  queue: { waiting: number; inFlight: number; delayed: number; deadLetters: number };
  targets: Target[];
  /** Not complete where there are more than were counted. */
  failed: { today: number; complete?: boolean; byCode: Record<string, number> };
  spending?: { day: string; used: number; limit: number };
  clients?: Client[];
}

/** Rekognition's own names, as far as the page draws or words them. */
export interface BoundingBox {
  Left?: number;
  Top?: number;
  Width?: number;
  Height?: number;
}

export interface Point {
  Type?: string;
  X?: number;
  Y?: number;
}

export interface Judged {
  Value?: boolean | string;
  Confidence?: number;
}

export interface Face {
  BoundingBox?: BoundingBox;
  Confidence?: number;
  Landmarks?: Point[];
  AgeRange?: { Low?: number; High?: number };
  Gender?: Judged;
  Smile?: Judged;
  Eyeglasses?: Judged;
  Sunglasses?: Judged;
  Beard?: Judged;
  Mustache?: Judged;
  EyesOpen?: Judged;
  MouthOpen?: Judged;
  Emotions?: { Type?: string; Confidence?: number }[];
}

export interface Label {
  Name?: string;
  Confidence?: number;
  Instances?: { BoundingBox?: BoundingBox; Confidence?: number }[];
  Parents?: { Name?: string }[];
}

export interface TextDetection {
  DetectedText?: string;
  Type?: string;
  Confidence?: number;
  Geometry?: { BoundingBox?: BoundingBox; Polygon?: Point[] };
}

export interface Answer {
  FaceDetails?: Face[];
  Labels?: Label[];
  TextDetections?: TextDetection[];
  ModerationLabels?: { Name?: string; ParentName?: string; Confidence?: number }[];
  CelebrityFaces?: { Name?: string; MatchConfidence?: number; Face?: Face }[];
  UnrecognizedFaces?: Face[];
  FaceMatches?: { Similarity?: number; Face?: Face }[];
  UnmatchedFaces?: Face[];
  Persons?: {
    Id?: number;
    BoundingBox?: BoundingBox;
    Confidence?: number;
    BodyParts?: {
      Name?: string;
      Confidence?: number;
      EquipmentDetections?: { Type?: string; BoundingBox?: BoundingBox; Confidence?: number }[];
    }[];
  }[];
  [name: string]: unknown;
}

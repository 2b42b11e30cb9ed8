import type { Face, RowStatus, Breaker } from "./net/types.ts";
import type { Layer } from "./model/found.ts";
import type { Item, Problem, State } from "./model/queue.ts";
import type { Filter, Outcome } from "./model/summary.ts";

/** All words of the page. A translation is another file with the same names. */

const plural = (count: number, one: string, many = `${one}s`): string => (count === 1 ? one : many);

const EQUIPMENT: Record<string, string> = { FACE_COVER: "face cover", HAND_COVER: "glove", HEAD_COVER: "helmet" };
const PARTS: Record<string, string> = { FACE: "face", HEAD: "head", LEFT_HAND: "left hand", RIGHT_HAND: "right hand" };

export const words = {
  product: "Fanlens",
  skip: "Skip to the content",
  loading: "Loading",
  close: "Close",
  cancel: "Cancel",
  tryAgain: "Try again",
  loadedNoScript: "This page needs JavaScript.",

  nav: { label: "Views", pictures: "Pictures", upload: "Upload", live: "Live" },
  account: { label: "Account", signOut: "Sign out", operator: "Operator" },

  signIn: {
    title: "See what is in your pictures",
    text: "Drop pictures here and read what was found on them: faces, things, and words. Only you see yours.",
    button: "Sign in",
    working: "Signing you in",
    ended: "Your session has ended. Sign in again to go on; what is on your list stays.",
    failed: "The sign-in did not work. Try it once more.",
    again: "Sign in again",
  },

  upload: {
    title: "Upload",
    drop: "Drop pictures or folders here",
    dropNow: "Let go to add them",
    or: "or paste them, or",
    files: "Choose files",
    folder: "Choose a folder",
    camera: "Take a photo",
    formats: (most: string): string => `JPEG, PNG, HEIC, AVIF, WebP, TIFF, GIF, BMP; up to ${most} each`,
    list: "Uploads",
    progress: (sent: string, all: string): string => `${sent} of ${all} uploaded`,
    bytes: (sent: string, all: string): string => `${sent} of ${all}`,
    left: (time: string): string => `about ${time} left`,
    pause: "Pause",
    resume: "Resume",
    paused: "Paused",
    retryAll: (shown: string): string => `Retry ${shown} failed`,
    clear: "Clear finished",
    see: "See results",
    retry: "Retry",
    insist: "Upload anyway",
    remove: "Remove",
    removeNamed: (name: string): string => `Remove ${name} from the list`,
    retryNamed: (name: string): string => `Retry ${name}`,
    insistNamed: (name: string): string => `Upload anyway: ${name}`,
    emptyTitle: "Nothing to upload yet",
    emptyText: "What you add appears here with its progress. The list survives a refresh.",
    lost: (count: number, shown: string): string =>
      `${shown} ${plural(count, "file")} of your last visit ${plural(count, "has", "have")} not been uploaded. Add ${plural(count, "it", "them")} again, and ${plural(count, "it goes", "they go")} on where ${plural(count, "it", "they")} stopped.`,
    done: (count: number, shown: string): string => `All ${shown} ${plural(count, "upload")} finished`,
    states: {
      checking: "Checking",
      waiting: "Waiting",
      sending: "Uploading",
      sent: "Uploaded",
      failed: "Failed",
      refused: "Not a picture",
      duplicate: "Duplicate",
      lost: "Choose again",
    } satisfies Record<State, string>,
    problems: {
      network: "The connection was lost.",
      "too-large": "It is larger than this page accepts.",
      "signed-out": "Your session has ended.",
      busy: "Too many uploads at once. It can be tried again.",
      unavailable: "The service does not answer. It can be tried again.",
      refused: "The upload was refused.",
      unreadable: "The file cannot be read any more. Choose it again.",
    } satisfies Record<Problem, string>,
    refusals: {
      empty: "The file is empty.",
      document: "This is a document, not a picture.",
      video: "This is a video. Only pictures are analyzed.",
      audio: "This is a sound file, not a picture.",
      archive: "This is an archive. Unpack it and add the pictures in it.",
      text: "This is a text file, not a picture.",
      program: "This is a program, not a picture.",
      "too-large": "It is larger than this page accepts.",
    } satisfies Record<NonNullable<Item["refusal"]>, string>,
    sameAs: (name: string): string => `The same picture as ${name}`,
    waitingAgain: "will be tried again",
    mini: (percent: string): string => `Uploading, ${percent}`,
  },

  pictures: {
    title: "Pictures",
    search: "Search",
    searchHint: "Name, label, or text in a picture",
    filter: "Show",
    filters: {
      all: "All",
      found: "Found",
      nothing: "Nothing found",
      working: "In progress",
      failed: "Failed",
    } satisfies Record<Filter, string>,
    outcomes: {
      working: "In progress",
      found: "Found",
      nothing: "Nothing found",
      failed: "Failed",
    } satisfies Record<Outcome, string>,
    count: (count: number, shown: string): string => `${shown} ${plural(count, "picture")}`,
    countOf: (shown: string, all: string): string => `${shown} of ${all} pictures`,
    more: "Loading more pictures",
    download: "Download results",
    asJson: "As JSON",
    asCsv: "As CSV",
    downloading: (count: string): string => `Collecting ${count} pictures`,
    emptyTitle: "No pictures yet",
    emptyText: "Add a few, and what is found on them appears here within seconds.",
    emptyButton: "Upload pictures",
    noneTitle: "Nothing matches",
    noneText: "No picture fits this search. Try other words, or show all.",
    noneButton: "Show all pictures",
    duplicate: (name: string): string => `Same picture as ${name}`,
    noPreview: "No preview",
    alt: (name: string): string => `Picture ${name}`,
    ready: (count: number, shown: string): string => `${shown} ${plural(count, "picture")} analyzed`,
    owner: "Whose",
    mine: "My pictures",
    everyone: "All pictures",
  },

  picture: {
    back: "All pictures",
    previous: "Previous picture",
    next: "Next picture",
    show: "Show",
    confidence: "Confidence",
    atLeast: (percent: string): string => `at least ${percent}`,
    hidden: (shown: string): string => `${shown} below this confidence`,
    layers: {
      faces: "Faces",
      landmarks: "Landmarks",
      labels: "Labels",
      text: "Text",
      people: "People",
      moderation: "Moderation",
    } satisfies Record<Layer, string>,
    nothing: "Nothing was found on this picture.",
    nothingAbove: "Nothing is above this confidence.",
    results: "What was found",
    processing: "Being analyzed. It appears here by itself.",
    views: { found: "Found", json: "JSON" },
    copyText: "Copy as text",
    copyJson: "Copy JSON",
    copied: "Copied",
    notCopied: "The browser did not allow copying",
    about: "About this picture",
    uploaded: "Uploaded",
    size: "Size",
    dimensions: "Dimensions",
    analyzed: "Analyzed",
    sentAs: "Sent as",
    region: "Region",
    download: "Download picture",
    delete: "Delete",
    deleteTitle: "Delete this picture?",
    deleteText: (name: string): string =>
      `${name} and everything that was found on it will be deleted. This cannot be undone.`,
    deleteYes: "Delete picture",
    cannotShow: "This picture cannot be shown here.",
    converted: (from: string, to: string): string => `${to}, converted from ${from}`,
    pixels: (width: string, height: string): string => `${width} × ${height} px`,
  },

  operations: {
    DetectFaces: "Faces",
    DetectLabels: "Labels",
    DetectText: "Text",
    DetectModerationLabels: "Moderation",
    DetectProtectiveEquipment: "Protective equipment",
    RecognizeCelebrities: "Celebrities",
    CompareFaces: "Face comparison",
  } as Record<string, string>,

  rowStatus: {
    SUCCEEDED: "done",
    FAILED: "failed",
    PROCESSING: "being analyzed",
    WAITING: "waiting",
  } satisfies Record<RowStatus, string>,

  found: {
    face: (number: number, of: number): string => (of === 1 ? "Face" : `Face ${number}`),
    person: (number: number): string => `Person ${number}`,
    match: (similarity: number): string => `Match ${Math.round(similarity)}%`,
    label: (name: string): string => name,
    equipment: (type: string, part: string): string =>
      `${EQUIPMENT[type] ?? type.toLowerCase()} on ${PARTS[part] ?? part.toLowerCase()}`,
    under: (parent: string): string => parent,
    /** Guesses above 80 percent, the strongest emotion last. */
    faceDetails: (face: Face): string[] => {
      const sure = (judged: { Value?: unknown; Confidence?: number } | undefined): boolean =>
        judged?.Value === true && (judged.Confidence ?? 0) >= 80;
      const details: string[] = [];
      if (face.AgeRange) {
        details.push(`${face.AgeRange.Low ?? "?"}–${face.AgeRange.High ?? "?"} years`);
      }
      if (sure(face.Smile)) details.push("smiling");
      if (sure(face.Sunglasses)) details.push("sunglasses");
      else if (sure(face.Eyeglasses)) details.push("glasses");
      if (sure(face.Beard)) details.push("beard");
      const strongest = [...(face.Emotions ?? [])].sort((a, b) => (b.Confidence ?? 0) - (a.Confidence ?? 0))[0];
      if (strongest?.Type && (strongest.Confidence ?? 0) >= 50) {
        details.push(strongest.Type.toLowerCase());
      }
      return details;
    },
  },

  live: {
    title: "Live",
    queue: "Queue",
    waiting: "Waiting",
    inFlight: "In flight",
    delayed: "Delayed",
    deadLetters: "Dead letters",
    rate: "Pictures a second",
    regions: "Regions",
    region: "Region",
    operation: "Operation",
    calls: "Calls a second",
    ofQuota: (rate: string, quota: string): string => `${rate} of ${quota}`,
    throttled: "Throttled",
    breaker: "Circuit breaker",
    breakers: { CLOSED: "Closed", OPEN: "Open", HALF_OPEN: "Probing", DENIED: "Access denied" } satisfies Record<
      Breaker,
      string
    >,
    cut: (rate: string): string => `cut to ${rate}`,
    until: (time: string): string => `until ${time}`,
    redrive: "Redrive",
    redriveText: "Moves all dead letters back to the queue, with a new set of attempts.",
    redriving: "Moving",
    moved: (count: number, shown: string): string => `${shown} dead ${plural(count, "letter")} moved back to the queue`,
    failed: "Failed today",
    noFailed: "None",
    moreFailed: "There are more than were counted.",
    spending: "Calls of today",
    ofLimit: (used: string, limit: string): string => `${used} of ${limit}`,
    clients: "API clients",
    client: "Client",
    today: "Today",
    month: "This month",
    noLimit: (used: string): string => `${used}, no limit`,
    state: "State",
    states: { enabled: "Enabled", disabled: "Disabled" } as Record<string, string>,
    updated: "Updates every second while this page is seen",
    stale: "No answer; showing the last numbers",
    idle: "Nothing is being analyzed right now.",
    unknown: "–",
  },

  errors: {
    NOT_SIGNED_IN: "Your session has ended.",
    NOT_AN_OPERATOR: "Only operators can see this.",
    NOT_FOUND: "There is no such picture. It may have been deleted.",
    BAD_REQUEST: "The page sent something the server does not understand. Reload the page.",
    TOO_LARGE: "This is larger than the page accepts.",
    STILL_PROCESSING: "It is being analyzed this very moment. Try again in a few seconds.",
    NOT_A_PICTURE: "This file cannot be shown.",
    BUSY: "Too many requests at once. It is tried again by itself.",
    UNAVAILABLE: "The service does not answer right now.",
    NETWORK: "There is no connection to the service.",
  } as Record<string, string>,
  startFailed: "The page could not be started. Reload it in a minute.",
};

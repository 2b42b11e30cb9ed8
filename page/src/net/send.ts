import type { Problem } from "../model/queue.ts";
import type { Form } from "./types.ts";

export type Sent = { ok: true } | { ok: false; problem: Problem };

export interface Sending {
  done: Promise<Sent>;
  stop(): void;
}

const STALLED_MS = 60_000;

/** Sends one file by its presigned form. XMLHttpRequest, since fetch tells nothing of what was sent. */
export function send(form: Form, file: Blob, onProgress: (bytes: number) => void): Sending {
  const data = new FormData();
  for (const [name, value] of Object.entries(form.fields)) {
    data.append(name, value);
  }
  data.append("file", file); // S3 reads no field after it
  const request = new XMLHttpRequest();
  const done = new Promise<Sent>((resolve) => {
    let stalled: ReturnType<typeof setTimeout>;
    const alive = (): void => {
      clearTimeout(stalled);
      stalled = setTimeout(() => request.abort(), STALLED_MS);
    };
    request.upload.onprogress = (event) => {
      alive();
      onProgress(event.loaded);
    };
    request.onloadend = () => {
      clearTimeout(stalled);
      resolve(outcome(request.status, request.responseText));
    };
    request.open("POST", form.url);
    alive();
    request.send(data);
  });
  return { done, stop: () => request.abort() };
}

function outcome(status: number, answer: string): Sent {
  if (status >= 200 && status < 300) {
    return { ok: true };
  }
  return { ok: false, problem: problem(status, answer) };
}

function problem(status: number, answer: string): Problem {
  if (status === 0) {
    return "network";
  }
  if (status === 413 || answer.includes("EntityTooLarge")) {
    return "too-large";
  }
  if (status === 403 && answer.includes("expired")) {
    return "busy"; // its turn came too late: a new form and another try
  }
  if (status === 429 || status === 503 || answer.includes("SlowDown") || answer.includes("RequestTimeout")) {
    return "busy";
  }
  return status >= 500 ? "unavailable" : "refused";
}

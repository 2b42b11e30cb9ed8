/** Why a request has no answer: a code for which the page has a sentence. */
export class ApiError extends Error {
  readonly code: string;
  readonly status: number;

  constructor(code: string, status: number) {
    super(`${code} (${status})`);
    this.code = code;
    this.status = status;
  }
}

const BY_STATUS: Record<number, string> = {
  400: "BAD_REQUEST",
  401: "NOT_SIGNED_IN",
  403: "NOT_AN_OPERATOR",
  404: "NOT_FOUND",
  413: "TOO_LARGE",
  429: "BUSY",
};

/** The server's own code, or what the status of a gateway means. */
export function errorOf(status: number, body: unknown): ApiError {
  const code = typeof body === "object" && body !== null && "error" in body ? String(body.error) : "";
  return new ApiError(code || (BY_STATUS[status] ?? "UNAVAILABLE"), status);
}

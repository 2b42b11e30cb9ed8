import { ApiError, errorOf } from "./errors.ts";
import type { Side } from "../model/previews.ts";
import type { Form, Live, Lookup, PictureDetail, PicturePage } from "./types.ts";

export interface Tokens {
  token(): Promise<string | undefined>;
  /** Another one than this, which was refused. */
  renewed(refused: string): Promise<string | undefined>;
  /** The renewed one was refused, too. */
  refused(): void;
}

/** The page's server: one method for each of its routes. */
export class Api {
  readonly #base: URL;
  readonly #tokens: Tokens;

  constructor(base: string | URL, tokens: Tokens) {
    this.#base = new URL("api/", base);
    this.#tokens = tokens;
  }

  async forms(files: { name: string; size: number; type: string }[]): Promise<Form[]> {
    return (await this.#call<{ forms: Form[] }>("POST", "uploads", {}, { files })).forms;
  }

  pictures(query: { after?: string; limit?: number; prefix?: string; whole?: boolean }): Promise<PicturePage> {
    return this.#call("GET", "pictures", query);
  }

  lookup(keys: string[]): Promise<Lookup> {
    return this.#call("POST", "pictures", {}, { keys });
  }

  picture(key: string): Promise<PictureDetail> {
    return this.#call("GET", "picture", { key });
  }

  async preview(key: string, side: Side): Promise<string> {
    return (await this.#call<{ url: string }>("POST", "previews", {}, { key, side })).url;
  }

  delete(key: string): Promise<void> {
    return this.#call("DELETE", "picture", { key });
  }

  live(): Promise<Live> {
    return this.#call("GET", "live", {});
  }

  redrive(): Promise<{ moved: number; left: number }> {
    return this.#call("POST", "redrive", {}, {});
  }

  async #call<T>(
    method: string,
    path: string,
    query: Record<string, string | number | boolean | undefined>,
    body?: unknown,
  ): Promise<T> {
    const url = new URL(path, this.#base);
    for (const [name, value] of Object.entries(query)) {
      if (value !== undefined) {
        url.searchParams.set(name, String(value));
      }
    }
    const token = await this.#tokens.token();
    if (!token) {
      throw new ApiError("NOT_SIGNED_IN", 401);
    }
    let response = await sent(method, url, token, body);
    if (response.status === 401) {
      // Nothing was done, so the same may be asked once more.
      const renewed = await this.#tokens.renewed(token);
      response = renewed ? await sent(method, url, renewed, body) : response;
    }
    const text = await response.text().catch(() => "");
    const answer = parsed(text);
    if (!response.ok) {
      if (response.status === 401) {
        this.#tokens.refused();
      }
      throw errorOf(response.status, answer);
    }
    return answer as T;
  }
}

async function sent(method: string, url: URL, token: string, body: unknown): Promise<Response> {
  try {
    return await fetch(url, {
      method,
      headers: {
        Authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { "Content-Type": "application/json" }),
      },
      body: body === undefined ? null : JSON.stringify(body),
      cache: "no-store",
      credentials: "omit",
      redirect: "error",
    });
  } catch {
    throw new ApiError("NETWORK", 0);
  }
}

function parsed(text: string): unknown {
  try {
    return text ? JSON.parse(text) : undefined;
  } catch {
    return undefined;
  }
}

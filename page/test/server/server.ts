import { randomBytes } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { formParts } from "./form.ts";
import { TestLive } from "./live.ts";
import { newKey, OPERATIONS, TestStore } from "./store.ts";

interface Person {
  sub: string;
  name: string;
  groups: string[];
}

export const ADA: Person = { sub: "ada-1", name: "Ada Lovelace", groups: [] };
export const OLGA: Person = { sub: "olga-1", name: "Olga Operator", groups: ["operators"] };

const TYPES: Record<string, string> = {
  html: "text/html; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  css: "text/css; charset=utf-8",
  svg: "image/svg+xml",
};

const PATIENCE = 100_000_000;

/**
 * Answers the page's contract for tests: the page and its API at one origin, the bucket and the
 * sign-in at another, so that the browser applies the same policies as with the real ones.
 */
export class TestServer {
  readonly store = new TestStore();
  readonly live = new TestLive();
  /** Who the provider signs in next. */
  person: Person = ADA;
  /** How long tokens last. */
  tokenSeconds = 3_600;
  /** Statuses that the bucket answers the next uploads with. */
  uploadFaults: number[] = [];
  /** Uploads wait for this before they are answered. */
  gate: Promise<void> = Promise.resolve();
  /** Statuses that the next requests for previews, and then for their pictures, are answered with. */
  previewFaults: { making: number[]; showing: number[] } = { making: [], showing: [] };
  readonly requests: string[] = [];
  readonly #codes = new Map<string, { person: Person; nonce: string }>();
  readonly #tokens = new Map<string, { person: Person; until: number }>();
  #app!: Server;
  #other!: Server;
  url = "";
  otherUrl = "";

  async start(port = 0): Promise<this> {
    this.#app = createServer(
      (request, response) => void this.#answer(request, response, (r, s) => this.#appAnswer(r, s)),
    );
    this.#other = createServer(
      (request, response) => void this.#answer(request, response, (r, s) => this.#otherAnswer(r, s)),
    );
    this.url = `${await listen(this.#app, port)}page/`;
    this.otherUrl = await listen(this.#other, port && port + 1);
    return this;
  }

  close(): void {
    for (const server of [this.#app, this.#other]) {
      server.close();
      server.closeAllConnections();
    }
  }

  /** No token is good any more; those of a renewal are. */
  endTokens(): void {
    this.#tokens.clear();
  }

  /** Nor is one renewed. */
  endSessions(): void {
    this.endTokens();
    this.#codes.clear();
  }

  async #answer(
    request: IncomingMessage,
    response: ServerResponse,
    answer: (request: IncomingMessage, response: ServerResponse) => Promise<void>,
  ): Promise<void> {
    this.requests.push(`${request.method} ${request.url}`);
    try {
      await answer(request, response);
    } catch (e) {
      console.error(e);
      json(response, 500, { error: "UNAVAILABLE", message: String(e) });
    }
  }

  get #policy(): string {
    const other = this.otherUrl.slice(0, -1);
    return (
      `default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: ${other}; connect-src 'self' ${other}; ` +
      "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
    );
  }

  async #appAnswer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? "", this.url);
    response.setHeader("Content-Security-Policy", this.#policy);
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Referrer-Policy", "no-referrer");
    response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
    if (url.pathname.startsWith("/page/api/")) {
      await this.#api(url.pathname.slice("/page/api/".length), url, request, response);
      return;
    }
    const name = url.pathname === "/page/" ? "index.html" : url.pathname.replace("/page/", "");
    if (name === "config.json") {
      json(response, 200, this.#config());
    } else if (/^[\w.-]+$/.test(name) && existsSync(`target/dist/${name}`)) {
      response.setHeader("Content-Type", TYPES[name.split(".").at(-1) ?? ""] ?? "text/plain");
      // As the gateway compresses.
      const isPacked = /\bgzip\b/.test(String(request.headers["accept-encoding"]));
      const bytes = readFileSync(`target/dist/${name}`);
      if (isPacked) {
        response.setHeader("Content-Encoding", "gzip");
      }
      response.end(isPacked ? gzipSync(bytes) : bytes);
    } else {
      response.writeHead(404).end();
    }
  }

  #config(): unknown {
    const login = `${this.otherUrl}login`;
    return {
      stack: "Fanlens-test",
      signIn: {
        issuer: login,
        clientId: "test-client",
        authorize: `${login}/authorize`,
        token: `${login}/token`,
        revoke: `${login}/revoke`,
        signOut: `${login}/logout`,
        scope: "openid profile email",
      },
      selfRegistration: false,
      operations: OPERATIONS,
      upload: { maxBytes: 20_000_000, formSeconds: 300, filesPerRequest: 50 },
    };
  }

  async #api(path: string, url: URL, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const token = this.#tokens.get((request.headers.authorization ?? "").replace("Bearer ", ""));
    if (!token || token.until < Date.now()) {
      json(response, 401, { message: "Unauthorized" });
      return;
    }
    const { person } = token;
    const isOperator = person.groups.includes("operators");
    const own = `web/${person.sub}/`;
    const base = this.otherUrl;
    const body =
      request.method === "POST"
        ? (JSON.parse((await read(request)).toString() || "{}") as Record<string, unknown>)
        : {};
    const mayUse = (key: string): boolean => isOperator || key.startsWith(own);
    const key = url.searchParams.get("key") ?? String(body["key"] ?? "");
    switch (`${request.method} ${path}`) {
      case "POST uploads": {
        const files = body["files"] as { name: string; size: number; type: string }[];
        const expiresAt = new Date(Date.now() + 300_000).toISOString();
        const forms = files.map((file) => {
          const key = newKey(person.sub, file.name);
          return { key, url: `${base}bucket`, fields: { key, "Content-Type": file.type, policy: "signed" }, expiresAt };
        });
        json(response, 200, { forms });
        return;
      }
      case "GET pictures": {
        const prefix = url.searchParams.get("prefix");
        if (prefix !== null && !isOperator) {
          json(response, 403, { error: "NOT_AN_OPERATOR", message: "" });
          return;
        }
        const after = url.searchParams.get("after") ?? "";
        const limit = Number(url.searchParams.get("limit") ?? 50);
        const keys = this.store.keys(prefix ?? own).filter((each) => each > after);
        const some = keys.slice(0, limit);
        const whole = url.searchParams.get("whole") === "true";
        const pictures = some.map((each) => this.store.entry(each, base, whole));
        json(response, 200, { pictures, ...(keys.length > limit ? { next: some.at(-1) } : {}) });
        return;
      }
      case "POST pictures": {
        const keys = (body["keys"] as string[]).filter(mayUse);
        const entries = keys.map((each) => this.store.entry(each, base));
        json(response, 200, { pictures: entries.filter(Boolean), gone: keys.filter((_, i) => !entries[i]) });
        return;
      }
      case "GET picture": {
        const detail = mayUse(key) ? this.store.detail(key, base) : undefined;
        json(response, detail ? 200 : 404, detail ?? { error: "NOT_FOUND", message: "" });
        return;
      }
      case "POST previews": {
        const fault = this.previewFaults.making.shift();
        if (fault !== undefined) {
          json(response, fault, { error: "UNAVAILABLE", message: "" });
          return;
        }
        const object = mayUse(key) ? this.store.objects.get(key) : undefined;
        if (!object || object.bytes.length < 1_000) {
          json(response, object ? 422 : 404, { error: object ? "NOT_A_PICTURE" : "NOT_FOUND", message: "" });
          return;
        }
        this.store.previews.add(key);
        json(response, 200, { url: `${base}previews/${encodeURIComponent(key)}` });
        return;
      }
      case "DELETE picture":
        if (mayUse(key)) {
          this.store.objects.delete(key);
        }
        response.writeHead(mayUse(key) ? 204 : 404).end();
        return;
      case "GET live":
        json(
          response,
          isOperator ? 200 : 403,
          isOperator ? this.live.read() : { error: "NOT_AN_OPERATOR", message: "" },
        );
        return;
      case "POST redrive": {
        const moved = this.live.deadLetters;
        this.live.deadLetters = 0;
        json(response, 200, { moved, left: 0 });
        return;
      }
      default:
        json(response, 403, { message: "Missing Authentication Token" });
    }
  }

  /** The bucket, and the provider that signs in. */
  async #otherAnswer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? "", this.otherUrl);
    response.setHeader("Access-Control-Allow-Origin", new URL(this.url).origin);
    if (request.method === "OPTIONS") {
      response.setHeader("Access-Control-Allow-Methods", "POST");
      response.setHeader("Access-Control-Allow-Headers", "*");
      response.writeHead(200).end();
      return;
    }
    if (url.pathname === "/bucket") {
      await this.#upload(request, response);
    } else if (url.pathname.startsWith("/objects/") || url.pathname.startsWith("/previews/")) {
      const [, kind, key] = url.pathname.split("/").map(decodeURIComponent);
      const object = this.store.objects.get(key ?? "");
      const isThere = kind !== "previews" || this.store.previews.has(object?.key ?? "");
      const fault = kind === "previews" && isThere ? this.previewFaults.showing.shift() : undefined;
      if (fault !== undefined) {
        response.writeHead(fault).end();
        return;
      }
      if (!object || !isThere) {
        response.writeHead(404).end();
        return;
      }
      const drawn = kind === "previews" ? this.store.drawn.get(object.eTag) : undefined;
      response.setHeader("Content-Type", drawn ? "image/jpeg" : object.type);
      response.setHeader("Cache-Control", "max-age=3600");
      response.end(drawn ?? object.bytes);
    } else {
      await this.#signIn(url, request, response);
    }
  }

  async #upload(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await read(request);
    await this.gate;
    const fault = this.uploadFaults.shift();
    if (fault !== undefined) {
      if (fault === 0) {
        request.socket.destroy();
      } else {
        response.writeHead(fault).end(`<Error><Code>${fault === 503 ? "SlowDown" : "AccessDenied"}</Code></Error>`);
      }
      return;
    }
    const parts = formParts(request.headers["content-type"] ?? "", body);
    this.store.put(String(parts.get("key")), parts.get("file") ?? Buffer.alloc(0), String(parts.get("Content-Type")));
    response.writeHead(201).end();
  }

  async #signIn(url: URL, request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (url.pathname === "/login/authorize") {
      const code = randomBytes(9).toString("base64url");
      this.#codes.set(code, { person: this.person, nonce: url.searchParams.get("nonce") ?? "" });
      const back = new URL(url.searchParams.get("redirect_uri") ?? "");
      back.searchParams.set("code", code);
      back.searchParams.set("state", url.searchParams.get("state") ?? "");
      response.writeHead(302, { Location: back.href }).end();
    } else if (url.pathname === "/login/token") {
      const form = new URLSearchParams((await read(request)).toString());
      const grant = form.get("code") ?? form.get("refresh_token") ?? "";
      const code = this.#codes.get(grant);
      this.#codes.delete(grant); // each is good once
      if (!code) {
        json(response, 400, { error: "invalid_grant" });
        return;
      }
      const access = randomBytes(18).toString("base64url");
      const until = Date.now() + this.tokenSeconds * 1_000;
      this.#tokens.set(access, { person: code.person, until });
      const refresh = randomBytes(9).toString("base64url");
      this.#codes.set(refresh, code);
      json(response, 200, {
        access_token: access,
        id_token: this.#idToken(code.person, until),
        refresh_token: refresh,
        token_type: "Bearer",
        expires_in: this.tokenSeconds,
      });
    } else if (url.pathname === "/login/logout") {
      response.writeHead(302, { Location: url.searchParams.get("logout_uri") ?? this.url }).end();
    } else {
      response.writeHead(200).end();
    }
  }

  #idToken(person: Person, until: number): string {
    const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url");
    const claims = {
      iss: `${this.otherUrl}login`,
      aud: "test-client",
      sub: person.sub,
      name: person.name,
      "cognito:groups": person.groups,
      iat: Math.floor(Date.now() / 1_000),
      exp: Math.floor(until / 1_000),
    };
    return `${part({ alg: "none" })}.${part(claims)}.`;
  }
}

async function listen(server: Server, port: number): Promise<string> {
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

async function read(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request) {
    size += (part as Buffer).length;
    if (size > PATIENCE) {
      throw new Error("too large");
    }
    parts.push(part as Buffer);
  }
  return Buffer.concat(parts);
}

function json(response: ServerResponse, status: number, body: unknown): void {
  response.setHeader("Content-Type", "application/json");
  response.setHeader("Cache-Control", "no-store");
  response.writeHead(status).end(JSON.stringify(body));
}

import { ErrorResponse, InMemoryWebStorage, UserManager, WebStorageStateStore, type User } from "oidc-client-ts";
import { safeHash } from "../model/route.ts";
import { ApiError } from "./errors.ts";
import type { Config } from "./types.ts";

/** That there was a session in this tab: worth one visit at the provider, who may still know the user. */
const FLAG = "fanlens.signed-in";

export interface Person {
  id: string;
  name: string;
  isOperator: boolean;
}

/**
 * Who uses the page. Tokens are in memory only; a refresh goes once to the provider and comes back
 * without a word while its own session lives.
 */
export class Session {
  readonly #manager: UserManager;
  readonly #signOut: string | undefined;
  readonly #home: string;
  readonly #clientId: string;
  #user: User | null = null;
  #renewing: Promise<void> | undefined;
  #onEnd: () => void = () => {};

  constructor(config: Config, home: string) {
    const { signIn } = config;
    this.#home = home;
    this.#clientId = signIn.clientId;
    this.#signOut = signIn.signOut;
    this.#manager = new UserManager({
      authority: signIn.issuer,
      client_id: signIn.clientId,
      redirect_uri: home,
      scope: signIn.scope,
      response_type: "code",
      metadata: {
        issuer: signIn.issuer,
        authorization_endpoint: signIn.authorize,
        token_endpoint: signIn.token,
        ...(signIn.revoke ? { revocation_endpoint: signIn.revoke } : {}),
      },
      userStore: new WebStorageStateStore({ store: new InMemoryWebStorage() }),
      stateStore: new WebStorageStateStore({ store: sessionStorage }),
      automaticSilentRenew: false, // token() renews: by two, a refresh token would be used twice
      loadUserInfo: false,
    });
    this.#manager.events.addUserLoaded((user) => {
      this.#user = user;
    });
  }

  /** Calls back once when the session cannot go on. */
  set onEnd(listener: () => void) {
    this.#onEnd = listener;
  }

  get person(): Person | undefined {
    const profile = this.#user?.profile;
    if (!profile) {
      return undefined;
    }
    const groups: unknown = profile["cognito:groups"];
    return {
      id: profile.sub,
      name: profile.name ?? profile.email ?? profile.preferred_username ?? "",
      isOperator: Array.isArray(groups) && groups.includes("operators"),
    };
  }

  /** Takes the provider's answer from the address, if there is one, or goes there after a refresh. */
  async resume(): Promise<"signed-in" | "signed-out" | "leaving"> {
    const query = new URLSearchParams(location.search);
    if (query.has("state") && (query.has("code") || query.has("error"))) {
      try {
        this.#user = await this.#manager.signinRedirectCallback();
        sessionStorage.setItem(FLAG, "yes");
        history.replaceState(null, "", this.#home + safeHash(this.#user.state));
      } catch (e) {
        sessionStorage.removeItem(FLAG);
        history.replaceState(null, "", this.#home);
        throw e;
      }
      return "signed-in";
    }
    if (sessionStorage.getItem(FLAG)) {
      sessionStorage.removeItem(FLAG);
      await this.signIn();
      return "leaving";
    }
    return "signed-out";
  }

  async signIn(): Promise<void> {
    await this.#manager.signinRedirect({ state: safeHash(location.hash) });
  }

  async signOut(): Promise<void> {
    sessionStorage.removeItem(FLAG);
    await this.#manager.revokeTokens(["refresh_token"]).catch(() => {});
    await this.#manager.removeUser();
    this.#user = null;
    if (this.#signOut) {
      const to = new URL(this.#signOut);
      to.searchParams.set("client_id", this.#clientId);
      to.searchParams.set("logout_uri", this.#home);
      location.assign(to);
    } else {
      location.assign(this.#home);
    }
  }

  /**
   * A token that is good for the next half minute, renewed first where it must be: a machine that
   * slept has missed the time to renew it.
   */
  async token(): Promise<string | undefined> {
    if (this.#user && (this.#user.expires_in ?? 0) < 30) {
      await this.#renewOnce();
    }
    return this.#user?.access_token;
  }

  /** Another token than this, which was refused before its time: a clock may be wrong. */
  async renewed(refused: string): Promise<string | undefined> {
    if (this.#user?.access_token === refused) {
      await this.#renewOnce();
    }
    return this.#user?.access_token;
  }

  /** Once for all that ask: a provider may take each refresh token only once. */
  #renewOnce(): Promise<void> {
    return (this.#renewing ??= this.#renew());
  }

  async #renew(): Promise<void> {
    try {
      // Without a refresh token it would try a frame, which the page's policy forbids.
      this.#user = this.#user?.refresh_token ? await this.#manager.signinSilent() : null;
    } catch (e) {
      if (!(e instanceof ErrorResponse)) {
        throw new ApiError("NETWORK", 0); // the provider did not refuse: it was not reached
      }
      this.#user = null;
    } finally {
      this.#renewing = undefined;
    }
    if (!this.#user) {
      this.#end();
    }
  }

  /** The server takes no token of this session. */
  refused(): void {
    this.#end();
  }

  #end(): void {
    this.#user = null;
    const listener = this.#onEnd;
    this.#onEnd = () => {};
    listener();
  }
}

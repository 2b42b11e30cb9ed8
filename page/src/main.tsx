import { render } from "preact";
import { Api } from "./net/api.ts";
import { KeptUploads } from "./net/kept.ts";
import { Session } from "./net/session.ts";
import type { Config } from "./net/types.ts";
import { LiveView } from "./state/live.ts";
import { Pictures } from "./state/pictures.ts";
import { Uploads } from "./state/uploads.ts";
import { App } from "./view/app.tsx";
import { Spinner } from "./view/parts.tsx";
import { SignIn } from "./view/signin.tsx";
import { words } from "./words.ts";
import "./style/base.css";
import "./style/parts.css";
import "./style/gallery.css";
import "./style/upload.css";
import "./style/detail.css";
import "./style/live.css";

const root = document.getElementById("page") as HTMLElement;
const home = `${location.origin}${location.pathname}`;

async function start(): Promise<void> {
  const response = await fetch(new URL("config.json", home), { cache: "no-store", credentials: "omit" });
  if (!response.ok) {
    throw new Error(`config.json: ${response.status}`);
  }
  const config = (await response.json()) as Config;
  const session = new Session(config, home);
  let state: Awaited<ReturnType<Session["resume"]>>;
  try {
    state = await session.resume();
  } catch {
    signIn(session, words.signIn.failed);
    return;
  }
  if (state === "signed-in") {
    await signedIn(session, config);
  } else if (state === "signed-out") {
    signIn(session);
  } else {
    render(<Spinner label={words.signIn.working} />, root);
  }
}

function signIn(session: Session, message?: string, isAgain = false): void {
  document.title = words.product;
  render(
    <SignIn isAgain={isAgain} onSignIn={() => void session.signIn()} {...(message === undefined ? {} : { message })} />,
    root,
  );
}

async function signedIn(session: Session, config: Config): Promise<void> {
  const person = session.person;
  if (!person) {
    signIn(session);
    return;
  }
  const api = new Api(home, session);
  const pictures = new Pictures(api, config);
  const kept = (await isFirstTab(person.id)) ? KeptUploads.of(person.id) : undefined;
  const uploads = new Uploads(api, config, kept, (file) => pictures.arrived(file));
  const live = new LiveView(api);
  session.onEnd = () => {
    live.close();
    uploads.pause();
    signIn(session, words.signIn.ended, true);
  };
  const signOut = (): void => void uploads.forget().then(() => session.signOut());
  render(
    <App
      person={person}
      uploads={uploads}
      pictures={pictures}
      live={live}
      maxBytes={config.upload.maxBytes}
      onSignOut={signOut}
    />,
    root,
  );
  addEventListener("beforeunload", (event) => {
    if (uploads.wouldLose) {
      event.preventDefault();
    }
  });
  void pictures.load();
  await uploads.restore();
}

/** One tab keeps the list of uploads; another's would be sent twice. */
function isFirstTab(user: string): Promise<boolean> {
  return new Promise((resolve) => {
    if (!("locks" in navigator)) {
      resolve(true);
      return;
    }
    void navigator.locks.request(`fanlens-uploads-${user}`, { ifAvailable: true }, (lock) => {
      resolve(lock !== null);
      // Held as long as the tab lives.
      return lock ? new Promise(() => {}) : undefined;
    });
  });
}

start().catch(() => {
  const text = document.createElement("p");
  text.className = "fatal";
  text.setAttribute("role", "alert");
  text.textContent = words.startFailed;
  root.replaceChildren(text);
});

import type { JSX } from "preact";
import { useEffect, useLayoutEffect, useState } from "preact/hooks";
import { href, route, type Route } from "../model/route.ts";
import type { Filter } from "../model/summary.ts";
import type { Person } from "../net/session.ts";
import type { LiveView } from "../state/live.ts";
import type { Pictures } from "../state/pictures.ts";
import { useStore } from "../state/store.ts";
import type { Uploads } from "../state/uploads.ts";
import { words } from "../words.ts";
import { Detail } from "./detail.tsx";
import { catchFiles } from "./drops.ts";
import { formats } from "./formats.ts";
import { Gallery } from "./gallery.tsx";
import { LivePage } from "./live.tsx";
import { Button, Icon, type IconName } from "./parts.tsx";
import { Upload } from "./upload.tsx";

interface AppProps {
  person: Person;
  uploads: Uploads;
  pictures: Pictures;
  live: LiveView;
  maxBytes: number;
  onSignOut: () => void;
}

export function App({ person, uploads, pictures, live, maxBytes, onSignOut }: AppProps): JSX.Element {
  const [at, setAt] = useState<Route>(() => route(location.hash));
  const [isOver, setOver] = useState(false);
  const [query, setQuery] = useState<{ words: string; filter: Filter }>({ words: "", filter: "all" });
  useLayoutEffect(() => {
    const moved = (): void => {
      setAt(route(location.hash));
      scrollTo(0, 0);
    };
    addEventListener("hashchange", moved);
    return () => removeEventListener("hashchange", moved);
  }, []);
  useLayoutEffect(
    () =>
      catchFiles((files) => {
        uploads.add(files);
        location.hash = href({ view: "upload" });
      }, setOver),
    [uploads],
  );
  useEffect(() => {
    const name = at.view === "picture" ? (pictures.get(at.key)?.name ?? "") : words.nav[at.view];
    document.title = [name, words.product].filter(Boolean).join(" · ");
  }, [at, pictures]);
  return (
    <>
      <a class="skip" href="#content" onClick={(event) => skip(event)}>
        {words.skip}
      </a>
      <header class="top">
        <a class="brand" href={href({ view: "pictures" })}>
          <Icon name="lens" size={24} />
          {words.product}
        </a>
        <nav aria-label={words.nav.label}>
          <Tab at={at} to="pictures" icon="picture" />
          <Tab at={at} to="upload" icon="upload" />
          {person.isOperator && <Tab at={at} to="live" icon="pulse" />}
        </nav>
        <UploadState uploads={uploads} isHidden={at.view === "upload"} />
        <div class="account" role="group" aria-label={words.account.label}>
          <span class="who" title={person.name}>
            {person.name}
            {person.isOperator && <span class="pill">{words.account.operator}</span>}
          </span>
          <Button kind="quiet" onClick={onSignOut}>
            {words.account.signOut}
          </Button>
        </div>
      </header>
      {view(at, { person, uploads, pictures, live, maxBytes, query, setQuery })}
      {isOver && (
        <div class="catch" aria-hidden="true">
          <p>
            <Icon name="upload" size={32} />
            {words.upload.dropNow}
          </p>
        </div>
      )}
    </>
  );
}

interface ViewProps extends Omit<AppProps, "onSignOut"> {
  query: { words: string; filter: Filter };
  setQuery: (query: { words: string; filter: Filter }) => void;
}

function view(at: Route, { person, uploads, pictures, live, maxBytes, query, setQuery }: ViewProps): JSX.Element {
  if (at.view === "upload") {
    return <Upload uploads={uploads} maxBytes={maxBytes} />;
  }
  if (at.view === "picture") {
    return <Detail key={at.key} pictures={pictures} pictureKey={at.key} />;
  }
  if (at.view === "live" && person.isOperator) {
    return <LivePage live={live} />;
  }
  return <Gallery pictures={pictures} isOperator={person.isOperator} query={query} onQuery={setQuery} />;
}

function Tab({ at, to, icon }: { at: Route; to: "pictures" | "upload" | "live"; icon: IconName }): JSX.Element {
  const isHere = at.view === to || (to === "pictures" && at.view === "picture");
  return (
    <a href={href({ view: to })} aria-current={isHere ? "page" : undefined}>
      <Icon name={icon} size={18} />
      {words.nav[to]}
    </a>
  );
}

/** That uploads go on, where their list is not seen. */
function UploadState({ uploads, isHidden }: { uploads: Uploads; isHidden: boolean }): JSX.Element | null {
  useStore(uploads);
  const { queue } = uploads;
  const counts = queue.counts;
  if (isHidden || (!queue.isBusy && counts.failed === 0)) {
    return null;
  }
  const share = counts.bytes > 0 ? counts.sentBytes / counts.bytes : 0;
  const text = queue.isBusy
    ? queue.paused
      ? words.upload.paused
      : words.upload.mini(formats.percent(share * 100))
    : words.upload.retryAll(formats.number(counts.failed));
  return (
    <a class="mini" href={href({ view: "upload" })}>
      <progress max={1} value={share} aria-label={words.upload.list} />
      {text}
    </a>
  );
}

/** The number sign is the page's own: a plain link would leave the view. */
function skip(event: Event): void {
  event.preventDefault();
  const heading = document.querySelector<HTMLElement>("#content h1");
  heading?.focus();
}

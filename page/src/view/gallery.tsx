import type { JSX } from "preact";
import { useCallback, useEffect, useMemo, useState } from "preact/hooks";
import { csv, json } from "../model/csv.ts";
import { href } from "../model/route.ts";
import { duplicates, failure, outcome, search, type Filter } from "../model/summary.ts";
import type { Picture } from "../net/types.ts";
import type { Pictures } from "../state/pictures.ts";
import { codeOf } from "../state/pictures.ts";
import { useStore } from "../state/store.ts";
import { words } from "../words.ts";
import { formats } from "./formats.ts";
import { Long } from "./long.tsx";
import { Aloud, Empty, Failure, Icon, Menu, Spinner, Title } from "./parts.tsx";
import { save } from "./save.ts";

const text = words.pictures;
const FILTERS: Filter[] = ["all", "found", "nothing", "working", "failed"];

interface GalleryProps {
  pictures: Pictures;
  isOperator: boolean;
  query: { words: string; filter: Filter };
  onQuery: (query: { words: string; filter: Filter }) => void;
}

export function Gallery({ pictures, isOperator, query, onQuery }: GalleryProps): JSX.Element {
  useStore(pictures);
  const [exporting, setExporting] = useState<{ count: number } | { error: string } | undefined>();
  const { list } = pictures;
  const shown = useMemo(() => search(list, query), [list, query]);
  const same = useMemo(() => duplicates(list), [list]);
  const isSearch = query.words.trim() !== "" || query.filter !== "all";
  useEffect(() => {
    if (isSearch) {
      void pictures.loadAll();
    }
  }, [isSearch, pictures]);
  const onEnd = useCallback(() => {
    if (!pictures.error) {
      void pictures.load();
    }
  }, [pictures]);
  const download = async (kind: "json" | "csv"): Promise<void> => {
    setExporting({ count: 0 });
    try {
      const all = await pictures.export((count) => setExporting({ count }));
      if (kind === "csv") {
        save("fanlens.csv", "text/csv", csv(all));
      } else {
        save("fanlens.json", "application/json", json(all));
      }
      setExporting(undefined);
    } catch (e) {
      setExporting({ error: codeOf(e) });
    }
  };
  const ready = pictures.ready;
  return (
    <main id="content">
      <div class="head wide">
        <Title>{text.title}</Title>
        {list.length > 0 && (
          <p class="soft">
            {isSearch
              ? text.countOf(formats.number(shown.length), formats.number(list.length))
              : text.count(list.length, formats.number(list.length) + (pictures.isComplete ? "" : "+"))}
          </p>
        )}
        {list.length > 0 && (
          <Menu
            label={text.download}
            icon="download"
            items={[
              { text: text.asCsv, onClick: () => void download("csv") },
              { text: text.asJson, onClick: () => void download("json") },
            ]}
          />
        )}
      </div>
      {(list.length > 0 || isOperator) && (
        <div class="tools">
          <label class="find">
            <Icon name="search" size={18} />
            <span class="aloud">{text.search}</span>
            <input
              type="search"
              placeholder={text.searchHint}
              value={query.words}
              onInput={(event) => onQuery({ ...query, words: event.currentTarget.value })}
            />
          </label>
          <div class="segments" role="group" aria-label={text.filter}>
            {FILTERS.map((filter) => (
              <button
                type="button"
                key={filter}
                aria-pressed={query.filter === filter}
                onClick={() => onQuery({ ...query, filter })}
              >
                {text.filters[filter]}
              </button>
            ))}
          </div>
          {isOperator && (
            <div class="segments" role="group" aria-label={text.owner}>
              <button
                type="button"
                aria-pressed={pictures.prefix === undefined}
                onClick={() => pictures.setPrefix(undefined)}
              >
                {text.mine}
              </button>
              <button type="button" aria-pressed={pictures.prefix === ""} onClick={() => pictures.setPrefix("")}>
                {text.everyone}
              </button>
            </div>
          )}
        </div>
      )}
      {exporting && "count" in exporting && <Spinner label={text.downloading(formats.number(exporting.count))} />}
      {exporting && "error" in exporting && <Failure code={exporting.error} />}
      {pictures.error && <Failure code={pictures.error} onRetry={() => void pictures.load()} />}
      <Long
        count={shown.length}
        leastWidth={(width) => (width < 30 ? 9.5 : 13.5)}
        rowHeight={(width) => width * 0.72 + 5.3}
        gap={1.1}
        label={text.title}
        item={(i) => {
          const picture = shown[i] as Picture;
          return {
            key: picture.key,
            body: <Card picture={picture} sameAs={same.get(picture.key)} pictures={pictures} />,
          };
        }}
        onEnd={onEnd}
      />
      {shown.length === 0 && !pictures.error && (
        <None pictures={pictures} isSearch={isSearch} onAll={() => onQuery({ words: "", filter: "all" })} />
      )}
      {list.length > 0 && pictures.isLoading && <Spinner label={text.more} />}
      <Aloud text={ready > 0 ? text.ready(ready, formats.number(ready)) : ""} />
    </main>
  );
}

function None({
  pictures,
  isSearch,
  onAll,
}: {
  pictures: Pictures;
  isSearch: boolean;
  onAll: () => void;
}): JSX.Element {
  if (!pictures.isComplete) {
    return <Spinner />;
  }
  if (isSearch) {
    return (
      <Empty icon="search" title={text.noneTitle} text={text.noneText}>
        <button type="button" class="button plain" onClick={onAll}>
          {text.noneButton}
        </button>
      </Empty>
    );
  }
  return (
    <Empty icon="picture" title={text.emptyTitle} text={text.emptyText}>
      <a class="button main" href={href({ view: "upload" })}>
        <Icon name="upload" size={18} />
        {text.emptyButton}
      </a>
    </Empty>
  );
}

function Card({
  picture,
  sameAs,
  pictures,
}: {
  picture: Picture;
  sameAs: string | undefined;
  pictures: Pictures;
}): JSX.Element {
  const became = outcome(picture);
  const failed = failure(picture);
  const found = picture.rows.map((row) => row.found).filter(Boolean);
  return (
    <a class={`card tile ${became}`} href={href({ view: "picture", key: picture.key })}>
      <Thumb picture={picture} pictures={pictures} />
      {(became === "working" || became === "failed") && (
        <span class={`badge ${became}`}>
          {became === "working" ? <span class="dot" /> : <Icon name="warn" size={14} />}
          {text.outcomes[became]}
        </span>
      )}
      <span class="name" title={picture.name}>
        {picture.name}
      </span>
      <span class="found">
        {found.length > 0
          ? found.join(" · ")
          : became === "failed"
            ? (failed?.errorMessage ?? failed?.errorCode)
            : became === "nothing"
              ? text.outcomes.nothing
              : sameAs === undefined
                ? formats.ago(picture.uploadedAt, Date.now())
                : text.duplicate(sameAs)}
      </span>
    </a>
  );
}

/** The small picture; one that is not there, or not there any more, is asked for. */
function Thumb({ picture, pictures }: { picture: Picture; pictures: Pictures }): JSX.Element {
  const [made, setMade] = useState<string | undefined>();
  const [isNone, setNone] = useState(false);
  const [isAsked, setAsked] = useState(false);
  const ask = (): void => {
    const { previews } = pictures;
    const asked = isAsked ? previews.again(picture.key, 512) : previews.made(picture.key, 512);
    setAsked(true);
    setMade(undefined);
    asked.then(setMade, () => setNone(true));
  };
  // Browsers would draw a broken picture while one is made.
  const source = made ?? (isAsked ? undefined : picture.preview);
  return (
    <span class="thumb">
      {source && !isNone && (
        <img src={source} alt={text.alt(picture.name)} loading="lazy" decoding="async" onError={ask} />
      )}
      {isNone && (
        <span class="none">
          <Icon name="picture" size={28} />
          {text.noPreview}
        </span>
      )}
    </span>
  );
}

import type { JSX } from "preact";
import { useEffect, useMemo, useState } from "preact/hooks";
import { asText, findings, LAYERS, type Finding, type Layer } from "../model/found.ts";
import { href } from "../model/route.ts";
import { isOpen } from "../model/summary.ts";
import type { PictureDetail } from "../net/types.ts";
import { codeOf, type Pictures } from "../state/pictures.ts";
import { useStore } from "../state/store.ts";
import { words } from "../words.ts";
import { formats } from "./formats.ts";
import { Aloud, Button, Confirm, Failure, Icon, Spinner, Title } from "./parts.tsx";
import { Stage } from "./stage.tsx";

const text = words.picture;

interface DetailProps {
  pictures: Pictures;
  pictureKey: string;
}

export function Detail({ pictures, pictureKey }: DetailProps): JSX.Element {
  useStore(pictures);
  const [detail, setDetail] = useState<PictureDetail | undefined>();
  const [error, setError] = useState("");
  const entry = pictures.get(pictureKey);
  // The list hears of new rows; then the whole is fetched again.
  const news = entry?.rows.map((row) => row.status).join() ?? "";
  const load = (): void => {
    setError("");
    pictures.detail(pictureKey).then(setDetail, (e: unknown) => setError(codeOf(e)));
  };
  useEffect(load, [pictureKey, news]);
  const at = pictures.list.findIndex((picture) => picture.key === pictureKey);
  const previous = at > 0 ? pictures.list[at - 1] : undefined;
  const next = at >= 0 ? pictures.list[at + 1] : undefined;
  useEffect(() => {
    const turn = (event: KeyboardEvent): void => {
      const isTyping = event.target instanceof Element && event.target.closest("input, dialog, pre, textarea");
      if (isTyping || event.altKey || event.ctrlKey || event.metaKey) {
        return;
      }
      const to = event.key === "ArrowLeft" ? previous : event.key === "ArrowRight" ? next : undefined;
      if (to) {
        location.hash = href({ view: "picture", key: to.key });
      } else if (event.key === "Escape") {
        location.hash = href({ view: "pictures" });
      }
    };
    document.addEventListener("keydown", turn);
    return () => document.removeEventListener("keydown", turn);
  }, [previous, next]);
  const link = (to: typeof next, icon: "left" | "right", label: string): JSX.Element =>
    to ? (
      <a class="button quiet bare" href={href({ view: "picture", key: to.key })} aria-label={label} title={label}>
        <Icon name={icon} />
      </a>
    ) : (
      <span class="button quiet bare" aria-hidden="true">
        <Icon name={icon} />
      </span>
    );
  const name = detail?.name ?? entry?.name ?? "";
  return (
    <main id="content" class="detail">
      <div class="head">
        <a class="button quiet" href={href({ view: "pictures" })}>
          <Icon name="left" size={18} />
          {text.back}
        </a>
        <Title>{name || words.loading}</Title>
        <div class="turn">
          {link(previous, "left", text.previous)}
          {link(next, "right", text.next)}
        </div>
      </div>
      {error && <Failure code={error} {...(error === "NOT_FOUND" ? {} : { onRetry: load })} />}
      {detail && detail.key === pictureKey ? (
        <Shown key={detail.key} detail={detail} pictures={pictures} />
      ) : (
        !error && <Spinner />
      )}
    </main>
  );
}

function Shown({ detail, pictures }: { detail: PictureDetail; pictures: Pictures }): JSX.Element {
  const [off, setOff] = useState<ReadonlySet<Layer>>(new Set());
  const [least, setLeast] = useState(0);
  const [active, setActive] = useState("");
  const [source, setSource] = useState(detail.shown === "original" ? detail.original : "");
  const [cannot, setCannot] = useState(false);
  const preview = (): void => {
    pictures.preview(detail.key, 2048).then(setSource, () => setCannot(true));
  };
  useEffect(() => {
    if (detail.shown === "preview") {
      preview();
    }
  }, []);
  const all = useMemo(() => findings(detail.rows, words.found), [detail]);
  const counts = useMemo(() => layerCounts(all), [all]);
  const above = useMemo(() => all.filter((each) => each.confidence >= least), [all, least]);
  const shown = useMemo(() => new Set(LAYERS.filter((layer) => !off.has(layer))), [off]);
  const toggle = (layer: Layer): void => {
    const next = new Set(off);
    if (!next.delete(layer)) {
      next.add(layer);
    }
    setOff(next);
  };
  return (
    <div class="split">
      {cannot ? (
        <div class="stage none">
          <Icon name="picture" size={40} />
          <p>{text.cannotShow}</p>
        </div>
      ) : (
        <Stage
          source={source}
          name={detail.name}
          width={detail.width ?? 0}
          height={detail.height ?? 0}
          found={above}
          shown={shown}
          active={active}
          onActive={setActive}
          onError={() => (source === detail.original ? preview() : source && setCannot(true))}
        />
      )}
      <div class="panel">
        {counts.size > 0 && (
          <section class="card controls">
            <div class="chips" role="group" aria-label={text.show}>
              {LAYERS.filter((layer) => counts.has(layer)).map((layer) => (
                <button
                  type="button"
                  key={layer}
                  class={`chip ${layer}`}
                  aria-pressed={!off.has(layer)}
                  onClick={() => toggle(layer)}
                >
                  <span class="swatch" />
                  {text.layers[layer]}
                  <span class="soft">{formats.number(counts.get(layer) ?? 0)}</span>
                </button>
              ))}
            </div>
            <label class="slider">
              <span>{text.confidence}</span>
              <input
                type="range"
                min={0}
                max={99}
                value={least}
                aria-valuetext={text.atLeast(formats.percent(least))}
                onInput={(event) => setLeast(Number(event.currentTarget.value))}
              />
              <output>{text.atLeast(formats.percent(least))}</output>
            </label>
          </section>
        )}
        <Results detail={detail} all={all} above={above} active={active} onActive={setActive} />
        <About detail={detail} />
        <Actions detail={detail} pictures={pictures} />
      </div>
    </div>
  );
}

function layerCounts(all: readonly Finding[]): Map<Layer, number> {
  const counts = new Map<Layer, number>();
  for (const each of all) {
    counts.set(each.layer, (counts.get(each.layer) ?? 0) + 1);
    if (each.points.length > 0) {
      counts.set("landmarks", (counts.get("landmarks") ?? 0) + each.points.length);
    }
  }
  return counts;
}

interface ResultsProps {
  detail: PictureDetail;
  all: readonly Finding[];
  above: readonly Finding[];
  active: string;
  onActive: (id: string) => void;
}

function Results({ detail, all, above, active, onActive }: ResultsProps): JSX.Element {
  const [view, setView] = useState<"found" | "json">("found");
  const [said, setSaid] = useState("");
  const json = useMemo(
    () => JSON.stringify(Object.fromEntries(detail.rows.map(({ operation, ...row }) => [operation, row])), null, 2),
    [detail],
  );
  const copy = (what: string): void => {
    navigator.clipboard.writeText(what).then(
      () => setSaid(text.copied),
      () => setSaid(text.notCopied),
    );
    setTimeout(() => setSaid(""), 3_000);
  };
  const layers = LAYERS.filter((layer) => above.some((each) => each.layer === layer));
  const failed = detail.rows.filter((row) => row.status === "FAILED");
  const isAllFailed = failed.length === detail.rows.length;
  // All operations fail for one reason where the picture is at fault.
  const reasons = [...new Set(failed.map((row) => row.errorMessage ?? row.errorCode ?? ""))];
  return (
    <section class="card results">
      <div class="row">
        <h2>{text.results}</h2>
        <div class="segments small" role="group" aria-label={text.results}>
          {(["found", "json"] as const).map((each) => (
            <button type="button" key={each} aria-pressed={view === each} onClick={() => setView(each)}>
              {text.views[each]}
            </button>
          ))}
        </div>
      </div>
      {view === "json" ? (
        // It scrolls, so it takes the focus.
        <pre tabIndex={0} aria-label={text.views.json}>
          {json}
        </pre>
      ) : (
        <>
          {reasons.map((reason) => (
            <div class="notice bad" key={reason}>
              <Icon name="warn" />
              <p>
                {!isAllFailed && (
                  <strong>
                    {failed
                      .filter((row) => (row.errorMessage ?? row.errorCode ?? "") === reason)
                      .map((row) => words.operations[row.operation] ?? row.operation)
                      .join(", ")}
                    {": "}
                  </strong>
                )}
                {reason}
              </p>
            </div>
          ))}
          {layers.map((layer) => (
            <div key={layer} class="group">
              <h3 class={`chip-title ${layer}`}>
                <span class="swatch" />
                {text.layers[layer]}
              </h3>
              <ul>
                {above
                  .filter((each) => each.layer === layer)
                  .map((each) => (
                    <li
                      key={each.id}
                      class={each.id === active ? "active" : ""}
                      onPointerEnter={() => onActive(each.id)}
                      onPointerLeave={() => onActive("")}
                    >
                      <span class="what">
                        <span>{each.title}</span>
                        {each.details.length > 0 && <span class="soft small">{each.details.join(", ")}</span>}
                      </span>
                      <span class="soft number">{formats.percent(each.confidence)}</span>
                    </li>
                  ))}
              </ul>
            </div>
          ))}
          {detail.rows.some(isOpen) && <Spinner label={text.processing} />}
          {above.length === 0 && !isAllFailed && !detail.rows.some(isOpen) && (
            <p class="soft">{all.length === 0 ? text.nothing : text.nothingAbove}</p>
          )}
          {all.length > above.length && above.length > 0 && (
            <p class="soft small">{text.hidden(formats.number(all.length - above.length))}</p>
          )}
        </>
      )}
      <div class="actions">
        <Button icon="copy" disabled={above.length === 0} onClick={() => copy(asText(above, formats.percent))}>
          {text.copyText}
        </Button>
        <Button icon="copy" onClick={() => copy(json)}>
          {text.copyJson}
        </Button>
        {said && <span class="soft small">{said}</span>}
      </div>
      <Aloud text={said} />
    </section>
  );
}

function About({ detail }: { detail: PictureDetail }): JSX.Element {
  const sent = detail.rows.find((row) => row.sent)?.sent;
  const regions = [...new Set(detail.rows.map((row) => row.region).filter(Boolean))];
  const finished = detail.rows
    .map((row) => row.finishedAt ?? "")
    .sort()
    .at(-1);
  const facts: [string, string | undefined][] = [
    [text.uploaded, formats.time(detail.uploadedAt)],
    [text.analyzed, finished ? formats.time(finished) : undefined],
    [text.size, formats.bytes(detail.size)],
    [
      text.dimensions,
      detail.width && detail.height
        ? text.pixels(formats.number(detail.width), formats.number(detail.height))
        : undefined,
    ],
    [text.sentAs, sent?.format && sent.convertedFrom ? text.converted(sent.convertedFrom, sent.format) : sent?.format],
    [text.region, regions.length > 0 ? regions.join(", ") : undefined],
  ];
  return (
    <section class="card about">
      <h2>{text.about}</h2>
      <dl>
        {facts.map(
          ([term, value]) =>
            value && (
              <div key={term}>
                <dt>{term}</dt>
                <dd>{value}</dd>
              </div>
            ),
        )}
      </dl>
    </section>
  );
}

function Actions({ detail, pictures }: { detail: PictureDetail; pictures: Pictures }): JSX.Element {
  const [asks, setAsks] = useState(false);
  const [error, setError] = useState("");
  const remove = (): void => {
    setAsks(false);
    pictures.delete(detail.key).then(
      () => {
        location.hash = href({ view: "pictures" });
      },
      (e: unknown) => setError(codeOf(e)),
    );
  };
  return (
    <>
      {error && <Failure code={error} onRetry={remove} />}
      <div class="actions">
        <a class="button plain" href={detail.download} rel="noreferrer">
          <Icon name="download" size={18} />
          {text.download}
        </a>
        <Button kind="danger" icon="trash" onClick={() => setAsks(true)}>
          {text.delete}
        </Button>
      </div>
      {asks && (
        <Confirm
          title={text.deleteTitle}
          text={text.deleteText(detail.name)}
          yes={text.deleteYes}
          onYes={remove}
          onNo={() => setAsks(false)}
        />
      )}
    </>
  );
}

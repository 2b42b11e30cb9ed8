import type { JSX } from "preact";
import { useMemo, useState } from "preact/hooks";
import { asText, LAYERS, type Finding } from "../model/found.ts";
import { href } from "../model/route.ts";
import { isOpen } from "../model/summary.ts";
import type { PictureDetail } from "../net/types.ts";
import { codeOf, type Pictures } from "../state/pictures.ts";
import { words } from "../words.ts";
import { formats } from "./formats.ts";
import { Aloud, Button, Confirm, Failure, Icon, Spinner } from "./parts.tsx";

const text = words.picture;

interface ResultsProps {
  detail: PictureDetail;
  all: readonly Finding[];
  above: readonly Finding[];
  active: string;
  onActive: (id: string) => void;
}

export function Results({ detail, all, above, active, onActive }: ResultsProps): JSX.Element {
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

export function About({ detail }: { detail: PictureDetail }): JSX.Element {
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

export function Actions({ detail, pictures }: { detail: PictureDetail; pictures: Pictures }): JSX.Element {
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

import type { JSX } from "preact";
import { useEffect, useLayoutEffect, useMemo, useState } from "preact/hooks";
import { findings, LAYERS, type Finding, type Layer } from "../model/found.ts";
import { href } from "../model/route.ts";
import type { PictureDetail } from "../net/types.ts";
import { codeOf, type Pictures } from "../state/pictures.ts";
import { useStore } from "../state/store.ts";
import { words } from "../words.ts";
import { formats } from "./formats.ts";
import { Failure, Icon, Spinner, Title } from "./parts.tsx";
import { About, Actions, Results } from "./results.tsx";
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
  // Heard as soon as the picture is seen, not a frame later.
  useLayoutEffect(() => {
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
  const { previews } = pictures;
  const preview = (asked = previews.made(detail.key, 2048)): void => {
    asked.then(setSource, () => setCannot(true));
  };
  const failed = (): void => {
    if (source === detail.original) {
      preview();
    } else if (source) {
      setSource("");
      preview(previews.again(detail.key, 2048));
    }
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
          onError={failed}
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

import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { aloud, type Item } from "../model/queue.ts";
import { href } from "../model/route.ts";
import { useNow, useStore } from "../state/store.ts";
import type { Uploads } from "../state/uploads.ts";
import { words } from "../words.ts";
import { formats } from "./formats.ts";
import { Long } from "./long.tsx";
import { Aloud, Button, Empty, Icon, Title, type IconName } from "./parts.tsx";

const text = words.upload;

export function Upload({ uploads, maxBytes }: { uploads: Uploads; maxBytes: number }): JSX.Element {
  useStore(uploads);
  const { queue } = uploads;
  const counts = queue.counts;
  const items = queue.items;
  return (
    <main id="content" class="upload">
      <Title>{text.title}</Title>
      <Chooser uploads={uploads} maxBytes={maxBytes} />
      {counts.lost > 0 && (
        <p class="notice" role="status">
          <Icon name="warn" />
          {text.lost(counts.lost, formats.number(counts.lost))}
        </p>
      )}
      {items.length === 0 ? (
        <Empty icon="upload" title={text.emptyTitle} text={text.emptyText} />
      ) : (
        <section aria-labelledby="uploads-title">
          <h2 id="uploads-title" class="aloud">
            {text.list}
          </h2>
          <Progress uploads={uploads} />
          <Long
            count={items.length}
            leastWidth={() => Infinity}
            rowHeight={() => 4}
            gap={0}
            label={text.list}
            item={(i) => {
              const item = items[i] as Item;
              return { key: item.id, body: <Line item={item} uploads={uploads} /> };
            }}
          />
        </section>
      )}
    </main>
  );
}

function Chooser({ uploads, maxBytes }: { uploads: Uploads; maxBytes: number }): JSX.Element {
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const camera = useRef<HTMLInputElement>(null);
  const [hasCamera] = useState(() => matchMedia("(pointer: coarse)").matches);
  // The attribute is no part of HTML's standard, and all browsers know it.
  useEffect(() => folder.current?.setAttribute("webkitdirectory", ""), []);
  const chosen = (input: HTMLInputElement | null): void => {
    uploads.add([...(input?.files ?? [])].filter((file) => !file.name.startsWith(".")));
    if (input) {
      input.value = ""; // the same file may be chosen again
    }
  };
  return (
    <div class="drop">
      <Icon name="upload" size={32} />
      <p class="drop-title">{text.drop}</p>
      <p class="soft">{text.or}</p>
      <div class="actions">
        <Button kind="main" icon="picture" onClick={() => files.current?.click()}>
          {text.files}
        </Button>
        <Button icon="folder" onClick={() => folder.current?.click()}>
          {text.folder}
        </Button>
        {hasCamera && (
          <Button icon="camera" onClick={() => camera.current?.click()}>
            {text.camera}
          </Button>
        )}
      </div>
      <p class="soft small">{text.formats(formats.bytes(maxBytes))}</p>
      <input hidden type="file" multiple data-for="files" ref={files} onChange={(e) => chosen(e.currentTarget)} />
      <input hidden type="file" multiple data-for="folder" ref={folder} onChange={(e) => chosen(e.currentTarget)} />
      <input
        hidden
        type="file"
        accept="image/*"
        capture="environment"
        ref={camera}
        onChange={(e) => chosen(e.currentTarget)}
      />
    </div>
  );
}

function Progress({ uploads }: { uploads: Uploads }): JSX.Element {
  const now = useNow(1_000);
  const { queue } = uploads;
  const counts = queue.counts;
  const owed = counts.all - counts.refused - counts.duplicate - counts.lost;
  const isOver = !queue.isBusy;
  const speed = (counts.sentBytes - uploads.runBytes) / Math.max(1, now - uploads.runStart);
  const left =
    speed > 0 && !isOver && !queue.paused && now - uploads.runStart > 3_000
      ? (counts.bytes - counts.sentBytes) / speed
      : 0;
  const summary = text.progress(formats.number(counts.sent), formats.number(owed));
  const share = counts.bytes > 0 ? counts.sentBytes / counts.bytes : 1;
  const spoken =
    isOver && owed > 0 && counts.sent === owed
      ? text.done(owed, formats.number(owed))
      : text.progress(formats.number(aloud(counts.sent, owed)), formats.number(owed));
  return (
    <div class="card progress">
      <div class="row">
        <p class="strong">
          {queue.paused ? `${text.paused} · ` : ""}
          {summary}
        </p>
        <p class="soft">
          {text.bytes(formats.bytes(counts.sentBytes), formats.bytes(counts.bytes))}
          {left > 0 ? ` · ${text.left(formats.duration(left))}` : ""}
        </p>
      </div>
      <progress max={1} value={share} aria-label={summary} />
      <div class="actions">
        {queue.isBusy &&
          (queue.paused ? (
            <Button kind="main" icon="play" onClick={() => uploads.resume()}>
              {text.resume}
            </Button>
          ) : (
            <Button icon="pause" onClick={() => uploads.pause()}>
              {text.pause}
            </Button>
          ))}
        {counts.failed > 0 && (
          <Button kind="main" icon="retry" onClick={() => uploads.retryAll()}>
            {text.retryAll(formats.number(counts.failed))}
          </Button>
        )}
        {counts.sent + counts.refused + counts.duplicate + counts.lost > 0 && (
          <Button kind="quiet" onClick={() => uploads.clearFinished()}>
            {text.clear}
          </Button>
        )}
        {counts.sent > 0 && (
          <a class="button quiet end" href={href({ view: "pictures" })}>
            {text.see}
            <Icon name="right" size={18} />
          </a>
        )}
      </div>
      <Aloud text={spoken} />
    </div>
  );
}

const STATE_ICONS: Record<Item["state"], IconName> = {
  checking: "clock",
  waiting: "clock",
  sending: "upload",
  sent: "check",
  failed: "warn",
  refused: "cross",
  duplicate: "twins",
  lost: "warn",
};

function Line({ item, uploads }: { item: Item; uploads: Uploads }): JSX.Element {
  const why = reason(item);
  return (
    <div class={`line ${item.state}`}>
      <span class="state">
        <Icon name={STATE_ICONS[item.state]} size={18} />
      </span>
      <div class="what">
        <p class="name" title={item.name}>
          {item.name}
        </p>
        <p class="soft small">
          <span class="word">{text.states[item.state]}</span>
          {" · "}
          {item.state === "sending"
            ? text.bytes(formats.bytes(item.sentBytes), formats.bytes(item.size))
            : formats.bytes(item.size)}
          {why && ` · ${why}`}
        </p>
      </div>
      {item.state === "failed" && (
        <Button kind="quiet" icon="retry" label={text.retryNamed(item.name)} onClick={() => uploads.retry(item.id)} />
      )}
      {item.state === "duplicate" && (
        <button
          type="button"
          class="button quiet"
          aria-label={text.insistNamed(item.name)}
          onClick={() => uploads.insist(item.id)}
        >
          {text.insist}
        </button>
      )}
      <Button kind="quiet" icon="cross" label={text.removeNamed(item.name)} onClick={() => uploads.remove(item.id)} />
      {item.state === "sending" && (
        <span class="bar" aria-hidden="true">
          <span style={{ transform: `scaleX(${item.size > 0 ? item.sentBytes / item.size : 0})` }} />
        </span>
      )}
    </div>
  );
}

function reason(item: Item): string {
  if (item.refusal) {
    return text.refusals[item.refusal];
  }
  if (item.sameAs !== undefined) {
    return text.sameAs(item.sameAs);
  }
  if (item.problem) {
    return item.state === "waiting"
      ? `${text.problems[item.problem]} ${text.waitingAgain}`
      : text.problems[item.problem];
  }
  return "";
}

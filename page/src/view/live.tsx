import type { ComponentChildren, JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { sparkline, type TargetRate } from "../model/live.ts";
import type { Client, Live } from "../net/types.ts";
import type { LiveView } from "../state/live.ts";
import { codeOf } from "../state/pictures.ts";
import { useStore } from "../state/store.ts";
import { words } from "../words.ts";
import { formats } from "./formats.ts";
import { Aloud, Button, Failure, Icon, Spinner, Title } from "./parts.tsx";

const text = words.live;

export function LivePage({ live }: { live: LiveView }): JSX.Element {
  useStore(live);
  useEffect(() => {
    live.open();
    return () => live.close();
  }, [live]);
  const { last, rates } = live;
  return (
    <main id="content" class="live">
      <div class="head">
        <Title>{text.title}</Title>
        <p class="soft small">{live.error && last ? text.stale : text.updated}</p>
      </div>
      {live.error && !last && <Failure code={live.error} />}
      {!last && !live.error && <Spinner />}
      {last && (
        <>
          <div class="figures">
            <Figure
              name={text.rate}
              value={rates?.picturesPerSecond === undefined ? text.unknown : formats.rate(rates.picturesPerSecond)}
              wide
            >
              <svg class="spark" viewBox="0 0 240 48" preserveAspectRatio="none" aria-hidden="true">
                <polyline points={sparkline(live.history, 240, 46, 90)} />
              </svg>
            </Figure>
            <Figure name={text.waiting} value={formats.number(last.queue.waiting)} />
            <Figure name={text.inFlight} value={formats.number(last.queue.inFlight)} />
            <Figure name={text.delayed} value={formats.number(last.queue.delayed)} />
            <DeadLetters live={live} count={last.queue.deadLetters} />
          </div>
          <Regions targets={rates?.targets ?? []} />
          <div class="pair">
            <Failed failed={last.failed} />
            {last.spending && <Spending spending={last.spending} />}
          </div>
          {last.clients && last.clients.length > 0 && <Clients clients={last.clients} />}
        </>
      )}
    </main>
  );
}

function Figure({
  name,
  value,
  wide,
  children,
}: {
  name: string;
  value: string;
  wide?: boolean;
  children?: ComponentChildren;
}): JSX.Element {
  return (
    <div class={`card figure${wide ? " wide" : ""}`}>
      <p class="soft">{name}</p>
      <p class="value">{value}</p>
      {children}
    </div>
  );
}

function DeadLetters({ live, count }: { live: LiveView; count: number }): JSX.Element {
  const [state, setState] = useState("");
  const [isBusy, setBusy] = useState(false);
  const redrive = (): void => {
    setBusy(true);
    live.redrive().then(
      (moved) => {
        setState(text.moved(moved, formats.number(moved)));
        setBusy(false);
      },
      (e: unknown) => {
        setState(words.errors[codeOf(e)] ?? "");
        setBusy(false);
      },
    );
  };
  return (
    <div class={`card figure${count > 0 ? " bad" : ""}`}>
      <p class="soft">{text.deadLetters}</p>
      <p class="value">{formats.number(count)}</p>
      {count > 0 && (
        <Button icon="retry" disabled={isBusy} onClick={redrive}>
          {isBusy ? text.redriving : text.redrive}
        </Button>
      )}
      {state && <p class="soft small">{state}</p>}
      <Aloud text={state} />
    </div>
  );
}

function Regions({ targets }: { targets: TargetRate[] }): JSX.Element {
  const operations = [...new Set(targets.map((target) => target.operation))];
  const accounts = new Set(targets.map((target) => target.account));
  const isIdle = targets.every((target) => (target.callsPerSecond ?? 0) < 0.05);
  return (
    <section class="card" aria-labelledby="regions">
      <div class="row">
        <h2 id="regions">{text.regions}</h2>
        {isIdle && <p class="soft small">{text.idle}</p>}
      </div>
      <div class="operations">
        {operations.map((operation) => (
          <table key={operation}>
            <caption>{words.operations[operation] ?? operation}</caption>
            <thead>
              <tr>
                <th scope="col">{text.region}</th>
                <th scope="col">{text.calls}</th>
                <th scope="col" class="number">
                  {text.throttled}
                </th>
                <th scope="col">{text.breaker}</th>
              </tr>
            </thead>
            <tbody>
              {targets
                .filter((target) => target.operation === operation)
                .map((target) => (
                  <Region key={target.account + target.region} target={target} hasAccount={accounts.size > 1} />
                ))}
            </tbody>
          </table>
        ))}
      </div>
    </section>
  );
}

function Region({ target, hasAccount }: { target: TargetRate; hasAccount: boolean }): JSX.Element {
  const calls = target.callsPerSecond;
  const share = (value: number): number => Math.min(1, value / Math.max(0.001, target.permitsPerSecond));
  const isCut = target.rate < target.permitsPerSecond * 0.995;
  const throttled = target.throttled ?? 0;
  return (
    <tr>
      <th scope="row">
        {target.region}
        {hasAccount && <span class="soft small"> {target.account}</span>}
      </th>
      <td>
        <span class="meter" aria-hidden="true">
          <span class="now" style={{ transform: `scaleX(${share(calls ?? 0)})` }} />
          {isCut && <span class="limit" style={{ left: `${share(target.rate) * 100}%` }} />}
        </span>
        <span class="number small">
          {text.ofQuota(
            calls === undefined ? text.unknown : formats.rate(calls),
            formats.rate(target.permitsPerSecond),
          )}
          {isCut && <span class="warn"> {text.cut(formats.rate(target.rate))}</span>}
        </span>
      </td>
      <td class={`number${throttled >= 0.01 ? " warn" : ""}`}>
        {target.throttled === undefined ? text.unknown : formats.percent(throttled * 100)}
      </td>
      <td>
        <span class={`pill ${target.breaker.toLowerCase()}`}>
          {target.breaker === "CLOSED" ? <Icon name="check" size={14} /> : <Icon name="warn" size={14} />}
          {text.breakers[target.breaker]}
        </span>
      </td>
    </tr>
  );
}

function Failed({ failed }: { failed: Live["failed"] }): JSX.Element {
  const codes = Object.entries(failed.byCode).sort(([, a], [, b]) => b - a);
  return (
    <section class="card">
      <h2>{text.failed}</h2>
      {codes.length === 0 ? (
        <p class="soft">{text.noFailed}</p>
      ) : (
        <dl class="codes">
          {codes.map(([code, count]) => (
            <div key={code}>
              <dt>
                <code>{code}</code>
              </dt>
              <dd>{formats.number(count)}</dd>
            </div>
          ))}
        </dl>
      )}
      {failed.complete === false && <p class="soft">{text.moreFailed}</p>}
    </section>
  );
}

function Spending({ spending }: { spending: NonNullable<Live["spending"]> }): JSX.Element {
  const words = text.ofLimit(formats.number(spending.used), formats.number(spending.limit));
  return (
    <section class="card">
      <h2>{text.spending}</h2>
      <p class="value">{words}</p>
      <progress max={spending.limit} value={spending.used} aria-label={`${text.spending}: ${words}`} />
    </section>
  );
}

function Clients({ clients }: { clients: Client[] }): JSX.Element {
  const used = (count: number, limit: number | undefined): string =>
    limit === undefined
      ? text.noLimit(formats.number(count))
      : text.ofLimit(formats.number(count), formats.number(limit));
  return (
    <section class="card">
      <table>
        <caption class="strong">{text.clients}</caption>
        <thead>
          <tr>
            <th scope="col">{text.client}</th>
            <th scope="col">{text.state}</th>
            <th scope="col">{text.today}</th>
            <th scope="col">{text.month}</th>
          </tr>
        </thead>
        <tbody>
          {clients.map((client) => (
            <tr key={client.name}>
              <th scope="row">{client.name}</th>
              <td>{text.states[client.state] ?? client.state}</td>
              <td class="number">{used(client.dayCount, client.perDay)}</td>
              <td class="number">{used(client.monthCount, client.perMonth)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

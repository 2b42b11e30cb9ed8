import type { JSX } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { grid, type Space } from "../model/window.ts";

interface LongProps {
  count: number;
  /** Least width of a column in rem, in a list of so many rem; Infinity for one column. */
  leastWidth: (width: number) => number;
  /** Height of a row in rem, for a column of so many rem. */
  rowHeight: (width: number) => number;
  gap: number;
  label: string;
  item: (index: number) => { key: string; body: JSX.Element };
  /** The end is near. */
  onEnd?: () => void;
}

/** A list of any length of which only what is near the screen is in the page. */
export function Long({ count, leastWidth, rowHeight, gap, label, item, onEnd }: LongProps): JSX.Element {
  const box = useRef<HTMLUListElement>(null);
  const [space, setSpace] = useState<Space & { rem: number }>({ width: 0, scrolled: 0, viewHeight: 0, rem: 16 });
  useLayoutEffect(() => {
    let frame = 0;
    const measure = (): void => {
      frame = 0;
      const element = box.current;
      if (element) {
        const place = element.getBoundingClientRect();
        const rem = parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;
        // Half a screen at a time: no drawing for each px.
        const step = Math.max(1, innerHeight / 2);
        const scrolled = Math.round(-place.top / step) * step;
        setSpace((old) =>
          old.width === place.width && old.scrolled === scrolled && old.viewHeight === innerHeight && old.rem === rem
            ? old
            : { width: place.width, scrolled, viewHeight: innerHeight, rem },
        );
      }
    };
    const soon = (): void => {
      frame ||= requestAnimationFrame(measure);
    };
    measure();
    addEventListener("scroll", soon, { passive: true });
    addEventListener("resize", soon);
    const observer = new ResizeObserver(soon);
    observer.observe(document.body);
    return () => {
      cancelAnimationFrame(frame);
      removeEventListener("scroll", soon);
      removeEventListener("resize", soon);
      observer.disconnect();
    };
  }, []);
  const { rem } = space;
  const wanted = leastWidth(space.width / rem);
  const least = Number.isFinite(wanted) ? wanted * rem : space.width;
  const shown = grid(count, space, least || 1, (width) => rowHeight(width / rem) * rem, gap * rem);
  const isEnd = space.width > 0 && shown.end >= count;
  useLayoutEffect(() => {
    if (isEnd) {
      onEnd?.();
    }
  }, [isEnd, count, onEnd]);
  const items: JSX.Element[] = [];
  for (let i = shown.first; space.width > 0 && i < shown.end; i++) {
    const { key, body } = item(i);
    const x = (i % shown.columns) * (shown.cellWidth + gap * rem);
    const y = Math.floor(i / shown.columns) * shown.rowHeight;
    items.push(
      <li
        key={key}
        aria-setsize={count}
        aria-posinset={i + 1}
        style={{
          transform: `translate(${x}px, ${y}px)`,
          width: `${shown.cellWidth}px`,
          height: `${shown.rowHeight - gap * rem}px`,
        }}
      >
        {body}
      </li>,
    );
  }
  return (
    <ul class="long" aria-label={label} ref={box} style={{ height: `${shown.height}px` }}>
      {items}
    </ul>
  );
}

import type { JSX } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { bySize, merged, type Finding, type Layer } from "../model/found.ts";
import { fit, svgPoints, tags } from "../model/geometry.ts";
import { words } from "../words.ts";

interface StageProps {
  source: string;
  name: string;
  /** Of the picture as analyzed, until the browser has it. */
  width: number;
  height: number;
  found: readonly Finding[];
  shown: ReadonlySet<Layer>;
  active: string;
  onActive: (id: string) => void;
  onError: () => void;
}

/** The picture as large as there is room, and over it what was found. */
export function Stage({
  source,
  name,
  width,
  height,
  found,
  shown,
  active,
  onActive,
  onError,
}: StageProps): JSX.Element {
  const box = useRef<HTMLDivElement>(null);
  const [room, setRoom] = useState({ width: 0, height: 0 });
  const [natural, setNatural] = useState({ width: 0, height: 0 });
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) {
      return;
    }
    const observer = new ResizeObserver(() => setRoom({ width: element.clientWidth, height: element.clientHeight }));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  const place = fit(natural.width, natural.height, room.width, room.height);
  const at = {
    left: `${place.left}px`,
    top: `${place.top}px`,
    width: `${place.width}px`,
    height: `${place.height}px`,
  };
  const ratio = natural.width > 0 ? natural.width / natural.height : width / height;
  return (
    <div class="stage" ref={box} style={{ aspectRatio: `${ratio > 0 ? ratio : 1.5}` }}>
      <img
        src={source}
        alt={words.pictures.alt(name)}
        style={at}
        onLoad={(event) =>
          setNatural({ width: event.currentTarget.naturalWidth, height: event.currentTarget.naturalHeight })
        }
        onError={onError}
      />
      {place.width > 0 && (
        <svg
          style={at}
          viewBox={`0 0 ${place.width} ${place.height}`}
          class={active ? "one" : ""}
          aria-hidden="true"
          focusable="false"
        >
          <Drawn
            found={found}
            shown={shown}
            active={active}
            onActive={onActive}
            width={place.width}
            height={place.height}
          />
        </svg>
      )}
    </div>
  );
}

interface DrawnProps extends Pick<StageProps, "found" | "shown" | "active" | "onActive"> {
  width: number;
  height: number;
}

function Drawn({ found, shown, active, onActive, width, height }: DrawnProps): JSX.Element {
  const boxes = merged(
    found.filter((each) => shown.has(each.layer)),
    active,
  );
  const fontSize = Math.max(10, Math.min(14, width / 38));
  const placed = tags(
    boxes.map(({ place, titles, finding }) => ({
      place,
      // Words that stand in the picture are not written over it, unless they are pointed at.
      text: finding.layer === "text" && finding.id !== active ? "" : titles.join(", "),
    })),
    width,
    height,
    fontSize,
  );
  return (
    <>
      {bySize(boxes).map(({ finding, place }, i) => (
        <polygon
          key={`${finding.id}-${i}`}
          class={`box ${finding.layer}${finding.id === active ? " active" : ""}`}
          points={svgPoints(place, width, height)}
          onPointerEnter={() => onActive(finding.id)}
          onPointerLeave={() => onActive("")}
        />
      ))}
      {shown.has("landmarks") &&
        found.map((finding) =>
          finding.points.map((point, i) => (
            <circle
              key={`${finding.id}-${i}`}
              class={`landmark${finding.id === active ? " active" : ""}`}
              cx={point.x * width}
              cy={point.y * height}
              r={Math.max(1.2, Math.min(2.5, width / 320))}
            />
          )),
        )}
      {placed.map((tag, i) => {
        const finding = boxes[i]?.finding;
        return (
          tag &&
          finding && (
            <g key={`${finding.id}-${i}`} class={`tag ${finding.layer}${finding.id === active ? " active" : ""}`}>
              <rect x={tag.x} y={tag.y} width={tag.width} height={tag.height} rx={3} />
              <text
                x={tag.x + fontSize * 0.4}
                y={tag.y + tag.height / 2}
                font-size={fontSize}
                dominant-baseline="central"
              >
                {tag.text}
              </text>
            </g>
          )
        );
      })}
    </>
  );
}

import type { ComponentChildren, JSX } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { words } from "../words.ts";

const ICONS = {
  lens: "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17M15.77 13.01L8.87 19.9M13.01 15.77L3.59 13.24M9.24 14.76L6.72 5.34M8.23 10.99L15.13 4.1M10.99 8.23L20.41 10.76M14.76 9.24L17.28 18.66",
  upload: "M12 16V4.5M7 9l5-5 5 5M4.5 15.5v3a1.5 1.5 0 0 0 1.5 1.5h12a1.5 1.5 0 0 0 1.5-1.5v-3",
  picture:
    "M5 4.5h14a1.5 1.5 0 0 1 1.5 1.5v12a1.5 1.5 0 0 1-1.5 1.5H5A1.5 1.5 0 0 1 3.5 18V6A1.5 1.5 0 0 1 5 4.5M4 17l5-5 4 4 2.5-2.5L20 18M15.5 9.5h.01",
  pulse: "M3 12h4l3-7 4 14 3-7h4",
  search: "M10.5 4.5a6 6 0 1 0 0 12 6 6 0 0 0 0-12M15 15l5 5",
  camera:
    "M4.5 7.5h3L9 5h6l1.5 2.5h3a1.5 1.5 0 0 1 1.5 1.5v9a1.5 1.5 0 0 1-1.5 1.5h-15A1.5 1.5 0 0 1 3 18V9a1.5 1.5 0 0 1 1.5-1.5M12 10a3.3 3.3 0 1 0 0 6.6 3.3 3.3 0 0 0 0-6.6",
  folder: "M3.5 18V6.5A1.5 1.5 0 0 1 5 5h4l2 2.5h8A1.5 1.5 0 0 1 20.5 9v9a1.5 1.5 0 0 1-1.5 1.5H5A1.5 1.5 0 0 1 3.5 18",
  check: "M5 12.5l4.5 4.5L19 7.5",
  cross: "M6.5 6.5l11 11M17.5 6.5l-11 11",
  warn: "M12 4l9 15.5H3zM12 10v4M12 16.7h.01",
  retry: "M19 12a7 7 0 1 1-2.2-5.1M19.5 4v4h-4",
  pause: "M9 6v12M15 6v12",
  play: "M8 5.5l10 6.5-10 6.5z",
  trash: "M4.5 7h15M9.5 7V4.5h5V7M6.5 7l1 12.5h9L17.5 7M10.3 10.5v5.5M13.7 10.5v5.5",
  download: "M12 4v11.5M7 11l5 5 5-5M4.5 19.5h15",
  copy: "M9 8.5h9.5v11H9zM15 8.5v-4H5.5v11H9",
  left: "M14.5 5.5L8 12l6.5 6.5",
  right: "M9.5 5.5L16 12l-6.5 6.5",
  clock: "M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16M12 8v4.5l3 1.8",
  twins: "M8.5 8.5h11v11h-11zM15.5 8.5v-4h-11v11h4",
} as const;

export type IconName = keyof typeof ICONS;

export function Icon({ name, size = 20 }: { name: IconName; size?: number }): JSX.Element {
  return (
    <svg class="icon" viewBox="0 0 24 24" width={size} height={size} aria-hidden="true" focusable="false">
      <path d={ICONS[name]} />
    </svg>
  );
}

interface ButtonProps {
  children?: ComponentChildren;
  icon?: IconName;
  kind?: "main" | "plain" | "quiet" | "danger";
  label?: string | undefined;
  disabled?: boolean | undefined;
  onClick: () => void;
}

export function Button({ children, icon, kind = "plain", label, disabled, onClick }: ButtonProps): JSX.Element {
  return (
    <button
      type="button"
      class={`button ${kind}${children === undefined ? " bare" : ""}`}
      aria-label={label}
      title={children === undefined ? label : undefined}
      disabled={disabled}
      onClick={onClick}
    >
      {icon && <Icon name={icon} size={18} />}
      {children}
    </button>
  );
}

interface EmptyProps {
  icon: IconName;
  title: string;
  text: string;
  children?: ComponentChildren;
}

export function Empty({ icon, title, text, children }: EmptyProps): JSX.Element {
  return (
    <div class="empty">
      <span class="medal">
        <Icon name={icon} size={36} />
      </span>
      <h2>{title}</h2>
      <p>{text}</p>
      {children}
    </div>
  );
}

export function Spinner({ label = words.loading }: { label?: string }): JSX.Element {
  return (
    <p class="spinner" role="status">
      <span aria-hidden="true" />
      {label}
    </p>
  );
}

/** An error with its sentence, and a way on. */
export function Failure({ code, onRetry }: { code: string; onRetry?: () => void }): JSX.Element {
  return (
    <div class="notice bad" role="alert">
      <Icon name="warn" />
      <p>{words.errors[code] ?? words.errors["UNAVAILABLE"]}</p>
      {onRetry && (
        <Button icon="retry" onClick={onRetry}>
          {words.tryAgain}
        </Button>
      )}
    </div>
  );
}

/** Read aloud when it changes, and not seen. */
export function Aloud({ text }: { text: string }): JSX.Element {
  return (
    <p class="aloud" role="status" aria-live="polite">
      {text}
    </p>
  );
}

/** The heading of a view takes the focus when the view comes, so that reading goes on there. */
export function Title({ children }: { children: ComponentChildren }): JSX.Element {
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => heading.current?.focus({ preventScroll: true }), []);
  return (
    <h1 tabIndex={-1} ref={heading}>
      {children}
    </h1>
  );
}

interface ConfirmProps {
  title: string;
  text: string;
  yes: string;
  onYes: () => void;
  onNo: () => void;
}

/** Asks before something that cannot be undone; the browser keeps the focus inside. */
export function Confirm({ title, text, yes, onYes, onNo }: ConfirmProps): JSX.Element {
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} aria-labelledby="confirm-title" onClose={onNo}>
      <h2 id="confirm-title">{title}</h2>
      <p>{text}</p>
      <div class="actions">
        <Button onClick={onNo}>{words.cancel}</Button>
        <Button kind="danger" icon="trash" onClick={onYes}>
          {yes}
        </Button>
      </div>
    </dialog>
  );
}

/** A button that opens a short list of others. */
export function Menu({
  label,
  icon,
  items,
}: {
  label: string;
  icon: IconName;
  items: { text: string; onClick: () => void }[];
}): JSX.Element {
  const [isOpen, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (!isOpen) {
      return;
    }
    const close = (event: Event): void => {
      if (!(event instanceof KeyboardEvent) ? !box.current?.contains(event.target as Node) : event.key === "Escape") {
        setOpen(false);
        if (event instanceof KeyboardEvent) {
          box.current?.querySelector("button")?.focus();
        }
      }
    };
    document.addEventListener("pointerdown", close);
    document.addEventListener("keydown", close);
    return () => {
      document.removeEventListener("pointerdown", close);
      document.removeEventListener("keydown", close);
    };
  }, [isOpen]);
  return (
    <div class="menu" ref={box}>
      <button type="button" class="button plain" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        <Icon name={icon} size={18} />
        {label}
      </button>
      {isOpen && (
        <ul>
          {items.map((item) => (
            <li key={item.text}>
              <button
                type="button"
                onClick={() => {
                  setOpen(false);
                  item.onClick();
                }}
              >
                {item.text}
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** Numbers and times in the form of whoever reads them; the locale is the browser's unless a test says. */
export interface Format {
  number(value: number): string;
  rate(value: number): string;
  percent(value: number): string;
  bytes(value: number): string;
  time(iso: string): string;
  ago(iso: string, now: number): string;
  duration(ms: number): string;
}

const UNITS: [Intl.RelativeTimeFormatUnit, number][] = [
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
];

export function format(locale?: string, timeZone?: string): Format {
  const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
  const tenth = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  const clock = new Intl.DateTimeFormat(locale, {
    dateStyle: "medium",
    timeStyle: "short",
    ...(timeZone ? { timeZone } : {}),
  });
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
  const unit = (value: number, name: string): string =>
    new Intl.NumberFormat(locale, { style: "unit", unit: name, maximumFractionDigits: value < 10 ? 1 : 0 }).format(
      value,
    );
  return {
    number: (value) => whole.format(value),
    rate: (value) => (value < 10 ? tenth : whole).format(value),
    percent: (value) => `${whole.format(Math.round(value))}%`,
    bytes: (value) => {
      if (value < 999_500) {
        return unit(value === 0 ? 0 : Math.max(1, Math.round(value / 1_000)), "kilobyte");
      }
      return value < 999_950_000 ? unit(value / 1e6, "megabyte") : unit(value / 1e9, "gigabyte");
    },
    time: (iso) => clock.format(new Date(iso)),
    ago: (iso, now) => {
      const seconds = Math.round((new Date(iso).getTime() - now) / 1_000);
      const fit = UNITS.find(([, length]) => Math.abs(seconds) >= length);
      if (!fit) {
        return relative.format(0, "second");
      }
      const [name, length] = fit;
      return name === "day" && Math.abs(seconds) > 6 * length
        ? clock.format(new Date(iso))
        : relative.format(Math.round(seconds / length), name);
    },
    duration: (ms) => {
      const seconds = Math.max(0, Math.round(ms / 1_000));
      if (seconds < 60) {
        return unit(seconds, "second");
      }
      return seconds < 5_400 ? unit(Math.round(seconds / 60), "minute") : unit(Math.round(seconds / 360) / 10, "hour");
    },
  };
}

/** Where one is in the page; all after the number sign, which no server sees. */
export type Route = { view: "pictures" } | { view: "upload" } | { view: "live" } | { view: "picture"; key: string };

export function route(hash: string): Route {
  const path = hash.replace(/^#\/?/, "");
  if (path === "upload" || path === "live") {
    return { view: path };
  }
  if (path.startsWith("picture/")) {
    const key = decoded(path.slice("picture/".length));
    if (key) {
      return { view: "picture", key };
    }
  }
  return { view: "pictures" };
}

export function href(to: Route): string {
  return to.view === "picture" ? `#/picture/${encodeURIComponent(to.key)}` : `#/${to.view}`;
}

/** The place to come back to after the sign-in: only ever one of this page. */
export function safeHash(hash: unknown): string {
  return typeof hash === "string" ? href(route(hash)) : href({ view: "pictures" });
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return "";
  }
}

package io.fanlens.functions.page;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;

/** The headers of every answer: what a browser may load, and from where. */
final class PageHeaders {

  private final Map<String, String> headers;

  /**
   * @param pictures origins of the bucket's and the previews' addresses
   * @param uploads origin of the upload forms
   * @param signIn origins at which the page gets its tokens
   */
  PageHeaders(Collection<String> pictures, String uploads, Collection<String> signIn) {
    TreeSet<String> connected = new TreeSet<>(signIn);
    connected.add(uploads);
    Map<String, String> all = new LinkedHashMap<>();
    all.put(
        "Content-Security-Policy",
        String.join(
            "; ",
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self' blob: " + String.join(" ", new TreeSet<>(pictures)),
            "connect-src 'self' " + String.join(" ", connected),
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types 'none'"));
    all.put("X-Content-Type-Options", "nosniff");
    all.put("Referrer-Policy", "no-referrer");
    all.put("Cross-Origin-Opener-Policy", "same-origin");
    all.put("Cross-Origin-Resource-Policy", "same-origin");
    all.put("Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=()");
    all.put("Cache-Control", "no-store");
    headers = Map.copyOf(all);
  }

  /**
   * For one answer.
   *
   * @param isSecure whether it goes by HTTPS, which a browser is then told to keep to
   */
  Map<String, String> of(boolean isSecure) {
    Map<String, String> some = new LinkedHashMap<>(headers);
    if (isSecure) {
      some.put("Strict-Transport-Security", "max-age=31536000");
    }
    return some;
  }
}

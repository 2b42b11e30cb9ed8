package io.fanlens.local.s3;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which pages may do what with a bucket, from a browser.
 *
 * @param id empty where it has none
 * @param origins with one {@code *} each at most
 * @param methods GET, PUT, POST, DELETE or HEAD
 * @param headers of requests, with one {@code *} each at most
 * @param exposed headers of answers that a page may read
 * @param maxAgeSeconds how long a browser may remember the answer; negative where it is not said
 */
record CorsRule(
    String id,
    List<String> origins,
    List<String> methods,
    List<String> headers,
    List<String> exposed,
    int maxAgeSeconds) {

  private static final Set<String> METHODS = Set.of("GET", "PUT", "POST", "DELETE", "HEAD");

  CorsRule {
    origins = List.copyOf(origins);
    methods = List.copyOf(methods);
    headers = List.copyOf(headers);
    exposed = List.copyOf(exposed);
    if (origins.isEmpty() || methods.isEmpty()) {
      throw S3Error.malformedXml();
    }
    for (String method : methods) {
      if (!METHODS.contains(method)) {
        throw new S3Error(
            400,
            "InvalidRequest",
            "Found unsupported HTTP method in CORS config. Unsupported method is " + method);
      }
    }
    for (String origin : origins) {
      if (origin.indexOf('*') != origin.lastIndexOf('*')) {
        throw new S3Error(
            400,
            "InvalidRequest",
            "AllowedOrigin \"%s\" can not have more than one wildcard.".formatted(origin));
      }
    }
  }

  /** Whether a page of this origin may send such a request. */
  boolean allows(String origin, String method, List<String> requested) {
    return methods.contains(method)
        && origins.stream().anyMatch(pattern -> isLike(pattern, origin))
        && requested.stream()
            .allMatch(
                header ->
                    headers.stream()
                        .anyMatch(pattern -> isLike(pattern.toLowerCase(Locale.ROOT), header)));
  }

  boolean isForEveryone() {
    return origins.contains("*");
  }

  private static boolean isLike(String pattern, String text) {
    int star = pattern.indexOf('*');
    return star < 0
        ? pattern.equals(text)
        : text.matches(
            Pattern.quote(pattern.substring(0, star))
                + ".*"
                + Pattern.quote(pattern.substring(star + 1)));
  }
}

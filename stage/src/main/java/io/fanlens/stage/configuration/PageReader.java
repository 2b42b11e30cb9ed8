package io.fanlens.stage.configuration;

import io.fanlens.settings.PageSettings;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the block {@code page}; a stage without it has no page, with {@code {}} it has all. */
record PageReader(ConfigurationBlock stage) {

  private static final String KEY = "page";
  private static final String DOMAIN_PREFIX = "domainPrefix";

  private static final Pattern DOMAIN = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

  /** Amazon Cognito refuses a domain with one of these words. */
  private static final Pattern RESERVED = Pattern.compile(".*(aws|amazon|cognito).*");

  /** A month: whoever is removed has no token that can be renewed for longer. */
  private static final int LONGEST_SESSION_HOURS = 720;

  /** What Amazon S3 takes in one upload. */
  private static final int MOST_MB = 5_120;

  private static final int MOST_REQUESTS = 10_000;

  private static final int MOST_BURST = 5_000;

  /**
   * Reads the whole block.
   *
   * @param keys which objects are pictures
   * @param analysis what they are analyzed for
   */
  Optional<PageConfiguration> read(
      String stackName, KeyFilters keys, AnalysisConfiguration analysis) {
    boolean configured = !stage.value(KEY).isMissingNode();
    int errorsBefore = stage.errorCount();
    ConfigurationBlock block = stage.block(KEY);
    PageConfiguration page =
        new PageConfiguration(
            block.flag("selfRegistration", false),
            block.text(
                DOMAIN_PREFIX,
                "",
                DOMAIN,
                "1 to 63 lower-case letters, digits and hyphens, no hyphen at an end"),
            block.wholeNumber("sessionHours", 12, 1, LONGEST_SESSION_HOURS),
            block.wholeNumber("maxMb", 150, 1, MOST_MB),
            block.wholeNumber("requestsPerSecond", 50, 1, MOST_REQUESTS),
            block.wholeNumber("burst", 100, 1, MOST_BURST),
            block.wholeNumber("memoryMb", 1_769, 512, 10_240),
            block.texts("origins", ApiReader.ORIGIN, "an origin, such as https://www.example.com"),
            block.flag("logRole", true));
    block.rejectUnknownKeys();
    if (configured) {
      checkDomain(block, page, stackName);
      checkKeys(keys, analysis);
    }
    return configured && stage.errorCount() == errorsBefore ? Optional.of(page) : Optional.empty();
  }

  private static void checkDomain(
      ConfigurationBlock block, PageConfiguration page, String stackName) {
    boolean own = !page.domainPrefix().isEmpty();
    String prefix = own ? page.domainPrefix() : stackName.toLowerCase(Locale.ROOT);
    if (RESERVED.matcher(prefix).matches()) {
      block.addError(
          DOMAIN_PREFIX,
          "Amazon Cognito refuses '%s'%s, since it has aws, amazon or cognito in it; give another one"
              .formatted(prefix, own ? "" : ", made of the stack's name"));
    }
  }

  /** Else an upload would wait for rows that it never gets. */
  private void checkKeys(KeyFilters keys, AnalysisConfiguration analysis) {
    if (!keys.acceptAllUnder(PageSettings.UPLOADS)) {
      stage.addError(
          KEY,
          keys.suffixes().isEmpty()
              ? "bucket.keyPrefixes leaves out what the page uploads; add \"web/\" to it"
              : "bucket.keySuffixes leaves out part of what the page uploads; remove it");
    }
    if (analysis.operationsByPrefix().of(PageSettings.UPLOADS, analysis.operations()).isEmpty()) {
      stage.addError(
          KEY,
          "operationsByPrefix has no operation for what the page uploads; list some under"
              + " \"web/\"");
    }
  }
}

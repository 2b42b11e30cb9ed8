package io.fanlens.settings;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the page's function needs beside {@link Settings}: {@code infra} writes it as JSON into the
 * environment variable {@value #ENVIRONMENT_VARIABLE}.
 *
 * @param bucket of the pictures
 * @param previewBucket where previews are stored: the bucket of answers
 * @param clientsTable name of the API's table of clients; null in a stage without an API
 * @param issuer of the tokens, as they name it
 * @param clientId of the page at the issuer
 * @param signIn where a user signs in and out
 * @param selfRegistration whether anybody may register
 * @param maxBytes of one upload
 */
public record PageSettings(
    String bucket,
    String previewBucket,
    @JsonInclude(JsonInclude.Include.NON_NULL) String clientsTable,
    String issuer,
    String clientId,
    SignIn signIn,
    @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean selfRegistration,
    long maxBytes) {

  /**
   * Absolute addresses of the identity provider.
   *
   * @param authorize where the browser goes to sign in
   * @param token where the page gets its tokens
   * @param revoke where a refresh token is given back; null where the provider has no such place
   * @param signOut where the browser goes to sign out
   */
  public record SignIn(
      String authorize,
      String token,
      @JsonInclude(JsonInclude.Include.NON_NULL) String revoke,
      String signOut) {

    public SignIn {
      present("signIn.authorize", authorize);
      present("signIn.token", token);
      present("signIn.signOut", signOut);
    }

    /** Not by the constructor: at synthesis the addresses have tokens of the CDK. */
    private void checkAddresses() {
      origin("signIn.authorize", authorize);
      origin("signIn.token", token);
      if (revoke != null) {
        origin("signIn.revoke", revoke);
      }
      origin("signIn.signOut", signOut);
    }

    /** What the page's script connects to; the browser goes to the others by itself. */
    public Set<String> connected() {
      Set<String> origins = new LinkedHashSet<>();
      origins.add(origin("signIn.token", token));
      if (revoke != null) {
        origins.add(origin("signIn.revoke", revoke));
      }
      return origins;
    }
  }

  public static final String ENVIRONMENT_VARIABLE = "FANLENS_PAGE";

  /** What the keys of uploaded pictures begin with; the user's id follows. */
  public static final String UPLOADS = "web/";

  /** What the keys of previews begin with, for their lifecycle. */
  public static final String PREVIEWS = "previews/";

  /** Amazon S3 takes no more in one upload. */
  public static final long LARGEST_UPLOAD = 5L << 30;

  private static final ObjectMapper JSON = JsonMapper.builder().build();

  public PageSettings {
    present("bucket", bucket);
    present("previewBucket", previewBucket);
    present("issuer", issuer);
    present("clientId", clientId);
    if (signIn == null) {
      throw new IllegalArgumentException("signIn is missing");
    }
    if (maxBytes < 1 || maxBytes > LARGEST_UPLOAD) {
      throw new IllegalArgumentException(
          "maxBytes is %d; give 1 to %d".formatted(maxBytes, LARGEST_UPLOAD));
    }
  }

  /** The settings of this process. */
  public static PageSettings fromEnvironment(Map<String, String> environment) {
    String json = environment.get(ENVIRONMENT_VARIABLE);
    if (json == null || json.isBlank()) {
      throw new IllegalArgumentException(
          "environment variable %s is not set; the stack writes it, so deploy the function with it"
              .formatted(ENVIRONMENT_VARIABLE));
    }
    return fromJson(json);
  }

  /**
   * Reads what {@link #toJson} wrote.
   *
   * @throws IllegalArgumentException naming the setting and the fix
   */
  public static PageSettings fromJson(String json) {
    try {
      PageSettings settings = JSON.readValue(json, PageSettings.class);
      settings.signIn.checkAddresses();
      return settings;
    } catch (JsonMappingException e) {
      String reason =
          e.getCause() instanceof IllegalArgumentException bad
              ? bad.getMessage()
              : e.getOriginalMessage();
      throw new IllegalArgumentException("%s: %s".formatted(ENVIRONMENT_VARIABLE, reason), e);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "%s is not JSON: %s".formatted(ENVIRONMENT_VARIABLE, e.getOriginalMessage()), e);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "%s: %s".formatted(ENVIRONMENT_VARIABLE, e.getMessage()), e);
    }
  }

  public String toJson() {
    try {
      return JSON.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("settings of the page cannot be written as JSON", e);
    }
  }

  public Optional<String> clients() {
    return Optional.ofNullable(clientsTable);
  }

  /** It goes into a header, so nothing but a plain origin may come out. */
  private static String origin(String name, String address) {
    present(name, address);
    try {
      URI uri = new URI(address);
      boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
      if (web && uri.getHost() != null && uri.getUserInfo() == null) {
        return uri.getScheme() + "://" + uri.getAuthority();
      }
    } catch (URISyntaxException e) {
      // Said below.
    }
    throw new IllegalArgumentException(
        "%s is '%s'; give an absolute address, https://...".formatted(name, address));
  }

  private static void present(String name, String value) {
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException(name + " is missing");
    }
  }
}

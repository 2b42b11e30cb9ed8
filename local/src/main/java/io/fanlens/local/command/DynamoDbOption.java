package io.fanlens.local.command;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** {@code --dynamodb URL}, shared by the commands that start a local cloud. */
public final class DynamoDbOption {

  @Option(
      names = "--dynamodb",
      paramLabel = "URL",
      converter = Endpoint.class,
      description = "DynamoDB endpoint to use instead of the embedded one")
  private URI url;

  public Optional<URI> endpoint() {
    return Optional.ofNullable(url);
  }

  /** An endpoint as SDKs accept it: scheme, host and optionally a port. */
  static final class Endpoint implements ITypeConverter<URI> {
    @Override
    public URI convert(String text) {
      URI uri;
      try {
        uri = URI.create(text);
      } catch (IllegalArgumentException e) {
        throw wrong(text);
      }
      String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
      if (!(scheme.equals("http") || scheme.equals("https")) || uri.getHost() == null) {
        throw wrong(text);
      }
      return uri;
    }

    private static TypeConversionException wrong(String text) {
      return new TypeConversionException(
          "'%s' is not an endpoint; give one such as http://127.0.0.1:8000".formatted(text));
    }
  }
}

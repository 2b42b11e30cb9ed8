package io.fanlens.local.faults;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** A response of a service, or one in its place. */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record ServiceResponse(int status, Map<String, List<String>> headers, byte[] body) {

  public boolean isOk() {
    return status / 100 == 2;
  }

  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  /** An error in the format of the service's protocol. */
  static ServiceResponse error(String service, int status, String code) {
    boolean xml = service.equals("s3");
    String text =
        xml
            ? "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>%s</Code><Message>on purpose</Message></Error>"
                .formatted(code)
            : "{\"__type\":\"%s\",\"message\":\"on purpose\"}".formatted(code);
    return new ServiceResponse(
        status,
        Map.of("content-type", List.of(xml ? "application/xml" : "application/x-amz-json-1.0")),
        text.getBytes(StandardCharsets.UTF_8));
  }
}

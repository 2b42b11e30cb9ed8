package io.fanlens.local.s3;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The fields of a form with a file, as browsers send them; names without regard to case. */
final class FormFields {

  private static final Pattern BOUNDARY = Pattern.compile("boundary=\"?([^\";]+)\"?");
  private static final Pattern NAME = Pattern.compile("[; ]name=\"([^\"]*)\"");
  private static final Pattern FILE_NAME = Pattern.compile("filename=\"([^\"]*)\"");

  private final Map<String, String> fields = new LinkedHashMap<>();
  private String fileName = "";
  private byte[] file;

  private FormFields() {}

  static FormFields read(String contentType, byte[] body) {
    Matcher boundary = BOUNDARY.matcher(contentType);
    if (!boundary.find()) {
      throw malformed();
    }
    FormFields form = new FormFields();
    // Latin-1 keeps each byte, so that parts can be searched as text.
    String text = new String(body, StandardCharsets.ISO_8859_1);
    String separator = "\r\n--" + boundary.group(1);
    String first = separator.substring(2);
    if (!text.startsWith(first)) {
      throw malformed();
    }
    int at = first.length();
    while (text.startsWith("\r\n", at)) {
      int end = text.indexOf(separator, at);
      int content = text.indexOf("\r\n\r\n", at) + 4;
      if (end < 0 || content < 4 || content > end) {
        throw malformed();
      }
      form.add(utf8(text.substring(at, content)), Arrays.copyOfRange(body, content, end));
      at = end + separator.length();
    }
    if (form.file == null) {
      throw S3Error.invalidArgument("POST requires exactly one file upload per request.");
    }
    return form;
  }

  private void add(String headers, byte[] content) {
    Matcher name = NAME.matcher(headers);
    if (!name.find()) {
      throw malformed();
    }
    if (file != null) {
      return; // S3 ignores what follows the file
    }
    if (name.group(1).equals("file")) {
      file = content;
      Matcher given = FILE_NAME.matcher(headers);
      fileName = given.find() ? given.group(1) : "";
    } else {
      fields.put(
          name.group(1).toLowerCase(Locale.ROOT), new String(content, StandardCharsets.UTF_8));
    }
  }

  private static String utf8(String latin1) {
    return new String(latin1.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }

  private static S3Error malformed() {
    return new S3Error(
        400, "MalformedPOSTRequest", "The body of your POST request is not well-formed.");
  }

  /** Null where the form has no such field. */
  String get(String name) {
    return fields.get(name);
  }

  Map<String, String> all() {
    return fields;
  }

  byte[] file() {
    return file;
  }

  String key() {
    String key = fields.get("key");
    if (key == null || key.isEmpty()) {
      throw S3Error.invalidArgument("Bucket POST must contain a field named 'key'.");
    }
    return key.replace("${filename}", fileName);
  }
}

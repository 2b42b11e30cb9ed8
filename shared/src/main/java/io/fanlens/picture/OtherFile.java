package io.fanlens.picture;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a file is, by its first bytes, that is none of the formats read here: so that its row says
 * "is a JPEG XL picture" or "is an HTML page" in place of "is not a picture".
 */
final class OtherFile {

  private static final int MOST_TEXT = 4_096;
  private static final int LEAST_BASE64 = 24;
  private static final int TAR_NAME = 257;
  private static final int DICOM_NAME = 128;

  /**
   * How a kind of file begins, byte for byte as Latin-1.
   *
   * @param name with its article: "a Photoshop picture (PSD)"
   */
  private record Kind(String name, boolean isPicture, int offset, List<String> starts) {

    boolean matches(String head) {
      return starts.stream().anyMatch(start -> head.startsWith(start, offset));
    }
  }

  private static final List<Kind> KINDS =
      List.of(
          picture("a JPEG XL picture", 0, "\u00ff\n", "\0\0\0\fJXL \r\n\u0087\n"),
          picture("a JPEG 2000 picture", 0, "\0\0\0\fjP  \r\n\u0087\n", "\u00ffO\u00ffQ"),
          picture("a JPEG XR picture", 0, "II\u00bc\1", "WMPHOTO"),
          picture("a JPEG-LS picture", 0, "\u00ff\u00d8\u00ff\u00f7"),
          picture("a Photoshop picture (PSD)", 0, "8BPS"),
          picture("a GIMP picture (XCF)", 0, "gimp xcf"),
          picture("an icon (ICO)", 0, "\0\0\1\0"),
          picture("a cursor (CUR)", 0, "\0\0\2\0"),
          picture("an icon of macOS (ICNS)", 0, "icns"),
          picture("an OpenEXR picture", 0, "v/1\1"),
          picture("a Radiance picture (HDR)", 0, "#?RADIANCE", "#?RGBE"),
          picture("a QOI picture", 0, "qoif"),
          picture("a DirectDraw surface (DDS)", 0, "DDS "),
          picture("an MNG or JNG picture", 0, "\u008aMNG\r\n", "\u008bJNG\r\n"),
          picture("a DjVu document", 0, "AT&TFORM"),
          picture("a FITS picture", 0, "SIMPLE  ="),
          picture("a DICOM picture", DICOM_NAME, "DICM"),
          picture("a PCX picture", 0, "\n\5\1\b"),
          picture("a raw file of a camera (CR3)", 4, "ftypcrx "),
          picture("a raw file of a camera (RAF)", 0, "FUJIFILMCCD-RAW"),
          picture("a raw file of a camera (ORF)", 0, "IIRO", "IIRS", "MMOR"),
          picture("a raw file of a camera (RW2)", 0, "IIU\0"),
          picture("a raw file of a camera (X3F)", 0, "FOVb"),
          picture("a raw file of a camera (MRW)", 0, "\0MRM"),
          picture("a HEIC sequence without a still", 4, "ftyphevc", "ftypmsf1", "ftyphevx"),
          file("a PDF document", 0, "%PDF-"),
          file("a PostScript document", 0, "%!PS", "\u00c5\u00d0\u00d3\u00c6"),
          file("a video", 4, "ftyp", "moov", "mdat", "wide"),
          file("a video", 0, "\u001aE\u00df\u00a3", "\0\0\1\u00ba", "FLV\1"),
          file("a ZIP archive", 0, "PK\3\4"),
          file("a gzip archive", 0, "\u001f\u008b\b"),
          file("a RAR archive", 0, "Rar!\u001a\7"),
          file("a 7-Zip archive", 0, "7z\u00bc\u00af'\u001c"),
          file("a tar archive", TAR_NAME, "ustar"));

  private OtherFile() {}

  private static Kind picture(String name, int offset, String... starts) {
    return new Kind(name, true, offset, List.of(starts));
  }

  private static Kind file(String name, int offset, String... starts) {
    return new Kind(name, false, offset, List.of(starts));
  }

  /** Why a file that begins like this is refused. */
  static BadPictureException refused(byte[] head) {
    if (head.length == 0) {
      return notAPicture("The file is empty.");
    }
    String latin1 =
        new String(head, 0, Math.min(head.length, MOST_TEXT), StandardCharsets.ISO_8859_1);
    for (Kind kind : KINDS) {
      if (kind.matches(latin1)) {
        return kind.isPicture
            ? unsupported(kind.name)
            : notAPicture("The file is %s, not a picture.".formatted(kind.name));
      }
    }
    if (latin1.startsWith("RIFF") && latin1.startsWith("AVI ", 8)) {
      return notAPicture("The file is a video, not a picture.");
    }
    if (isPortableMap(latin1)) {
      return unsupported("a picture of the PPM family (PBM, PGM, PPM, PAM)");
    }
    return ofText(latin1);
  }

  /** Two letters, and white space: text may begin like this, but goes on with other letters. */
  private static boolean isPortableMap(String head) {
    return head.length() > 3
        && head.charAt(0) == 'P'
        && "1234567Ff".indexOf(head.charAt(1)) >= 0
        && (head.charAt(2) == '\n' || head.charAt(2) == ' ' || head.charAt(2) == '\r')
        && "0123456789#W".indexOf(head.charAt(3)) >= 0;
  }

  private static BadPictureException ofText(String latin1) {
    String text = latin1.startsWith("\u00ef\u00bb\u00bf") ? latin1.substring(3) : latin1;
    String trimmed = text.stripLeading();
    String lower = trimmed.toLowerCase(Locale.ROOT);
    if (lower.startsWith("<!doctype html") || lower.startsWith("<html")) {
      return notAPicture(
          "The file is an HTML page, not a picture: perhaps the error page of a failed download.");
    }
    if (lower.startsWith("<svg") || (lower.startsWith("<") && lower.contains("<svg"))) {
      return unsupported("an SVG drawing");
    }
    if (lower.startsWith("<?xml")) {
      return notAPicture(
          "The file is an XML document, not a picture: perhaps the error of a failed download.");
    }
    Optional<PictureFormat> encoded = inBase64(trimmed);
    if (encoded.isPresent()) {
      return notAPicture(
          "The file is the base64 text of %s picture; decode it before the upload."
              .formatted(encoded.get().withArticle()));
    }
    return notAPicture(
        "The file is not a picture: its first bytes are those of no known picture format.");
  }

  /** Plain, or as a data URL. */
  private static Optional<PictureFormat> inBase64(String text) {
    int from = 0;
    if (text.startsWith("data:")) {
      from = text.indexOf(";base64,") + ";base64,".length();
    } else if (text.startsWith("\"")) {
      from = 1; // a JSON string
    }
    StringBuilder digits = new StringBuilder();
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\r' || c == '\n') {
        continue;
      }
      boolean digit =
          (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+';
      if (!digit && c != '/') {
        break;
      }
      digits.append(c);
    }
    if (digits.length() < LEAST_BASE64) {
      return Optional.empty();
    }
    byte[] decoded = Base64.getDecoder().decode(digits.substring(0, digits.length() / 4 * 4));
    return PictureFormat.recognise(decoded);
  }

  private static BadPictureException unsupported(String what) {
    return new BadPictureException(
        PictureProblem.UNSUPPORTED_FORMAT,
        "The file is %s, which cannot be converted here; upload it as JPEG or PNG."
            .formatted(what));
  }

  private static BadPictureException notAPicture(String sentence) {
    return new BadPictureException(PictureProblem.NOT_A_PICTURE, sentence);
  }
}

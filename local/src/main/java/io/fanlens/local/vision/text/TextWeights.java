package io.fanlens.local.vision.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The weights of the text networks (Apache-2.0), from a dependency. */
final class TextWeights {

  private static final String FOLDER = "/models/";

  private TextWeights() {}

  static byte[] finder() {
    return read("ch_PP-OCRv4_det_infer.onnx");
  }

  static byte[] direction() {
    return read("ch_ppocr_mobile_v2.0_cls_infer.onnx");
  }

  static byte[] characters() {
    return read("ch_PP-OCRv4_rec_infer.onnx");
  }

  /** The character of each class: a blank first, a space last. */
  static List<String> alphabet() {
    List<String> alphabet = new ArrayList<>();
    alphabet.add("");
    new String(read("ppocr_keys_v1.txt"), StandardCharsets.UTF_8).lines().forEach(alphabet::add);
    alphabet.add(" ");
    return alphabet;
  }

  private static byte[] read(String name) {
    try (InputStream in = TextWeights.class.getResourceAsStream(FOLDER + name)) {
      if (in == null) {
        throw new IllegalStateException(
            "The weights %s are not on the class path; build the local cloud again."
                .formatted(name));
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

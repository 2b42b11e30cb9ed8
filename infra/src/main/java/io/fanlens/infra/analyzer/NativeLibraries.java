package io.fanlens.infra.analyzer;

import io.fanlens.stage.configuration.StageConfiguration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.LayerVersion;
import software.amazon.awscdk.services.lambda.Runtime;
import software.constructs.Construct;

/**
 * What the function's Java calls and cannot carry in its zip: libvips and, unless it is switched
 * off, FFmpeg's decoder for HEIC. Each is a layer, mounted below {@code /opt}, with its licences.
 */
public final class NativeLibraries extends Construct {

  private final List<LayerVersion> layers = new ArrayList<>();

  NativeLibraries(Construct scope, String id, StageConfiguration configuration, Assets assets) {
    super(scope, id);
    add("Libvips", Assets.LIBVIPS, "libvips, which converts pictures", configuration, assets);
    if (configuration.heic()) {
      add("Heic", Assets.HEIC, "FFmpeg's decoder of HEIC pictures", configuration, assets);
    }
  }

  /** As listed here, so they are laid over each other. */
  List<LayerVersion> layers() {
    return List.copyOf(layers);
  }

  /**
   * What the JVM needs to be told: that Java may call native code, and to leave memory for it. AWS
   * Lambda names the heap on the command line, where {@code JAVA_TOOL_OPTIONS} does not reach it,
   * and takes no variable called {@code _JAVA_OPTIONS}; so a script of the layer sets that.
   */
  public static SequencedMap<String, String> environment() {
    return new TreeMap<>(
        Map.of(
            "JAVA_TOOL_OPTIONS", "--enable-native-access=ALL-UNNAMED",
            "AWS_LAMBDA_EXEC_WRAPPER", "/opt/fanlens/start"));
  }

  /** The local cloud knows a layer by the end of its name. */
  private void add(
      String id, String name, String description, StageConfiguration configuration, Assets assets) {
    layers.add(
        LayerVersion.Builder.create(this, id)
            .layerVersionName(configuration.stackName() + "-" + name)
            .description(description)
            .license("LGPL-3.0-or-later")
            .code(Code.fromAsset(assets.layer(name).toString()))
            .compatibleArchitectures(List.of(assets.architecture()))
            .compatibleRuntimes(List.of(Runtime.JAVA_25))
            .build());
  }
}

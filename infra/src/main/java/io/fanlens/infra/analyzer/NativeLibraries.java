package io.fanlens.infra.analyzer;

import io.fanlens.stage.configuration.StageConfiguration;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.LayerVersion;
import software.amazon.awscdk.services.lambda.Runtime;
import software.constructs.Construct;

/**
 * The native libraries of the function: libvips and, unless {@code heic} is off, FFmpeg's decoder
 * for HEIC. Each is a layer, mounted under {@code /opt}, with its licences.
 */
public final class NativeLibraries extends Construct {

  private final List<LayerVersion> layers = new ArrayList<>();

  NativeLibraries(Construct scope, String id, StageConfiguration configuration, Assets assets) {
    super(scope, id);
    add(
        "Libvips",
        Assets.LIBVIPS,
        "libvips, for the conversion of pictures",
        configuration,
        assets);
    if (configuration.function().heic()) {
      add("Heic", Assets.HEIC, "FFmpeg's decoder for HEIC pictures", configuration, assets);
    }
  }

  /** The CDK sorts them; no two have a file in common. */
  List<LayerVersion> layers() {
    return List.copyOf(layers);
  }

  /** The local cloud identifies a layer by the suffix of its name. */
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

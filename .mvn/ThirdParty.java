import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * What a release contains of others: completes the SBOM of the Java libraries with the layers,
 * checks that NOTICE lists all of it ("check") or writes it ("write"), and gathers the libraries'
 * licence files for the command-line jar. Arguments: check or write, the root of the repository,
 * the versions of Fanlens and of the FFmpeg artifact.
 */
final class ThirdParty {

  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
  private static final Pattern LEGAL =
      Pattern.compile("(META-INF/)?[^/]*(LICENSE|NOTICE|COPYRIGHT)[^/]*");
  private static final String OURS = "io.fanlens";

  /** Groups whose POMs say "The BSD License", which is taken for the one with four clauses. */
  private static final Map<String, String> LICENCES =
      Map.of(
          "com.twelvemonkeys.common", "BSD-3-Clause",
          "com.twelvemonkeys.imageio", "BSD-3-Clause");

  private static final String HEAD =
      """
      Fanlens
      Copyright 2026 the Fanlens authors

      Fanlens is under the Apache License, Version 2.0: see LICENSE. The files of a release contain the
      work of others too. Written from the SBOM; to renew it:
      mvn package -Prelease -Dquick -pl release -am -Dnotice=write

      Java libraries (Z: in the function's zip, J: in the command-line jar). Their own licence and notice
      files are in each library of the zip, and in META-INF/licences of the jar.
      """;

  private final Path root;
  private final ObjectNode bom;

  private ThirdParty(Path root) throws IOException {
    this.root = root;
    this.bom =
        (ObjectNode) JSON.readTree(root.resolve("release/target/libraries.cdx.json").toFile());
  }

  public static void main(String[] args) throws IOException {
    ThirdParty parts = new ThirdParty(Path.of(args[1]));
    parts.nameFiles();
    parts.addLayers(args[3]);
    parts.addPage();
    parts.notice(args[0].equals("write"));
    parts.gatherLicences();
    Path sbom = parts.root.resolve("target/release/fanlens-" + args[2] + ".cdx.json");
    Files.createDirectories(sbom.getParent());
    Files.writeString(sbom, JSON.writeValueAsString(parts.bom) + "\n");
  }

  /** Which file of the release has a library. One that the SBOM lacks ends the build. */
  private void nameFiles() throws IOException {
    Set<String> zip = jars("functions/target/lib");
    Set<String> jar = jars("operations/target/lib");
    Set<String> unknown = new TreeSet<>(zip);
    unknown.addAll(jar);
    for (JsonNode each : components()) {
      String file = each.path("name").asText() + "-" + each.path("version").asText() + ".jar";
      String licence = LICENCES.get(each.path("group").asText());
      if (licence != null) {
        license((ObjectNode) each, licence);
      }
      ArrayNode files = ((ObjectNode) each).putArray("properties");
      if (zip.contains(file)) {
        files.addObject().put("name", "fanlens:file").put("value", "function zip");
      }
      if (jar.contains(file)) {
        files.addObject().put("name", "fanlens:file").put("value", "command-line jar");
      }
      unknown.remove(file);
    }
    if (!unknown.isEmpty()) {
      throw new IllegalStateException("not in the SBOM: " + unknown);
    }
  }

  /** For both processors, so that a release has one SBOM. */
  private void addLayers(String ffmpeg) throws IOException {
    Path versionsFile = root.resolve("infra/target/layers/libvips/licences/libvips/versions.json");
    JsonNode versions = JSON.readTree(versionsFile.toFile());
    JsonNode lock = JSON.readTree(root.resolve("package-lock.json").toFile()).path("packages");
    for (String processor : List.of("arm64", "x86_64")) {
      String npm = "@img/sharp-libvips-linux-" + processor.replace("x86_64", "x64");
      String packaged = lock.path("node_modules/" + npm).path("version").asText();
      ObjectNode libvips =
          layer("libvips", processor, versions.path("vips").asText(), "LGPL-3.0-or-later")
              .put("purl", "pkg:npm/%s@%s".formatted(npm.replace("@", "%40"), packaged));
      ArrayNode inside = libvips.putArray("components");
      for (Map.Entry<String, JsonNode> each : versions.properties()) {
        if (!each.getKey().equals("vips")) {
          inside
              .addObject()
              .put("type", "library")
              .put("name", each.getKey())
              .put("version", each.getValue().asText());
        }
      }
      layer("ffmpeg", processor, ffmpeg.substring(0, ffmpeg.indexOf('-')), "LGPL-3.0-or-later")
          .put(
              "purl",
              "pkg:maven/org.bytedeco/ffmpeg@%s?classifier=linux-%s&type=jar"
                  .formatted(ffmpeg, processor));
    }
    layer("libdrm", "x86_64", "", "MIT").put("description", "Of the same artifact as FFmpeg.");
  }

  /** What npm's packages have added to the page's script, as its build has listed them. */
  private void addPage() throws IOException {
    JsonNode lock = JSON.readTree(root.resolve("page/package-lock.json").toFile()).path("packages");
    for (String name : Files.readAllLines(root.resolve("page/target/packages.txt"))) {
      JsonNode locked = lock.path("node_modules/" + name);
      ObjectNode component = ((ArrayNode) bom.get("components")).addObject();
      component
          .put("type", "library")
          .put("bom-ref", "page/" + name)
          .put("name", name)
          .put("version", locked.path("version").asText())
          .put(
              "purl",
              "pkg:npm/%s@%s".formatted(name.replace("@", "%40"), locked.path("version").asText()));
      license(component, locked.path("license").asText());
      component
          .putArray("properties")
          .addObject()
          .put("name", "fanlens:file")
          .put("value", "page of the function zip");
    }
  }

  private ObjectNode layer(String name, String processor, String version, String licence) {
    ObjectNode component = ((ArrayNode) bom.get("components")).addObject();
    component
        .put("type", "library")
        .put("bom-ref", "layer/%s/%s".formatted(name, processor))
        .put("name", name);
    if (!version.isEmpty()) {
      component.put("version", version);
    }
    license(component, licence);
    String file = "layer %s %s".formatted(name.equals("libvips") ? name : "heic", processor);
    component.putArray("properties").addObject().put("name", "fanlens:file").put("value", file);
    return component;
  }

  private static void license(ObjectNode component, String id) {
    component.putArray("licenses").addObject().putObject("license").put("id", id);
  }

  private void notice(boolean write) throws IOException {
    StringBuilder text = new StringBuilder(HEAD);
    Map<String, List<String>> libraries = new TreeMap<>();
    List<String> layers = new ArrayList<>();
    List<String> page = new ArrayList<>();
    for (JsonNode each : components()) {
      String files = each.path("properties").findValuesAsText("value").toString();
      String name = each.path("name").asText() + " " + each.path("version").asText();
      if (files.contains("layer")) {
        layers.add("  %s (%s): %s".formatted(name.strip(), licence(each), files));
      } else if (files.contains("page")) {
        page.add("  %s (%s)".formatted(name, licence(each)));
      } else if (!each.path("group").asText().startsWith(OURS)) {
        String letters = (files.contains("zip") ? " Z" : "") + (files.contains("jar") ? " J" : "");
        libraries
            .computeIfAbsent(licence(each), _ -> new ArrayList<>())
            .add("  %s:%s%s".formatted(each.path("group").asText(), name, letters));
      }
    }
    libraries.forEach(
        (licence, names) -> {
          text.append("\n").append(licence).append("\n");
          names.stream().sorted().forEach(each -> text.append(each).append("\n"));
        });
    text.append("\nThe page, in the zip: its jar has their licences in META-INF/licences.\n\n");
    page.stream().sorted().forEach(each -> text.append(each).append("\n"));
    text.append(
        "\nLayers. Each has the licences, and the sources' addresses, in its folder licences.\n\n");
    layers.forEach(each -> text.append(each.replaceAll("[\\[\\]]", "")).append("\n"));
    for (Path each : list("release/licences")) {
      text.append("\n").append("-".repeat(80)).append("\n").append(Files.readString(each));
    }
    Path notice = root.resolve("NOTICE");
    if (write) {
      Files.writeString(notice, text);
    } else if (!Files.exists(notice) || !Files.readString(notice).contentEquals(text)) {
      throw new IllegalStateException(
          "NOTICE is not current; to renew it: "
              + "mvn package -Prelease -Dquick -pl release -am -Dnotice=write");
    }
  }

  private static String licence(JsonNode component) {
    Set<String> names = new TreeSet<>();
    for (JsonNode each : component.path("licenses")) {
      String id = each.path("license").path("id").asText();
      String name = each.path("license").path("name").asText();
      names.add(
          Stream.of(id, name, each.path("expression").asText())
              .filter(value -> !value.isEmpty())
              .findFirst()
              .orElseThrow());
    }
    if (names.isEmpty()) {
      throw new IllegalStateException("no licence in the POM of " + component.path("name"));
    }
    return String.join(" or ", names);
  }

  /** The jar has no libraries any more, so that their files would overwrite each other. */
  private void gatherLicences() throws IOException {
    Path meta = root.resolve("release/target/classes/META-INF");
    for (Path jar : list("operations/target/lib")) {
      Path folder =
          meta.resolve("licences").resolve(jar.getFileName().toString().replace(".jar", ""));
      try (ZipFile library = new ZipFile(jar.toFile())) {
        for (ZipEntry entry : library.stream().toList()) {
          if (LEGAL.matcher(entry.getName()).matches() && !entry.isDirectory()) {
            Files.createDirectories(folder);
            Path file = folder.resolve(Path.of(entry.getName()).getFileName().toString());
            Files.write(file, library.getInputStream(entry).readAllBytes());
          }
        }
      }
    }
  }

  private JsonNode components() {
    return bom.get("components");
  }

  private Set<String> jars(String folder) throws IOException {
    Set<String> names = new TreeSet<>();
    list(folder).forEach(each -> names.add(each.getFileName().toString()));
    return names;
  }

  private List<Path> list(String folder) throws IOException {
    try (Stream<Path> files = Files.list(root.resolve(folder))) {
      return files.sorted().toList();
    }
  }
}

package io.fanlens.local.secrets;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fanlens.local.template.Properties;
import io.fanlens.local.template.TemplateException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/** The value that GenerateSecretString describes. */
final class GeneratedSecret {
  private static final int DEFAULT_LENGTH = 32;
  private static final int MAX_LENGTH = 4_096;
  private static final ObjectMapper JSON = new ObjectMapper();

  private GeneratedSecret() {}

  static String of(Properties wanted, RandomGenerator random) {
    String password = password(wanted, random);
    Optional<String> template = wanted.text("SecretStringTemplate");
    Optional<String> key = wanted.text("GenerateStringKey");
    if (template.isPresent() != key.isPresent()) {
      throw new TemplateException("SecretStringTemplate and GenerateStringKey go together");
    }
    if (template.isEmpty()) {
      return password;
    }
    try {
      if (JSON.readTree(template.get()) instanceof ObjectNode object) {
        return object.put(key.orElseThrow(), password).toString();
      }
      throw new TemplateException("SecretStringTemplate is not a JSON object");
    } catch (JsonProcessingException e) {
      throw new TemplateException("SecretStringTemplate is not JSON", e);
    }
  }

  private static String password(Properties wanted, RandomGenerator random) {
    int length = wanted.number("PasswordLength").orElse(DEFAULT_LENGTH);
    String excluded = wanted.text("ExcludeCharacters").orElse("");
    List<String> kinds = new ArrayList<>();
    add(kinds, wanted, "ExcludeLowercase", "abcdefghijklmnopqrstuvwxyz", excluded);
    add(kinds, wanted, "ExcludeUppercase", "ABCDEFGHIJKLMNOPQRSTUVWXYZ", excluded);
    add(kinds, wanted, "ExcludeNumbers", "0123456789", excluded);
    add(kinds, wanted, "ExcludePunctuation", "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~", excluded);
    if (is(wanted, "IncludeSpace", false)) {
      kinds.add(" ");
    }
    boolean each = is(wanted, "RequireEachIncludedType", true);
    if (length < Math.max(1, each ? kinds.size() : 1) || length > MAX_LENGTH || kinds.isEmpty()) {
      throw new TemplateException(
          "PasswordLength is %d; give up to %d, and one for each kind of character"
              .formatted(length, MAX_LENGTH));
    }
    List<Character> drawn = new ArrayList<>();
    if (each) {
      kinds.forEach(kind -> drawn.add(draw(kind, random)));
    }
    String all = String.join("", kinds);
    while (drawn.size() < length) {
      drawn.add(draw(all, random));
    }
    Collections.shuffle(drawn, random);
    return drawn.stream().map(String::valueOf).collect(Collectors.joining());
  }

  private static void add(
      List<String> kinds, Properties wanted, String exclusion, String kind, String excluded) {
    String left =
        kind.chars()
            .filter(character -> excluded.indexOf(character) < 0)
            .mapToObj(Character::toString)
            .collect(Collectors.joining());
    if (!is(wanted, exclusion, false) && !left.isEmpty()) {
      kinds.add(left);
    }
  }

  private static char draw(String from, RandomGenerator random) {
    return from.charAt(random.nextInt(from.length()));
  }

  private static boolean is(Properties wanted, String name, boolean otherwise) {
    return wanted.text(name).map(Boolean::parseBoolean).orElse(otherwise);
  }
}

package io.fanlens.local.stack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fanlens.local.template.Intrinsics;
import io.fanlens.local.template.Resource;
import io.fanlens.local.template.Template;
import io.fanlens.local.template.TemplateException;
import io.fanlens.settings.Settings;
import java.util.Map;

/**
 * The Region of a stack. It is needed before anything is provisioned, since the servers put it into
 * ARNs, so references to resources are resolved to a dummy text.
 */
public final class HomeRegion {
  /** Region of a stack that names none. */
  static final String DEFAULT = "us-east-1";

  private static final ObjectMapper JSON = new ObjectMapper();

  private HomeRegion() {}

  /** The homeRegion in a function's settings, or {@value #DEFAULT} when there is none. */
  public static String of(Template template) {
    NameResolver names = new NameResolver(template, new StackContext("fanlens", DEFAULT));
    template
        .resources()
        .forEach(one -> names.add(one.logicalId(), new ProvisionedResource("any", Map.of())));
    Intrinsics intrinsics = new Intrinsics(names);
    for (Resource resource : template.resources()) {
      JsonNode settings =
          resource.properties().at("/Environment/Variables/" + Settings.ENVIRONMENT_VARIABLE);
      if (!settings.isMissingNode()) {
        try {
          JsonNode region = JSON.readTree(intrinsics.resolve(settings).asText()).path("homeRegion");
          return region.asText("").isEmpty() ? DEFAULT : region.asText();
        } catch (JsonProcessingException e) {
          throw new TemplateException(
              "%s: %s is not JSON: %s"
                  .formatted(
                      resource.title(), Settings.ENVIRONMENT_VARIABLE, e.getOriginalMessage()),
              e);
        } catch (TemplateException e) {
          throw e.in(resource.title());
        }
      }
    }
    return DEFAULT;
  }
}

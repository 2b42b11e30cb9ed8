package io.fanlens.local.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.Set;
import java.util.TreeSet;

/** Puts resources into an order in which each comes after all that it needs. */
public final class DependencyOrder {
  private final Map<String, Resource> resources = new LinkedHashMap<>();
  private final Set<String> known;
  private final Map<String, Resource> ordered = new LinkedHashMap<>();

  private DependencyOrder(List<Resource> resources, Set<String> otherNames) {
    resources.forEach(resource -> this.resources.put(resource.logicalId(), resource));
    this.known = otherNames;
  }

  /**
   * @param otherNames what may be referred to beside these resources: parameters, and resources
   *     whose condition is false
   * @throws TemplateException for a name that nothing has, and for resources that need each other
   */
  public static List<Resource> of(List<Resource> resources, Set<String> otherNames) {
    DependencyOrder order = new DependencyOrder(resources, otherNames);
    resources.forEach(resource -> order.visit(resource, new LinkedHashSet<>()));
    return List.copyOf(order.ordered.values());
  }

  private void visit(Resource resource, SequencedSet<String> path) {
    String id = resource.logicalId();
    if (ordered.containsKey(id)) {
      return;
    }
    if (!path.add(id)) {
      List<String> cycle = new ArrayList<>(path);
      cycle = new ArrayList<>(cycle.subList(cycle.indexOf(id), cycle.size()));
      cycle.add(id);
      throw new TemplateException(
          "resources need each other in a circle: %s; take one of these references out"
              .formatted(String.join(" -> ", cycle)));
    }
    for (String need : needs(resource)) {
      if (resources.containsKey(need)) {
        visit(resources.get(need), path);
      } else if (!known.contains(need) && !need.startsWith("AWS::")) {
        throw new TemplateException(
            "%s refers to '%s', which the template does not have"
                .formatted(resource.title(), need));
      }
    }
    path.remove(id);
    ordered.put(id, resource);
  }

  private static Set<String> needs(Resource resource) {
    Set<String> needs = new TreeSet<>(resource.dependsOn());
    needs.addAll(TemplateReferences.in(resource.properties()));
    return needs;
  }
}

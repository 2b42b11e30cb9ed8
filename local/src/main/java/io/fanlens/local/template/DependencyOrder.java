package io.fanlens.local.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.Set;
import java.util.TreeSet;

/** Sorts resources so that each comes after its dependencies. */
public final class DependencyOrder {
  private final Map<String, Resource> resources = new LinkedHashMap<>();
  private final Set<String> known;
  private final Map<String, Resource> ordered = new LinkedHashMap<>();

  private DependencyOrder(List<Resource> resources, Set<String> otherNames) {
    resources.forEach(resource -> this.resources.put(resource.logicalId(), resource));
    this.known = otherNames;
  }

  /**
   * Sorts the resources.
   *
   * @param otherNames names that may be referenced besides these resources: parameters, and
   *     resources whose condition is false
   * @throws TemplateException for an unknown name and for circular dependencies
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
          "circular dependency between resources: %s; remove one of these references"
              .formatted(String.join(" -> ", cycle)));
    }
    for (String dependency : dependencies(resource)) {
      if (resources.containsKey(dependency)) {
        visit(resources.get(dependency), path);
      } else if (!known.contains(dependency) && !dependency.startsWith("AWS::")) {
        throw new TemplateException(
            "%s references '%s', which is not in the template"
                .formatted(resource.title(), dependency));
      }
    }
    path.remove(id);
    ordered.put(id, resource);
  }

  private static Set<String> dependencies(Resource resource) {
    Set<String> dependencies = new TreeSet<>(resource.dependsOn());
    dependencies.addAll(TemplateReferences.in(resource.properties()));
    return dependencies;
  }
}

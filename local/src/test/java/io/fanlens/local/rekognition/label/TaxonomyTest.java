package io.fanlens.local.rekognition.label;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TaxonomyTest {

  private final Taxonomy taxonomy = new Taxonomy();

  @Test
  void shouldNameAClassWithAllThatIsAboveIt() {
    LabelKind phone = taxonomy.ofClass(77).orElseThrow();

    assertEquals(
        new LabelKind(
            "Mobile Phone",
            List.of("Phone", "Electronics"),
            "Technology and Computing",
            List.of("Cell Phone")),
        phone);
  }

  @Test
  void shouldHaveARowForEachParentAndItsParents() {
    for (LabelKind kind : taxonomy.all()) {
      for (String parent : kind.parents()) {
        List<String> above = taxonomy.named(parent).parents();
        assertTrue(
            kind.parents().containsAll(above),
            () -> kind.name() + " lacks " + above + " of " + parent);
      }
      assertTrue(!kind.category().isEmpty(), kind::name);
    }
  }

  @Test
  void shouldBeSilentOnClassesThatWereOftenWrong() {
    int named = (int) IntStream.rangeClosed(1, 90).filter(i -> isNamed(i)).count();

    assertEquals(77, named);
    assertEquals(Optional.empty(), taxonomy.ofClass(10)); // traffic light
  }

  private boolean isNamed(int number) {
    return taxonomy.ofClass(number).isPresent();
  }
}

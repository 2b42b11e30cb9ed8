package io.fanlens.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanlens.bench.simulation.Approach;
import io.fanlens.bench.simulation.Scenario;
import io.fanlens.bench.simulation.Simulation;
import io.fanlens.bench.simulation.SimulationResult;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;

final class CasesTest {

  @Test
  void shouldReadAPoolAndWhatIsSpecial() {
    Scenario scenario = Cases.parse("3x100+15x25:depth=0.1,ramp", 0, 0.5, 1);
    assertEquals(675, scenario.pool().permitsPerSecond());
    assertEquals(60 * 675, scenario.pictures());
    assertEquals(0.1, scenario.depthSeconds());
    assertTrue(scenario.ramp());
  }

  @Test
  void shouldRefuseWhatItDoesNotKnow() {
    IllegalArgumentException variant =
        assertThrows(IllegalArgumentException.class, () -> Cases.parse("2x50:ded", 0, 0.5, 1));
    assertTrue(variant.getMessage().contains("'ded' is unknown"), variant.getMessage());
    assertThrows(IllegalArgumentException.class, () -> Cases.parse("fifty", 0, 0.5, 1));
    assertThrows(IllegalArgumentException.class, () -> Cases.parse("2x50:depth=x", 0, 0.5, 1));
  }

  @Test
  void shouldRunEveryStandardCase() {
    for (String name : Cases.STANDARD) {
      Scenario scenario = Cases.parse(name, 200, 0.5, 1);
      for (Approach contender : Approach.values()) {
        assertEquals(200, Simulation.run(scenario, contender).done(), name + " " + contender);
      }
    }
  }

  @Test
  void shouldDrawWellFormedCurves() throws Exception {
    SimulationResult result = Simulation.run(Cases.parse("2x50", 500, 0.5, 1), Approach.FANLENS);
    String svg = DrainCurves.draw("2x50", List.of(result));
    DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    assertTrue(svg.contains("polyline"));
  }
}

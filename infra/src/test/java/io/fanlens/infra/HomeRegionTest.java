package io.fanlens.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.fanlens.stage.configuration.StageContexts;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.assertions.Annotations;
import software.amazon.awscdk.assertions.Match;

@SuppressWarnings("deprecation") // SynthesisMessage, which the assertions return
class HomeRegionTest {

  @Test
  void shouldDoWithoutSnapStartAndSayWhatIsMissingWhereARegionLacksIt() throws IOException {
    FanlensStack unsynthesized =
        TestStack.unsynthesized(
            StageContexts.context(
                """
                {"homeRegion": "ap-east-2", "targets": [{"region": "ap-northeast-1"}],
                 "results": {"events": false}}
                """));
    List<String> warnings =
        Annotations.fromStack(unsynthesized)
            .findWarning("*", Match.stringLikeRegexp("homeRegion"))
            .stream()
            .map(warning -> warning.getEntry().getData().toString())
            .toList();
    assertEquals(1, warnings.size(), warnings::toString);
    TestStack elsewhere = TestStack.of(unsynthesized);
    assertFalse(elsewhere.json().contains("SnapStart\""));
    assertEquals(1, elsewhere.logicalIds("AWS::Lambda::Alias").size());
  }
}

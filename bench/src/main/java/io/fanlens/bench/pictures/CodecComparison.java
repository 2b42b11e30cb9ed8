package io.fanlens.bench.pictures;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Has all contenders convert a sample by turns, so that what disturbs one disturbs the others. */
final class CodecComparison {

  /** Java compiles what a new kind of picture needs, and at first nearly everything. */
  private static final int WARM_UP = 2;

  private static final int FIRST_WARM_UP = 15;

  private static final int COLD_ROUNDS = 2;

  private final List<Contender> contenders;
  private final Path folder;
  private final int rounds;
  private final boolean memory;
  private boolean warm;

  CodecComparison(List<Contender> contenders, Path folder, int rounds, boolean memory) {
    this.contenders = List.copyOf(contenders);
    this.folder = folder;
    this.rounds = rounds;
    this.memory = memory;
  }

  /** In the order of the contenders. */
  List<Measured> run(Sample sample, Path picture) throws IOException, InterruptedException {
    Map<Contender, List<Cost>> costs = new HashMap<>();
    Map<Contender, String> doubts = new HashMap<>();
    Set<Contender> out = new HashSet<>();
    Path ours = folder.resolve("out-0.jpg");
    for (int i = 0; i < contenders.size(); i++) {
      Contender contender = contenders.get(i);
      costs.put(contender, new ArrayList<>());
      Path jpeg = folder.resolve("out-%d.jpg".formatted(i));
      try {
        Cost first = contender.convert(sample, picture, Optional.of(jpeg));
        if (!contender.staysWarm()) {
          costs.get(contender).add(first);
        }
        JpegCheck.doubt(jpeg, sample, ours).ifPresent(doubt -> doubts.put(contender, doubt));
      } catch (CannotConvertException e) {
        doubts.put(contender, e.getMessage());
        out.add(contender);
      } finally {
        if (i > 0) {
          Files.deleteIfExists(jpeg);
        }
      }
    }
    Files.deleteIfExists(ours);
    int warmUp = warm ? WARM_UP : FIRST_WARM_UP;
    warm = true;
    for (int round = 1 - warmUp; round < rounds; round++) {
      for (Contender contender : contenders) {
        boolean done =
            !contender.staysWarm() && (round < 0 || costs.get(contender).size() >= COLD_ROUNDS);
        if (out.contains(contender) || done) {
          continue;
        }
        Cost cost = contender.convert(sample, picture, Optional.empty());
        if (round >= 0) {
          costs.get(contender).add(cost);
        }
      }
    }
    List<Measured> measured = new ArrayList<>();
    for (Contender contender : contenders) {
      measured.add(
          new Measured(
              contender.name(),
              costs.get(contender),
              memory && !out.contains(contender)
                  ? contender.peakKilobytes(sample, picture)
                  : Optional.empty(),
              Optional.ofNullable(doubts.get(contender))));
    }
    return measured;
  }
}

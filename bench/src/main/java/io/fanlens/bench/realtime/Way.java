package io.fanlens.bench.realtime;

/** How somebody who wants an answer at once may call Rekognition. */
public enum Way {
  ONE_REGION("one Region, the SDK's retries"),
  RANDOM("weighted random + backoff"),
  ADAPTIVE("weighted random + SDK adaptive"),
  FANLENS("**Fanlens**");

  private final String label;

  Way(String label) {
    this.label = label;
  }

  public String label() {
    return label;
  }
}

package io.fanlens.local.vision;

/** What a face expresses, in the order of the network that tells it. */
public enum Expression {
  CALM,
  HAPPY,
  SAD,
  ANGRY,
  FEAR,
  DISGUSTED,
  SURPRISED
}
